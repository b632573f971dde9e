import type { Mutant } from '../../mutant.ts'
import { pythonSteps } from '../reference/bracket.ts'
import { firstOf } from '../reference/context.ts'
import { hasFailed } from '../reference/ending.ts'
import { blindBracket, pythonBracket } from '../reference/implementations.ts'

export const telling: readonly Mutant[] = [
  {
    name: 'exit-told-nothing',
    rule: 'context-manager.exit-sees-error',
    flaw: 'The exit is called from a finally, which does not know the error.',
    implementation: pythonBracket({ tell: () => [] }),
  },
  {
    name: 'exit-told-a-copy',
    rule: 'context-manager.exit-sees-error',
    flaw: 'The exit is given a new error with the message of the one that left the body.',
    implementation: pythonBracket({
      tell: body => (hasFailed(body) ? [{ error: new Error((body.error as Error).message) }] : []),
    }),
  },
  {
    name: 'success-told-as-undefined',
    rule: 'context-manager.exit-sees-nothing-on-success',
    flaw: 'After success the exit is given a failure whose error is undefined.',
    implementation: pythonBracket({ tell: body => [{ error: hasFailed(body) ? body.error : undefined }] }),
  },
  {
    name: 'result-told-as-error',
    rule: 'context-manager.exit-sees-nothing-on-success',
    flaw: 'A result of the body is passed to the exit as if it were an error.',
    implementation: pythonBracket({
      tell: body => (hasFailed(body) || body.value === undefined ? pythonSteps.tell(body) : [{ error: body.value }]),
    }),
  },
  {
    name: 'outer-exit-told-the-first-error',
    rule: 'context-manager.exit-sees-inner-replacement',
    flaw: 'The exit is given the error that first left a body, not the one that has replaced it since.',
    implementation: pythonBracket({ tell: body => (hasFailed(body) ? [{ error: firstOf(body.error) }] : []) }),
  },
  {
    name: 'blind-exit-told',
    rule: 'context-manager.trace',
    flaw: 'The exit is given the error, in a dialect whose exits are called with nothing.',
    implementation: blindBracket({ tell: pythonSteps.tell }),
  },
]
