import { chunk } from '../../operators-reference/generators.ts'
import { buffer } from '../../operators-reference/side-by-side.ts'
import type { Mutant } from '../mutant.ts'
import { asked, close, iteratorOf, type Source, withOperators } from './reference.ts'

type Result = IteratorResult<unknown>

/** How a buffer goes wrong: what it does with its row of results, and with its source when it is left. */
interface Reading {
  /** Is called when it is left, or has failed. */
  readonly leave: (iterator: AsyncIterator<unknown>, failed: boolean) => Promise<void>
  /** Results that are there are given before those that are to come; otherwise a failure overtakes them. */
  readonly failsAtOnce?: boolean
  /** Whether it asks on when it has been left. */
  readonly asksOn?: boolean
}

/** Reads ahead in a loop that runs by itself. */
const bufferReading = ({ leave, failsAtOnce = false, asksOn = false }: Reading) =>
  async function* (source: Source, count: number) {
    const iterator = iteratorOf(source)
    const ready: Result[] = []
    let [wanted, read, left, over] = [0, 0, false, false]
    let error: { readonly error: unknown } | null = null
    let wake = (): void => {}
    let room = (): void => {}
    const reading = async (): Promise<void> => {
      while (!over) {
        while (read >= wanted + count) await new Promise<void>(resolve => (room = resolve))
        if (left && !asksOn) return
        read++
        try {
          const result = await iterator.next()
          over = result.done === true
          ready.push(result)
        } catch (failure) {
          error = { error: failure }
          over = true
        }
        wake()
      }
    }
    let done = false
    try {
      for (;;) {
        if (wanted++ === 0) void reading()
        else room()
        while (ready.length === 0 && !error) await new Promise<void>(resolve => (wake = resolve))
        const result = error && failsAtOnce ? undefined : ready.shift()
        if (!result) throw (error as { error: unknown } | null)?.error
        if (result.done) {
          done = true
          return
        }
        yield result.value
      }
    } finally {
      left = true
      wanted += asksOn ? 1 : 0
      room()
      if (!done && !error) await leave(iterator, false)
    }
  }

export const collecting: readonly Mutant[] = [
  {
    name: 'chunk-loses-what-is-left',
    rule: 'operators.values',
    flaw: 'What does not fill an array when the source ends is dropped.',
    implementation: withOperators({
      chunk: async function* (source, count) {
        for await (const part of chunk(source, count)) if (part.length === count) yield part
      },
    }),
  },
  {
    name: 'chunk-one-too-many',
    rule: 'operators.values',
    flaw: 'An array is full when it has one value more than asked for.',
    implementation: withOperators({ chunk: (source, count) => chunk(source, count + 1) }),
  },
  {
    name: 'chunk-last-in-first-out',
    rule: 'operators.order',
    flaw: 'Values are taken from a stack.',
    implementation: withOperators({
      chunk: async function* (source, count) {
        for await (const part of chunk(source, count)) yield part.reverse()
      },
    }),
  },
  {
    name: 'chunk-gives-an-empty-one-at-the-end',
    rule: 'operators.values',
    flaw: 'What is left is given whether there is anything left or not.',
    implementation: withOperators({
      chunk: async function* (source, count) {
        let full = true
        for await (const part of chunk(source, count)) {
          full = part.length === count
          yield part
        }
        if (full) yield []
      },
    }),
  },
  {
    name: 'chunk-gives-its-part-before-an-error',
    rule: 'operators.trace',
    flaw: 'When the source fails, what there is of an array is given first, which is not what is declared.',
    implementation: withOperators({
      chunk: async function* (source, count) {
        let part: unknown[] = []
        try {
          for await (const value of source) {
            part.push(value)
            if (part.length < count) continue
            const full = part
            part = []
            yield full
          }
        } catch (error) {
          if (part.length > 0) yield part
          throw error
        }
        if (part.length > 0) yield part
      },
    }),
  },
  {
    name: 'chunk-does-not-give-its-part',
    rule: 'operators.trace',
    flaw: 'When the source fails, what there is of an array is dropped, though it is declared to be given.',
    implementation: withOperators({ chunk: { run: chunk, part: 'given' } }),
  },
  {
    name: 'chunk-reads-ahead',
    rule: 'operators.demand',
    flaw: 'That an array is full is noticed when the next value has come.',
    implementation: withOperators({
      chunk: async function* (source, count) {
        let part: unknown[] = []
        for await (const value of source) {
          if (part.length === count) {
            yield part
            part = []
          }
          part.push(value)
        }
        if (part.length > 0) yield part
      },
    }),
  },
  {
    name: 'chunk-asked-by-hand',
    rule: 'operators.close-source-on-early-exit',
    flaw: 'next() of the source is called by hand, and nobody calls return().',
    implementation: withOperators({
      chunk: async function* (source, count) {
        const { next } = iteratorOf(source)
        yield* chunk({ [Symbol.asyncIterator]: () => ({ next }) }, count)
      },
    }),
  },
  {
    name: 'buffer-fills-when-it-is-made',
    rule: 'operators.lazy',
    flaw: 'The first value is read when the buffer is made, before anybody wants it.',
    implementation: withOperators({ buffer: (source, count) => buffer(asked(source), count) }),
  },
  {
    name: 'buffer-reads-one-more',
    rule: 'operators.demand',
    flaw: 'It is looked whether there is room when one more has been read.',
    implementation: withOperators({ buffer: (source, count) => buffer(source, count + 1) }),
  },
  {
    name: 'buffer-that-reads-nothing-ahead',
    rule: 'operators.trace',
    flaw: 'Every value is read when it is asked for.',
    implementation: withOperators({
      buffer: async function* (source) {
        yield* source
      },
    }),
  },
  {
    name: 'buffer-fails-before-its-values',
    rule: 'operators.trace',
    flaw: 'An error overtakes the values that were read before it.',
    implementation: withOperators({ buffer: bufferReading({ leave: close, failsAtOnce: true }) }),
  },
  {
    name: 'buffer-last-in-first-out',
    rule: 'operators.order',
    flaw: 'Two values that are there are given in the wrong order.',
    implementation: withOperators({
      buffer: async function* (source, count) {
        const swapped = (part: readonly unknown[]): readonly unknown[] => part.toReversed()
        for await (const part of chunk(buffer(source, count), 2)) yield* swapped(part)
      },
    }),
  },
  {
    name: 'buffer-ends-with-its-source',
    rule: 'operators.values',
    flaw: 'When the source has ended, what is in the buffer is dropped.',
    implementation: withOperators({
      buffer: async function* (source, count) {
        let ended = false
        const noting = async function* () {
          yield* source
          ended = true
        }
        for await (const value of buffer(noting(), count)) {
          if (ended) return
          yield value
        }
      },
    }),
  },
  {
    name: 'buffer-reads-on-when-left',
    rule: 'operators.no-work-after-exit',
    flaw: 'What reads ahead is not told that the loop has been left.',
    implementation: withOperators({ buffer: bufferReading({ leave: close, asksOn: true }) }),
  },
  {
    name: 'buffer-leaves-its-source-open',
    rule: 'operators.close-source-on-early-exit',
    flaw: 'return() ends the buffer, and not what it reads.',
    implementation: withOperators({ buffer: bufferReading({ leave: async () => {} }) }),
  },
]
