import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

let line: Promise<Socket> | null = null

/**
 * Waits until the machine has passed on what was sent before over its own network: a byte goes around, behind it. That a
 * connection has been closed is nothing that moves until then, and on a busy machine it may take longer than some turns.
 */
export async function passedOn(): Promise<void> {
  line ??= openLine()
  const socket = await line
  socket.ref()
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.once('data', () => {
        socket.off('error', reject)
        resolve()
      })
      socket.write('.')
    })
  } finally {
    socket.unref()
  }
}

/** A connection to this process itself, whose other end sends everything back. */
function openLine(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const server = createServer(other => {
      other.unref()
      other.pipe(other)
    })
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => {
        socket.off('error', reject)
        server.unref()
        resolve(socket)
      })
      socket.setNoDelay()
      socket.once('error', reject)
    })
  })
}
