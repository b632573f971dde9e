import type { Mutant } from '../../mutant.ts'
import { type Native, type Requests, requestsOf } from '../seams/generator.ts'
import { inOrder } from '../seams/in-order.ts'
import { seamed } from '../seams/seamed.ts'

/** A value on its way through a generator that shall not await it. */
class Boxed {
  readonly value: unknown
  constructor(value: unknown) {
    this.value = value
  }
}

const box = (value: unknown): Boxed => new Boxed(value)

/** Asks the engine's generator; `open` says what becomes of an answer that comes in a box. */
function unboxing(open: (value: unknown) => unknown): (native: Native) => Requests {
  const opened = async (answer: Promise<IteratorResult<unknown>>): Promise<IteratorResult<unknown>> => {
    const { value, done = false } = await answer
    return { value: value instanceof Boxed ? await open(value.value) : value, done }
  }
  return native => {
    const plain = requestsOf(native)
    return inOrder({
      ...plain,
      next: (...given) => opened(plain.next(...given)),
      return: (...given) => opened(plain.return(...given)),
      throw: error => opened(plain.throw(error)),
    })
  }
}

/** Keeps `await` from following what is in the box: a promise is answered as the object that it is. */
const asItIs = (value: unknown): unknown => (isThenable(value) ? { promised: value } : value)

const isThenable = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'

const isForeign = (value: unknown): boolean => isThenable(value) && !(value instanceof Promise)

export const values: readonly Mutant[] = [
  {
    name: 'yielded-promise-not-awaited',
    rule: 'generator.yield-awaits',
    flaw: 'yield gives a promise to the consumer as it is.',
    implementation: seamed({ operand: box, generator: unboxing(asItIs) }),
  },
  {
    name: 'rejected-operand-of-yield-passes-handlers',
    rule: 'generator.yield-awaits',
    flaw: 'The operand of a yield is awaited outside the body: its rejection goes to the requester, past every catch.',
    implementation: seamed({ operand: box, generator: unboxing(value => value) }),
  },
  {
    name: 'yielded-thenable-not-awaited',
    rule: 'generator.yield-awaits',
    flaw: 'yield awaits promises of the engine, and no foreign thenables.',
    implementation: seamed({ operand: value => (isForeign(value) ? box(value) : value), generator: unboxing(asItIs) }),
  },
  {
    name: 'returned-promise-not-awaited',
    rule: 'generator.return-value',
    flaw: 'return in a generator gives a promise to the requester as it is.',
    implementation: seamed({ result: box, generator: unboxing(asItIs) }),
  },
  {
    name: 'rejected-operand-of-return-passes-handlers',
    rule: 'generator.return-value',
    flaw: 'The operand of a return is awaited outside the body: its rejection goes to the requester, past every catch.',
    implementation: seamed({ result: box, generator: unboxing(value => value) }),
  },
  {
    name: 'return-value-lost',
    rule: 'generator.return-value',
    flaw: 'The operand of a return in a generator is dropped.',
    implementation: seamed({ result: () => undefined }),
  },
]
