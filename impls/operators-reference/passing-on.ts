/*
 * The operators that pass each request on at once, as the proposal is being revised to do. Requests are answered in
 * their order: what comes out is what would come out if each were made when the one before it has been answered.
 */

type Source = AsyncIterable<unknown>
type Result = IteratorResult<unknown>

/** What was asked of the source, and what has come of it, for whoever's turn it is then. */
interface Turn {
  readonly index: number
  outcome: Outcome | null
}
type Outcome = { readonly result: Result } | { readonly error: unknown }

interface Request {
  /** That of return(), which closes the source at once, and is answered behind the requests before it. */
  readonly own: Turn | null
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

const done: Result = { value: undefined, done: true }
const after: Turn = { index: Number.POSITIVE_INFINITY, outcome: { result: done } }
const given = (value: unknown): Result => ({ value, done: false })

/** @param deal what is given on in the place of a value, or null where nothing is */
function passingOn(
  source: Source,
  deal: (value: unknown, index: number) => Promise<Result | null>,
  most = Number.POSITIVE_INFINITY,
): AsyncIterableIterator<unknown> {
  let iterator: AsyncIterator<unknown> | null = null
  const requests: Request[] = []
  const turns: Turn[] = []
  let asked = 0
  let end = Number.POSITIVE_INFINITY
  let isSourceOver = false
  let closing: Promise<unknown> | null = null
  let isClosing = false

  /** Closes the source once; whoever comes later waits for that, and the first one is told if it fails. */
  async function close(): Promise<void> {
    if (isSourceOver) return
    if (closing) return void (await closing.catch(() => {}))
    isClosing = true
    closing = Promise.resolve(iterator?.return?.()).finally(() => {
      isClosing = false
    })
    await closing
  }
  async function resultOf(index: number, from: AsyncIterator<unknown>): Promise<Result | null> {
    const ends = (): void => {
      end = Math.min(end, index)
    }
    if (index >= most) {
      ends()
      await close()
      return done
    }
    let step: Result
    try {
      step = await from.next()
    } catch (error) {
      isSourceOver = true
      if (index > end) return done
      ends()
      throw error
    }
    if (step.done) isSourceOver = true
    if (index > end) return done
    if (step.done) {
      ends()
      return done
    }
    try {
      return await deal(step.value, index)
    } catch (error) {
      ends()
      await close().catch(() => {})
      throw error
    }
  }
  async function serve(turn: Turn, from: AsyncIterator<unknown>): Promise<void> {
    let outcome: Outcome | null
    try {
      const result = await resultOf(turn.index, from)
      outcome = result && { result }
    } catch (error) {
      outcome = { error }
    }
    if (outcome) turn.outcome = outcome
    else if (turns.includes(turn)) {
      turns.splice(turns.indexOf(turn), 1)
      if (end === Number.POSITIVE_INFINITY) pull()
    }
    giveOn()
  }
  function pull(): void {
    iterator ??= source[Symbol.asyncIterator]()
    const turn: Turn = { index: asked++, outcome: null }
    turns.push(turn)
    serve(turn, iterator)
  }
  function giveOn(): void {
    for (let request = requests[0]; request; request = requests[0]) {
      const turn = request.own ?? turns[0] ?? after
      // There is no end before the source has been closed.
      if (!turn.outcome || (turn === after && isClosing)) return
      requests.shift()
      if (turn === turns[0]) turns.shift()
      if (turn.index >= end) turns.length = 0
      if ('error' in turn.outcome) request.reject(turn.outcome.error)
      else request.resolve(turn.outcome.result)
    }
  }
  async function leave(own: Turn): Promise<void> {
    end = Math.min(end, asked)
    try {
      if (iterator) await close()
      own.outcome = { result: done }
    } catch (error) {
      own.outcome = { error }
    }
    giveOn()
  }

  return {
    [Symbol.asyncIterator]() {
      return this
    },
    next: () =>
      new Promise((resolve, reject) => {
        requests.push({ own: null, resolve, reject })
        if (end === Number.POSITIVE_INFINITY) pull()
        else giveOn()
      }),
    return: () =>
      new Promise((resolve, reject) => {
        const own: Turn = { index: Number.POSITIVE_INFINITY, outcome: null }
        requests.push({ own, resolve, reject })
        leave(own)
      }),
  }
}

export const map = (source: Source, callback: (value: unknown) => Promise<unknown>) =>
  passingOn(source, async value => given(await callback(value)))

export const filter = (source: Source, test: (value: unknown) => Promise<boolean>) =>
  passingOn(source, async value => ((await test(value)) ? given(value) : null))

export const take = (source: Source, count: number) => passingOn(source, async value => given(value), count)

export const drop = (source: Source, count: number) =>
  passingOn(source, async (value, index) => (index < count ? null : given(value)))
