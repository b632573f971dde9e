import type { Held } from '../../spec/program/client/elaborated.ts'
import type { Manager } from '../implementation/implementation.ts'
import { programErrorIn } from '../world/program-error.ts'
import type { World } from '../world/world.ts'

/**
 * The session that a client is handed: it records that it is opened and closed, and while it is open it fetches. What it
 * fetches fails with errors of the program, which can be told apart.
 *
 * @param seesErrors whether its exit shows what it is given
 */
export function createSession(held: Held, world: World, seesErrors: boolean): Manager<typeof fetch> {
  const { session, closing } = held
  let open = false
  let requested = false
  const fetchInSession: typeof fetch = async (input, init) => {
    if (!open) throw new TypeError(`The session is not open: ${session}`)
    const signal = init?.signal ?? (input instanceof Request ? input.signal : null)
    signal?.throwIfAborted()
    requested = true
    try {
      return await respond(held, await globalThis.fetch(input, init), signal, world)
    } catch (thrown) {
      throw programErrorIn(thrown) ?? world.error(held.request.name)
    }
  }
  return {
    async enter() {
      world.log(`${session} enter`)
      open = true
      world.log(`${session} entered`)
      return fetchInSession
    },
    async exit(failure) {
      open = false
      const shown = seesErrors && failure ? [programErrorIn(failure.error) ?? failure.error] : []
      world.log(`${session} exit`, ...shown)
      // Where nothing has been requested there is nothing to wait for.
      if (closing && requested) await world.checkpoint(closing)
      world.log(`${session} exited`)
      return undefined
    },
  }
}

/**
 * The same response, with a body that is read as it comes, whichever way it comes, and whose cancelling may fail. Whoever
 * reads one piece of it never has all: how a network cuts a body into pieces would decide what is left to cancel.
 *
 * It is there when the first piece of its body is, or the end: no script sends headers alone.
 * @see https://streams.spec.whatwg.org/#readable-stream-cancel
 */
async function respond(
  { request, release }: Held,
  given: Response,
  signal: AbortSignal | null,
  world: World,
): Promise<Response> {
  const reader = given.body?.getReader()
  const first = await reader?.read()
  let over = false
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const end = (then: () => void): void => {
        if (over) return
        over = true
        then()
      }
      if (!reader || !first || first.done) return end(() => controller.close())
      controller.enqueue(first.value.subarray(0, 1))
      controller.enqueue(first.value.subarray(1))
      // An abort reaches what has come and has not been read as well.
      signal?.addEventListener('abort', () => controller.error(signal.reason))
      const pump = async (): Promise<void> => {
        for (let read = await reader.read(); !read.done; read = await reader.read()) {
          if (!over) controller.enqueue(read.value)
        }
      }
      void pump().then(
        () => end(() => controller.close()),
        thrown => end(() => controller.error(programErrorIn(thrown) ?? world.error(request.name))),
      )
    },
    cancel() {
      over = true
      void reader?.cancel().catch(() => {})
      if (release !== null) throw world.error(release)
    },
  })
  const { status, headers, url } = given
  return Object.defineProperty(new Response(body, { status, headers }), 'url', { value: url })
}
