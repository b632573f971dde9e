/**
 * A fetch without a network, correct about signals and bodies, for volume.
 * @see https://fetch.spec.whatwg.org/#fetch-method
 */
import { addressOf, playbackOf, redirected } from './cases.ts'
import type { Answer, Body } from './playback.ts'
import type { Tier } from './tier.ts'

const realFetch = globalThis.fetch

/** Requests are held as long as anything may be read of their responses: their signals follow others only weakly. */
const kept = new Set<unknown>()

/** Puts the stub in the place of the global fetch. */
export const stubTier: Tier = {
  originOf: () => 'http://aexit.test',
  turns: 5,
  warmsUp: false,
  width: 500,
  open() {
    globalThis.fetch = stubFetch as typeof fetch
  },
  close() {
    kept.clear()
    globalThis.fetch = realFetch
  },
  fault: () => null,
}

async function stubFetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const request = input instanceof Request ? input : null
  const url = request ? request.url : String(input)
  if (request) kept.add(request)
  // One of its own: a response that is not read to its end listens for ever, and each new listener passes all others.
  const signal = init.signal ?? request?.signal ?? new AbortController().signal
  signal.throwIfAborted()
  const address = addressOf(url)
  const playback = address && playbackOf(address.id)
  if (!address || !playback) throw networkError()
  const { name, followed } = address
  for (let there = followed; ; there = true) {
    const answering = playback.arrive(name, there, signal)
    if (!answering) throw networkError()
    const answer = await beforeAbort(signal, answering)
    if (answer.kind === 'network error') throw networkError()
    if (answer.kind === 'response') return stubResponse(there ? redirected(url) : url, answer, signal)
    if ((init.redirect ?? request?.redirect) === 'error') throw networkError() as unknown as Response
  }
}

function networkError(): TypeError {
  return new TypeError('fetch failed')
}

/** What a promise gives, unless the signal is aborted before: then its reason. */
function beforeAbort<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    signal.addEventListener('abort', abort)
    void promise.then(value => {
      signal.removeEventListener('abort', abort)
      resolve(value)
    })
  })
}

/** The class, as one whose every property may be another: what it declares are properties, what it has are accessors. */
const Bare = Response as unknown as new (body: null, init: ResponseInit) => Pick<Response, 'status' | 'headers'>

/** Answers the text without the cost of a stream; whoever asks for the stream gets one. */
class StubResponse extends Bare {
  readonly #url: string
  readonly #body: Body
  readonly #signal: AbortSignal
  #stream: ReadableStream<Uint8Array> | null = null
  #used = false

  constructor(url: string, { status, type, body }: Answer & { kind: 'response' }, signal: AbortSignal) {
    super(null, { status, headers: { 'content-type': type === 'json' ? 'application/json' : 'text/plain' } })
    this.#url = url
    this.#body = body
    this.#signal = signal
  }

  get url(): string {
    return this.#url
  }

  get bodyUsed(): boolean {
    return this.#used
  }

  get body(): ReadableStream<Uint8Array<ArrayBuffer>> {
    this.#stream ??= streamOf(this.#body, this.#signal)
    return this.#stream as ReadableStream<Uint8Array<ArrayBuffer>>
  }

  text(): Promise<string> {
    if (this.#stream || this.#used) return new Response(this.body).text()
    this.#used = true
    return textOf(this.#body, this.#signal)
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text())
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return new TextEncoder().encode(await this.text()).buffer as ArrayBuffer
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new TextEncoder().encode(await this.text()) as Uint8Array<ArrayBuffer>
  }

  async blob(): Promise<Blob> {
    return new Blob([await this.text()])
  }

  clone(): Response {
    const [own, other] = this.body.tee()
    this.#stream = own
    return new Response(other, { status: this.status, headers: this.headers })
  }
}

function stubResponse(url: string, answer: Answer & { kind: 'response' }, signal: AbortSignal): Response {
  return new StubResponse(url, answer, signal) as unknown as Response
}

function textOf(body: Body, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort)
    const settle = (then: () => void): void => {
      signal.removeEventListener('abort', abort)
      then()
    }
    let text = ''
    body.connect({
      chunk: more => {
        text += more
      },
      end: () => settle(() => resolve(text)),
      fail: () => settle(() => reject(new TypeError('terminated'))),
    })
  })
}

/** @see https://fetch.spec.whatwg.org/#abort-fetch */
function streamOf(body: Body, signal: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    start(controller) {
      const abort = (): void => controller.error(signal.reason)
      if (signal.aborted) return abort()
      signal.addEventListener('abort', abort)
      const settle = (then: () => void): void => {
        signal.removeEventListener('abort', abort)
        if (!signal.aborted) then()
      }
      body.connect({
        chunk: text => controller.enqueue(encoder.encode(text)),
        end: () => settle(() => controller.close()),
        fail: () => settle(() => controller.error(new TypeError('terminated'))),
      })
    },
    cancel: () => body.cancel(),
  })
}
