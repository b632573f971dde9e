import { type AsyncGenerator, generatorYield } from '../async-generator.ts'
import { type Completion, empty } from '../completion.ts'
import type { Coroutine } from '../coroutine.ts'
import type { AsyncIterator } from '../iteration.ts'
import type { Machine } from '../machine.ts'
import { PromiseRecord, performPromiseThen, resolvePromise } from '../promise.ts'
import type { IteratorResult } from '../values.ts'
import { generatorFunction, type Iterable } from './generators.ts'
import type { Pipe } from './pipe.ts'
import { ask, closeAll, type Ended } from './side-by-side.ts'

type Step = Ended<AsyncIterator>

/** An operator that reads ahead: what is asked of its source is one request after another, in a row of promises. */
export function buffer(pipe: Pipe, source: Iterable, count: number): Iterable {
  return generatorFunction(pipe, generator => readAhead(pipe, generator, source, count))
}

function* readAhead({ machine }: Pipe, generator: AsyncGenerator, source: Iterable, count: number): Coroutine {
  const iterator = source()
  const open = new Set([iterator])
  /** Requests that were made or will be, and whose answers have not been given on. */
  const row: PromiseRecord[] = []
  let last: PromiseRecord | null = null
  let left = false

  /** The request that follows another one; where the source is open no more, or is not wanted, it is none. */
  const following = (before: PromiseRecord): PromiseRecord => {
    const step = new PromiseRecord()
    performPromiseThen(machine, before, ({ result }) => {
      if (left || open.size === 0) resolvePromise(machine, step, result)
      else performPromiseThen(machine, ask(machine, iterator, open), one => resolvePromise(machine, step, one.result))
    })
    return step
  }
  const leave = (completion: Completion): Coroutine => {
    left = true
    return closeBehind(machine, last, open, completion)
  }

  for (;;) {
    while (row.length <= count) {
      last = last ? following(last) : ask(machine, iterator, open)
      row.push(last)
    }
    machine.operand = row.shift()
    const { completion } = ((yield 'await') as { readonly value: Step }).value
    if (completion.type === 'throw') return yield* leave(completion)
    const { done, value } = (completion as { readonly value: IteratorResult }).value
    if (done) return yield* leave(empty)
    const resumed = yield* generatorYield(machine, generator, value)
    if (resumed.type !== 'normal') return yield* leave(resumed)
  }
}

/** Waits for what is under way, and closes the source. */
function* closeBehind(
  machine: Machine,
  last: PromiseRecord | null,
  open: Set<AsyncIterator>,
  completion: Completion,
): Coroutine {
  machine.operand = last
  yield 'await'
  return yield* closeAll(machine, open, completion)
}
