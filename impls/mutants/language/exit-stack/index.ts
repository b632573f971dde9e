import { type Clauses, disposableStackOf, ecmaClauses } from '../../library/reference/disposable-stack.ts'
import type { Mutant } from '../../mutant.ts'

/** The engine's language with a stack of its own, which follows the clauses but for the flaw. */
export function withStack(flaw: Partial<Clauses>): Mutant['implementation'] {
  const Stack = disposableStackOf({ ...ecmaClauses, ...flaw })
  const asyncDispose = Object.getOwnPropertyDescriptor(Stack.prototype, 'disposeAsync') as PropertyDescriptor
  Object.defineProperty(Stack.prototype, Symbol.asyncDispose, asyncDispose)
  const globals = { AsyncDisposableStack: Stack }
  return { dialect: 'ecmascript', language: { syntax: 'ecmascript', globals, lower: source => source } }
}

/** Wrong about AsyncDisposableStack, as programs see it that hold one with `await using`. */
export const exitStack: readonly Mutant[] = [
  {
    name: 'compiled-stack-exits-first-in-first-out',
    rule: 'exit-stack.lifo',
    flaw: 'A stack exits in the order of registration.',
    implementation: withStack({ next: ({ resources }) => resources.shift() }),
  },
  {
    name: 'refused-value-registered',
    rule: 'exit-stack.enter-failure-not-registered',
    flaw: 'use() accepts a value without the protocol, and closing the stack fails by it.',
    implementation: withStack({
      createDisposableResource(value, clauses) {
        try {
          return ecmaClauses.createDisposableResource(value, clauses)
        } catch (refusal) {
          return {
            kind: 'use',
            value,
            method() {
              throw refusal
            },
          }
        }
      },
    }),
  },
  {
    name: 'failing-exit-ends-the-closing',
    rule: 'exit-stack.all-exits-run',
    flaw: 'After an exit has failed the stack calls no other one.',
    implementation: withStack({
      combine(pending, thrown) {
        throw ecmaClauses.combine(pending, thrown).error
      },
    }),
  },
  {
    name: 'stack-suppressed-error-swapped',
    rule: 'exit-stack.aggregate-order',
    flaw: 'SuppressedError has the older error as its error and the newer one as suppressed.',
    implementation: withStack({
      combine: (pending, { error }) => ({ error: pending ? new SuppressedError(pending.error, error) : error }),
    }),
  },
  {
    name: 'moved-exits-kept',
    rule: 'exit-stack.transfer',
    flaw: 'move() hands a copy of the exits over and leaves the old stack as it was.',
    implementation: withStack({ move: ({ resources }) => [...resources] }),
  },
  {
    name: 'second-close-refused',
    rule: 'exit-stack.close-idempotent',
    flaw: 'Closing a stack that has been closed is a ReferenceError.',
    implementation: withStack({
      async disposeAsync(slots, clauses) {
        if (slots?.state === 'disposed') throw new ReferenceError('the stack has been disposed')
        await ecmaClauses.disposeAsync(slots, clauses)
      },
    }),
  },
  {
    name: 'closed-stack-accepts',
    rule: 'exit-stack.closed-refuses',
    flaw: 'A stack that has been closed or moved accepts exits, which nobody will run.',
    implementation: withStack({ checkState() {} }),
  },
  {
    name: 'closing-stack-accepts',
    rule: 'exit-stack.register-while-closing',
    flaw: 'A stack counts as closed only when its exits have run: one registered meanwhile is run as well.',
    implementation: withStack({
      async disposeAsync(slots, clauses) {
        if (!slots) throw new TypeError('not an AsyncDisposableStack')
        if (slots.state === 'disposed') return
        try {
          await clauses.disposeResources(slots, clauses)
        } finally {
          slots.state = 'disposed'
        }
      },
    }),
  },
  {
    name: 'adopted-value-not-passed',
    rule: 'exit-stack.adopt-argument',
    flaw: 'The callback of adopt() is called without the value.',
    implementation: withStack({
      adopt({ resources }, value, onDispose) {
        resources.push({ kind: 'adopt', value: undefined, method: () => onDispose() })
        return value
      },
    }),
  },
  {
    name: 'use-answers-nothing',
    rule: 'exit-stack.use-result',
    flaw: 'use() gives nothing back.',
    implementation: withStack({
      use(slots, value, clauses) {
        ecmaClauses.use(slots, value, clauses)
      },
    }),
  },
  {
    name: 'stack-refuses-null',
    rule: 'exit-stack.null-resource',
    flaw: 'use() refuses null and undefined with a TypeError.',
    implementation: withStack({ use: (slots, value, clauses) => ecmaClauses.use(slots, value ?? 0, clauses) }),
  },
  {
    name: 'first-disposer-late',
    rule: 'exit-stack.first-disposer-synchronous',
    flaw: 'disposeAsync() awaits once before it calls the first disposer.',
    implementation: withStack({
      async disposeResources(slots, clauses) {
        await undefined
        await ecmaClauses.disposeResources(slots, clauses)
      },
    }),
  },
  {
    name: 'compiled-bad-receiver-throws',
    rule: 'exit-stack.bad-receiver-rejects',
    flaw: 'disposeAsync() throws at once when it is called on something else.',
    implementation: withStack({
      disposeAsync(slots, clauses) {
        if (!slots) throw new TypeError('not an AsyncDisposableStack')
        return ecmaClauses.disposeAsync(slots, clauses)
      },
    }),
  },
  {
    name: 'closing-failure-unhandled',
    rule: 'exit-stack.trace',
    flaw: 'A second promise of each closing is left behind, and nobody listens to its rejection.',
    implementation: withStack({
      disposeAsync(slots, clauses) {
        const closing = ecmaClauses.disposeAsync(slots, clauses)
        void closing.finally(() => {})
        return closing
      },
    }),
  },
]
