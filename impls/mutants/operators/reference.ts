import type { Operators } from '../../../harness/index.ts'
import * as generators from '../../operators-reference/generators.ts'
import * as sideBySide from '../../operators-reference/side-by-side.ts'
import type { Mutant } from '../mutant.ts'

export type Source = AsyncIterable<unknown>
export type Callback = (value: unknown) => Promise<unknown>

/** The reference, with some of its operators made wrong. */
export function withOperators(operators: Operators): Mutant['implementation'] {
  return { operators: { ...generators, ...sideBySide, ...operators } }
}

export const iteratorOf = (source: Source): AsyncIterator<unknown> => source[Symbol.asyncIterator]()

/** A source whose first value has been asked for already. */
export function asked(source: Source): Source {
  const iterator = iteratorOf(source)
  let first: Promise<IteratorResult<unknown>> | null = iterator.next()
  first.catch(() => {})
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => {
        const answer = first ?? iterator.next()
        first = null
        return answer
      },
      ...(iterator.return && { return: () => iterator.return?.() as Promise<IteratorResult<unknown>> }),
    }),
  }
}

/** How an operator holds its source by hand, where `for await` would do what is right. */
export interface Hold {
  /** What is done about the source when its values are no longer wanted, or the callback has failed. */
  readonly leave: (iterator: AsyncIterator<unknown>, failed: boolean) => Promise<void>
  /** Its next() has rejected. */
  readonly failed?: (iterator: AsyncIterator<unknown>, error: unknown) => Promise<void>
  /** It has ended. */
  readonly ended?: (iterator: AsyncIterator<unknown>) => Promise<void>
}

/** What AsyncIteratorClose does. */
export async function close(iterator: AsyncIterator<unknown>, failed: boolean): Promise<void> {
  try {
    await iterator.return?.()
  } catch (error) {
    if (!failed) throw error
  }
}

/** An operator like map over a source that is held so. */
export const mapHolding = (hold: Hold) =>
  async function* (source: Source, callback: Callback) {
    const iterator = iteratorOf(source)
    for (;;) {
      let result: IteratorResult<unknown>
      try {
        result = await iterator.next()
      } catch (error) {
        if (!hold.failed) throw error
        await hold.failed(iterator, error)
        return
      }
      if (result.done) {
        await hold.ended?.(iterator)
        return
      }
      let wanted = false
      let failed = false
      try {
        yield await callback(result.value).catch(error => {
          failed = true
          throw error
        })
        wanted = true
      } finally {
        if (!wanted) await hold.leave(iterator, failed)
      }
    }
  }
