import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { passedOn } from './loopback.ts'

const nextTurn = () => new Promise<void>(resolve => setImmediate(resolve))

test('a connection that was closed before is seen to be closed', async () => {
  const accepted: Socket[] = []
  const server = createServer(socket => accepted.push(socket.resume()))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const seen: boolean[] = []
  for (let i = 0; i < 100; i++) {
    const client = await new Promise<Socket>(resolve => {
      const socket = connect(port, '127.0.0.1', () => resolve(socket))
    })
    await passedOn()
    const other = accepted.at(-1) as Socket
    let closed = false
    other.once('end', () => {
      closed = true
    })
    client.destroy()
    await passedOn()
    await nextTurn()
    seen.push(closed)
  }
  server.close()
  expect(seen).toEqual(Array(100).fill(true))
})
