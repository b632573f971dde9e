import type { Mutant } from '../../mutant.ts'
import { blindSteps, pythonSteps } from '../reference/bracket.ts'
import { contextOf } from '../reference/context.ts'
import { hasFailed } from '../reference/ending.ts'
import { blindBracket, firstErrorBracket, pythonBracket } from '../reference/implementations.ts'
import { settlesSoon } from '../reference/ticks.ts'

/** Errors that an exit has raised. */
const ofExit = new WeakSet<object>()

export const failing: readonly Mutant[] = [
  {
    name: 'suppression-ignored',
    rule: 'context-manager.suppress',
    flaw: 'The result of the exit is not looked at: the error always goes on.',
    implementation: pythonBracket({
      combine: (body, exit) => (hasFailed(exit) ? pythonSteps.combine(body, exit) : body),
    }),
  },
  {
    name: 'replaced-error-not-suppressed',
    rule: 'context-manager.suppress',
    flaw: 'An error that has replaced another cannot be suppressed.',
    implementation: pythonBracket({
      combine: (body, exit) =>
        hasFailed(body) && contextOf(body.error) && !hasFailed(exit) ? body : pythonSteps.combine(body, exit),
    }),
  },
  {
    name: 'suppressed-error-as-result',
    rule: 'context-manager.trace',
    flaw: 'A bracket whose exit has suppressed the error returns that error.',
    implementation: pythonBracket({
      combine: (body, exit) =>
        hasFailed(body) && !hasFailed(exit) && exit.value ? { value: body.error } : pythonSteps.combine(body, exit),
    }),
  },
  {
    name: 'truthy-exit-discards-the-result',
    rule: 'context-manager.suppress-needs-error',
    flaw: 'A truthy result of the exit ends the bracket without a value, whether the body has failed or not.',
    implementation: pythonBracket({
      combine: (body, exit) =>
        !hasFailed(exit) && exit.value ? { value: undefined } : pythonSteps.combine(body, exit),
    }),
  },
  {
    name: 'truth-of-the-promise',
    rule: 'context-manager.no-suppress',
    flaw: 'The promise of the exit is tested for its truth before it is awaited, and every promise is true.',
    implementation: pythonBracket({
      combine: (body, exit) => pythonSteps.combine(body, hasFailed(exit) ? exit : { value: true }),
    }),
  },
  {
    name: 'error-rethrown-as-a-copy',
    rule: 'context-manager.no-suppress',
    flaw: 'What leaves the block is a new error with the message of the one that left the body.',
    implementation: blindBracket({
      combine: (body, exit) =>
        hasFailed(body) && !hasFailed(exit)
          ? { error: new Error((body.error as Error).message) }
          : blindSteps.combine(body, exit),
    }),
  },
  {
    name: 'error-lost-when-the-exit-waits',
    rule: 'context-manager.no-suppress',
    flaw: 'The error of the body is forgotten when the exit does not end soon.',
    implementation: pythonBracket({
      async exit(manager, told, body) {
        const ending = pythonSteps.exit(manager, told, body)
        const soon = await settlesSoon(ending)
        return soon || hasFailed(await ending) ? ending : { value: true }
      },
    }),
  },
  {
    name: 'blind-exit-suppresses',
    rule: 'context-manager.no-suppress',
    flaw: 'A truthy result of the exit ends the error, in a dialect without suppression.',
    implementation: blindBracket({
      combine: (body, exit) =>
        hasFailed(body) && !hasFailed(exit) && exit.value ? { value: undefined } : blindSteps.combine(body, exit),
    }),
  },
  {
    name: 'exit-error-wins-over-the-first',
    rule: 'context-manager.no-suppress',
    flaw: 'The error of an exit replaces that of the body, in a dialect whose first error goes on.',
    implementation: firstErrorBracket({ combine: blindSteps.combine }),
  },
  {
    name: 'body-error-wins',
    rule: 'context-manager.exit-error-replaces',
    flaw: 'An error of the exit is dropped when the body has failed too.',
    implementation: pythonBracket({
      combine: (body, exit) => (hasFailed(body) && hasFailed(exit) ? body : pythonSteps.combine(body, exit)),
    }),
  },
  {
    name: 'context-missing',
    rule: 'context-manager.exit-error-replaces',
    flaw: 'The error of the exit replaces that of the body, which is lost.',
    implementation: pythonBracket({
      combine: (body, exit) => (hasFailed(exit) ? exit : pythonSteps.combine(body, exit)),
    }),
  },
  {
    name: 'two-errors-as-aggregate-error',
    rule: 'context-manager.exit-error-replaces',
    flaw: 'When body and exit fail, an AggregateError of both leaves the block.',
    implementation: blindBracket({
      combine: (body, exit) =>
        hasFailed(body) && hasFailed(exit)
          ? { error: new AggregateError([body.error, exit.error]) }
          : blindSteps.combine(body, exit),
    }),
  },
  {
    name: 'exit-error-dropped-after-success',
    rule: 'context-manager.exit-error-alone',
    flaw: 'An error of the exit is dropped when the body has ended well.',
    implementation: blindBracket({
      combine: (body, exit) => (hasFailed(body) ? blindSteps.combine(body, exit) : body),
    }),
  },
  {
    name: 'result-survives-a-failing-exit',
    rule: 'context-manager.exit-error-alone',
    flaw: 'An error of the exit is dropped when the body has returned a value.',
    implementation: pythonBracket({
      combine: (body, exit) => (!hasFailed(body) && body.value !== undefined ? body : pythonSteps.combine(body, exit)),
    }),
  },
  {
    name: 'exit-error-wrapped',
    rule: 'context-manager.exit-error-alone',
    flaw: 'An error of the exit alone is thrown inside a SuppressedError that suppresses undefined.',
    implementation: blindBracket({
      combine: (body, exit) =>
        hasFailed(exit) && !hasFailed(body)
          ? { error: new SuppressedError(exit.error, undefined) }
          : blindSteps.combine(body, exit),
    }),
  },
  {
    name: 'failing-exit-stops-the-outer-ones',
    rule: 'context-manager.exit-error-does-not-stop-others',
    flaw: 'When an exit has failed, the resources around it are not exited.',
    implementation: pythonBracket({
      async exit(manager, told, body) {
        if (hasFailed(body) && ofExit.has(body.error as object)) return { value: undefined }
        const ending = await pythonSteps.exit(manager, told, body)
        if (hasFailed(ending)) ofExit.add(ending.error as object)
        return ending
      },
    }),
  },
]
