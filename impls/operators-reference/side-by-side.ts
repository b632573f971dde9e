import { closeAll } from './closing.ts'

/*
 * The operators that have several things under way at once. They hold iterators by hand, and owe them what `for await`
 * would do: see `closing.ts`.
 */

/** All values of all sources as they come; a source is asked again when the consumer asks for the next value. */
export async function* merge(sources: readonly AsyncIterable<unknown>[]) {
  const asked = new Map<AsyncIterator<unknown>, Promise<Step>>()
  let failed = false
  try {
    for (const source of sources) {
      const iterator = source[Symbol.asyncIterator]()
      asked.set(iterator, ask(iterator))
    }
    while (asked.size > 0) {
      const step = await Promise.race(asked.values())
      if ('error' in step || step.result.done) asked.delete(step.iterator)
      if ('error' in step) throw step.error
      if (step.result.done) continue
      yield step.result.value
      asked.set(step.iterator, ask(step.iterator))
    }
  } catch (error) {
    failed = true
    throw error
  } finally {
    await closeAll(asked.keys(), failed)
  }
}

/** Arrays of one value of each source, until one of them ends. */
export async function* zip(sources: readonly AsyncIterable<unknown>[]) {
  const iterators = sources.map(source => source[Symbol.asyncIterator]())
  const open = new Set(iterators)
  let failed = false
  const next = async (iterator: AsyncIterator<unknown>): Promise<IteratorResult<unknown>> => {
    const step = await ask(iterator)
    if ('error' in step || step.result.done) open.delete(iterator)
    if ('error' in step) throw step.error
    return step.result
  }
  try {
    for (;;) {
      const results = await Promise.all(iterators.map(next))
      if (results.some(({ done }) => done)) return
      yield results.map(({ value }) => value)
    }
  } catch (error) {
    failed = true
    throw error
  } finally {
    await closeAll(open, failed)
  }
}

/**
 * Like map, with up to `concurrency` callbacks running or answered and not taken; their answers come in the order of the
 * input. The source is asked for one value at a time, and when the consumer leaves, for none. What runs is waited for.
 */
export async function* parallelMap(
  source: AsyncIterable<unknown>,
  callback: (value: unknown) => Promise<unknown>,
  concurrency: number,
) {
  const iterator = source[Symbol.asyncIterator]()
  const running: Promise<Answer>[] = []
  let asked: Promise<Step> | null = null
  let open = true
  let failed = false
  try {
    for (;;) {
      if (open && !asked && running.length < concurrency) asked = ask(iterator)
      const awaited = [...(asked ? [asked] : []), ...running.slice(0, 1)]
      if (awaited.length === 0) return
      const first = await Promise.race(awaited)
      if ('iterator' in first) {
        asked = null
        if ('error' in first || first.result.done) open = false
        if ('error' in first) throw first.error
        if (!first.result.done) running.push(answerOf(callback(first.result.value)))
        continue
      }
      running.shift()
      if ('error' in first) throw first.error
      yield first.value
    }
  } catch (error) {
    failed = true
    throw error
  } finally {
    const last = await asked
    if (last && ('error' in last || last.result.done)) open = false
    try {
      if (open) await closeAll([iterator], failed)
    } finally {
      await Promise.all(running)
    }
  }
}

/** How a request to an iterator has ended. */
type Step =
  | { readonly iterator: AsyncIterator<unknown>; readonly result: IteratorResult<unknown> }
  | { readonly iterator: AsyncIterator<unknown>; readonly error: unknown }
type Answer = { readonly value: unknown } | { readonly error: unknown }

/** Asks for a value; never rejects, so that nobody has to listen. */
async function ask(iterator: AsyncIterator<unknown>): Promise<Step> {
  try {
    return { iterator, result: await iterator.next() }
  } catch (error) {
    return { iterator, error }
  }
}

async function answerOf(answer: Promise<unknown>): Promise<Answer> {
  try {
    return { value: await answer }
  } catch (error) {
    return { error }
  }
}
