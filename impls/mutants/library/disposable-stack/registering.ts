import type { Mutant } from '../../mutant.ts'
import { ecmaClauses } from '../reference/disposable-stack.ts'
import { ecmaDisposableStack } from '../reference/implementations.ts'

export const registering: readonly Mutant[] = [
  {
    name: 'method-looked-up-late',
    rule: 'exit-stack.enter-failure-not-registered',
    flaw: 'use keeps the value and looks for its method when the stack is closed, so it refuses nothing.',
    implementation: ecmaDisposableStack({
      createDisposableResource: (value, clauses) => ({
        kind: 'use',
        value,
        method:
          value == null
            ? undefined
            : () => ecmaClauses.dispose(ecmaClauses.createDisposableResource(value, clauses), undefined),
      }),
    }),
  },
  {
    name: 'refused-resource-ignored',
    rule: 'exit-stack.enter-failure-not-registered',
    flaw: 'use gives back a value that has no method, without an error.',
    implementation: ecmaDisposableStack({
      use(slots, value, clauses) {
        try {
          return ecmaClauses.use(slots, value, clauses)
        } catch {
          return value
        }
      },
    }),
  },
  {
    name: 'moved-stack-stays-open',
    rule: 'exit-stack.closed-refuses',
    flaw: 'move empties the old stack and does not mark it as disposed.',
    implementation: ecmaDisposableStack({
      move(slots) {
        const moved = ecmaClauses.move(slots)
        slots.state = 'pending'
        return moved
      },
    }),
  },
  {
    name: 'closed-stack-accepts-deferred',
    rule: 'exit-stack.closed-refuses',
    flaw: 'defer does not look at the state of the stack, and its callback is never called.',
    implementation: ecmaDisposableStack({
      checkState(slots, method) {
        if (method !== 'defer') ecmaClauses.checkState(slots, method)
      },
    }),
  },
  {
    name: 'closed-stack-refuses-with-type-error',
    rule: 'exit-stack.closed-refuses',
    flaw: 'A stack that is disposed throws a TypeError, not a ReferenceError.',
    implementation: ecmaDisposableStack({
      checkState({ state }) {
        if (state === 'disposed') throw new TypeError('the stack has been disposed')
      },
    }),
  },
  {
    name: 'adopt-callback-given-nothing',
    rule: 'exit-stack.adopt-argument',
    flaw: 'The callback of adopt is called with no argument.',
    implementation: ecmaDisposableStack({
      adopt({ resources }, value, onDispose) {
        resources.push({ kind: 'adopt', value: undefined, method: () => onDispose() })
        return value
      },
    }),
  },
  {
    name: 'adopt-callback-called-on-the-value',
    rule: 'exit-stack.adopt-argument',
    flaw: 'The adopted value is the receiver of the callback, not its argument.',
    implementation: ecmaDisposableStack({
      adopt({ resources }, value, onDispose) {
        resources.push({ kind: 'adopt', value, method: onDispose })
        return value
      },
    }),
  },
  {
    name: 'deferred-callback-given-undefined',
    rule: 'exit-stack.adopt-argument',
    flaw: 'The callback of defer is called with undefined as an argument, as if it had been adopted.',
    implementation: ecmaDisposableStack({
      defer({ resources }, onDispose) {
        resources.push({ kind: 'defer', value: undefined, method: () => onDispose(undefined) })
      },
    }),
  },
  {
    name: 'use-gives-nothing',
    rule: 'exit-stack.use-result',
    flaw: 'use returns undefined.',
    implementation: ecmaDisposableStack({
      use(slots, value, clauses) {
        ecmaClauses.use(slots, value, clauses)
      },
    }),
  },
  {
    name: 'adopt-gives-the-callback',
    rule: 'exit-stack.use-result',
    flaw: 'adopt returns its second argument.',
    implementation: ecmaDisposableStack({
      adopt(slots, value, onDispose, clauses) {
        ecmaClauses.adopt(slots, value, onDispose, clauses)
        return onDispose
      },
    }),
  },
  {
    name: 'null-given-back-as-undefined',
    rule: 'exit-stack.use-result',
    flaw: 'use turns null into undefined.',
    implementation: ecmaDisposableStack({
      use: (slots, value, clauses) => ecmaClauses.use(slots, value, clauses) ?? undefined,
    }),
  },
  {
    name: 'null-refused',
    rule: 'exit-stack.null-resource',
    flaw: 'use throws a TypeError for null and undefined.',
    implementation: ecmaDisposableStack({
      createDisposableResource(value, clauses) {
        if (value == null) throw new TypeError('not an object')
        return ecmaClauses.createDisposableResource(value, clauses)
      },
    }),
  },
  {
    name: 'undefined-refused',
    rule: 'exit-stack.null-resource',
    flaw: 'use accepts null, but throws a TypeError for undefined.',
    implementation: ecmaDisposableStack({
      createDisposableResource(value, clauses) {
        if (value === undefined) throw new TypeError('not an object')
        return ecmaClauses.createDisposableResource(value, clauses)
      },
    }),
  },
  {
    name: 'stack-null-async-method-refused',
    rule: 'exit-stack.trace',
    flaw: 'Symbol.dispose is looked for only when Symbol.asyncDispose is undefined: null is refused.',
    implementation: ecmaDisposableStack({
      getDisposeMethod(value) {
        if (Reflect.get(value, Symbol.asyncDispose) === null) return undefined
        return ecmaClauses.getDisposeMethod(value)
      },
    }),
  },
]
