import type { Mutant } from '../../mutant.ts'
import { ecmaClauses } from '../reference/disposable-stack.ts'
import { ecmaDisposableStack } from '../reference/implementations.ts'

export const failing: readonly Mutant[] = [
  {
    name: 'suppressed-and-error-swapped',
    rule: 'exit-stack.aggregate-order',
    flaw: 'The SuppressedError holds the older error as its error and the newer one as suppressed.',
    implementation: ecmaDisposableStack({
      combine: (pending, thrown) => (pending ? ecmaClauses.combine(thrown, pending) : thrown),
    }),
  },
  {
    name: 'last-error-wins',
    rule: 'exit-stack.aggregate-order',
    flaw: 'The error of a disposer replaces that of an earlier one, as in a finally block.',
    implementation: ecmaDisposableStack({ combine: (_, thrown) => thrown }),
  },
  {
    name: 'third-error-replaces-the-second',
    rule: 'exit-stack.aggregate-order',
    flaw: 'A third error takes the place of the second in the SuppressedError, instead of wrapping it.',
    implementation: ecmaDisposableStack({
      combine(pending, thrown) {
        const first = pending?.error instanceof SuppressedError ? { error: pending.error.suppressed } : pending
        return ecmaClauses.combine(first, thrown)
      },
    }),
  },
  {
    name: 'errors-as-aggregate-error',
    rule: 'exit-stack.aggregate-order',
    flaw: 'Two errors are thrown in an AggregateError.',
    implementation: ecmaDisposableStack({
      combine: (pending, { error }) => ({ error: pending ? new AggregateError([pending.error, error]) : error }),
    }),
  },
  {
    name: 'single-error-wrapped',
    rule: 'exit-stack.trace',
    flaw: 'The error of a disposer that fails alone is wrapped in a SuppressedError that suppresses undefined.',
    implementation: ecmaDisposableStack({
      combine: (pending, { error }) => ({ error: new SuppressedError(error, pending?.error) }),
    }),
  },
]
