import { closeAll } from './closing.ts'

/*
 * The operators that have several things under way at once. They hold iterators by hand, and owe them what `for await`
 * would do: see `closing.ts`.
 */

/** All values of all sources as they come; a source is asked again when the consumer asks for the next value. */
export async function* merge(sources: readonly AsyncIterable<unknown>[]) {
  const asked = new Map<AsyncIterator<unknown>, Promise<Step>>()
  const open = new Set<AsyncIterator<unknown>>()
  let failed = false
  try {
    for (const source of sources) {
      const iterator = source[Symbol.asyncIterator]()
      open.add(iterator)
      asked.set(iterator, ask(iterator, open))
    }
    while (asked.size > 0) {
      const step = await Promise.race(asked.values())
      asked.delete(step.iterator)
      if ('error' in step) throw step.error
      if (step.result.done) continue
      yield step.result.value
      asked.set(step.iterator, ask(step.iterator, open))
    }
  } catch (error) {
    failed = true
    throw error
  } finally {
    await closeAll(open, failed)
  }
}

/** Arrays of one value of each source, until one of them ends. */
export async function* zip(sources: readonly AsyncIterable<unknown>[]) {
  const iterators = sources.map(source => source[Symbol.asyncIterator]())
  const open = new Set(iterators)
  let failed = false
  const next = async (iterator: AsyncIterator<unknown>): Promise<IteratorResult<unknown>> => {
    const step = await ask(iterator, open)
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
  const open = new Set([iterator])
  let failed = false
  try {
    for (;;) {
      if (open.size > 0 && !asked && running.length < concurrency) asked = ask(iterator, open)
      const awaited = [...(asked ? [asked] : []), ...running.slice(0, 1)]
      if (awaited.length === 0) return
      const first = await Promise.race(awaited)
      if ('iterator' in first) {
        asked = null
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
    await asked
    try {
      await closeAll(open, failed)
    } finally {
      await Promise.all(running)
    }
  }
}

/** All values, with up to `count` of them read ahead; the source is asked for one at a time. */
export async function* buffer(source: AsyncIterable<unknown>, count: number) {
  const iterator = source[Symbol.asyncIterator]()
  const open = new Set([iterator])
  const row: Promise<Step>[] = []
  let last: Promise<Step> | null = null
  let left = false
  let failed = false
  const following = async (before: Promise<Step>): Promise<Step> => {
    const step = await before
    return left || open.size === 0 ? step : ask(iterator, open)
  }
  try {
    for (;;) {
      while (row.length <= count) {
        last = last ? following(last) : ask(iterator, open)
        row.push(last)
      }
      const step = await (row.shift() as Promise<Step>)
      if ('error' in step) throw step.error
      if (step.result.done) return
      yield step.result.value
    }
  } catch (error) {
    failed = true
    throw error
  } finally {
    left = true
    await last
    await closeAll(open, failed)
  }
}

/** How a request to an iterator has ended. */
type Step =
  | { readonly iterator: AsyncIterator<unknown>; readonly result: IteratorResult<unknown> }
  | { readonly iterator: AsyncIterator<unknown>; readonly error: unknown }
type Answer = { readonly value: unknown } | { readonly error: unknown }

/** Asks for a value. An iterator that has ended or failed is open no more. Never rejects: nobody has to listen. */
async function ask(iterator: AsyncIterator<unknown>, open: Set<AsyncIterator<unknown>>): Promise<Step> {
  try {
    const result = await iterator.next()
    if (result.done) open.delete(iterator)
    return { iterator, result }
  } catch (error) {
    open.delete(iterator)
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
