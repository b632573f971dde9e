import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getResponse } from 'msw'
import { handlers, takeFault } from './handler.ts'
import { passedOn } from './loopback.ts'
import type { Tier } from './tier.ts'

const server = createServer((incoming, outgoing) => void serve(incoming, outgoing))
server.unref()
let origin = ''

/** A real server, on this machine only. */
export const serverTier: Tier = {
  originOf: () => origin,
  turns: 12,
  passedOn,
  width: 10,
  warmsUp: true,
  async open() {
    if (server.listening) return
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  },
  close() {},
  fault: takeFault,
}

/** Answers with what the handlers make of a request. A response that is an error is a connection that breaks. */
async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const controller = new AbortController()
  outgoing.on('close', () => controller.abort())
  const request = new Request(`${origin}${incoming.url}`, {
    method: incoming.method ?? 'GET',
    signal: controller.signal,
  })
  const response = await getResponse(handlers, request)
  if (!response || response.type === 'error') {
    incoming.socket.destroy()
    return
  }
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  outgoing.flushHeaders()
  if (!response.body) {
    outgoing.end()
    return
  }
  const reader = response.body.getReader()
  controller.signal.addEventListener('abort', () => void reader.cancel().catch(() => {}))
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) outgoing.write(read.value)
    outgoing.end()
  } catch {
    incoming.socket.destroy()
  }
}
