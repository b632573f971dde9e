import { HttpResponse, http } from 'msw'
import { addressOf, playbackOf, redirected } from './cases.ts'
import type { Answer, Body } from './playback.ts'
import { warmUpId } from './warm-up.ts'

/** What has gone wrong in the handler itself: MSW would make a status 500 of it, which looks like a server's. */
let fault: unknown = null

/** The fault of the handler, told once. */
export function takeFault(): unknown {
  const taken = fault
  fault = null
  return taken
}

/** The one handler: it sends every request to the case that its URL names. A request of a case that is over gets nothing. */
export const handlers = [
  http.all('*', async ({ request }) => {
    try {
      const address = addressOf(request.url)
      if (address?.id === warmUpId) return new HttpResponse('', { headers: { connection: 'close' } })
      const playback = address && playbackOf(address.id)
      const answering = playback?.arrive(address?.name ?? '', address?.followed ?? false, request.signal)
      return answering ? respond(await answering, request) : HttpResponse.error()
    } catch (thrown) {
      fault ??= thrown
      return HttpResponse.error()
    }
  }),
]

function respond(answer: Answer, request: Request): Response {
  if (answer.kind === 'network error') return HttpResponse.error()
  if (answer.kind === 'redirect')
    return new HttpResponse(null, { status: 302, headers: { location: redirected(request.url), connection: 'close' } })
  const { status, type, body } = answer
  const headers = {
    'content-type': type === 'json' ? 'application/json' : 'text/plain',
    // Without a framing header a body that breaks off is one that ends.
    'transfer-encoding': 'chunked',
    // A connection that a client keeps for the next request may be lost in between: what then happens is nobody's case.
    connection: 'close',
  }
  return new HttpResponse(streamOf(body), { status, headers })
}

function streamOf(body: Body): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let gone = false
  return new ReadableStream({
    start(controller) {
      const unlessGone = (then: () => void) => () => {
        if (!gone) then()
      }
      body.connect({
        chunk: text => unlessGone(() => controller.enqueue(encoder.encode(text)))(),
        end: unlessGone(() => controller.close()),
        fail: unlessGone(() => controller.error(new Error('The connection is lost.'))),
      })
    },
    cancel() {
      gone = true
      body.cancel()
    },
  })
}
