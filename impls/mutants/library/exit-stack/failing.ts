import type { Mutant } from '../../mutant.ts'
import { replaces } from '../reference/context.ts'
import { hasFailed } from '../reference/ending.ts'
import { pythonSteps } from '../reference/exit-stack.ts'
import { pythonExitStack } from '../reference/implementations.ts'

export const failing: readonly Mutant[] = [
  {
    name: 'callback-result-suppresses',
    rule: 'exit-stack.callback-cannot-suppress',
    flaw: 'A truthy result of a callback ends the error.',
    implementation: pythonExitStack({ callbackExit: callback => ({ kind: 'callback', run: callback }) }),
  },
  {
    name: 'suppression-forgotten-mid-stack',
    rule: 'exit-stack.suppress-mid-stack',
    flaw: 'Exits that were registered before the one that has suppressed the error are told of it all the same.',
    implementation: pythonExitStack({
      async unwind(held, failure, steps) {
        let pending = failure
        let suppressed = false
        for (let exit = steps.next(held); exit; exit = steps.next(held)) {
          const ending = await steps.run(exit, pending)
          if (hasFailed(ending)) suppressed = false
          else if (ending.value) suppressed = true
          pending = hasFailed(ending) ? steps.combine(pending, ending, failure) : pending
        }
        return suppressed ? undefined : pending
      },
    }),
  },
  {
    name: 'stack-does-not-say-that-it-suppressed',
    rule: 'exit-stack.suppress-mid-stack',
    flaw: 'The exit of the stack answers false also when one of its exits has suppressed the error.',
    implementation: pythonExitStack({
      answer: (failure, left) => pythonSteps.answer(failure, left) && false,
    }),
  },
  {
    name: 'replaced-error-not-suppressed-mid-stack',
    rule: 'exit-stack.suppress-mid-stack',
    flaw: 'An exit can suppress the error that the stack was left with, but not one that has replaced it.',
    implementation: pythonExitStack({
      combine: (pending, exit, first) =>
        !hasFailed(exit) && exit.value && pending?.error !== first?.error
          ? pending
          : pythonSteps.combine(pending, exit, first),
    }),
  },
  {
    name: 'earlier-exits-told-the-first-error',
    rule: 'exit-stack.replacement-mid-stack',
    flaw: 'All exits are told of the error that the stack was left with.',
    implementation: pythonExitStack({
      unwind: (held, failure, steps) =>
        pythonSteps.unwind(held, failure, {
          ...steps,
          run: (exit, pending) => steps.run(exit, pending && (failure ?? pending)),
        }),
    }),
  },
  {
    name: 'first-error-leaves-the-stack',
    rule: 'exit-stack.replacement-mid-stack',
    flaw: 'What is thrown at the end is the error that the stack was left with, not the one that has replaced it.',
    implementation: pythonExitStack({
      answer: (failure, left) => pythonSteps.answer(failure, failure && left ? failure : left),
    }),
  },
  {
    name: 'context-missing-mid-stack',
    rule: 'exit-stack.context-equals-nesting',
    flaw: 'An error that replaces another in the stack has no context.',
    implementation: pythonExitStack({
      combine: (pending, exit, first) => (hasFailed(exit) ? exit : pythonSteps.combine(pending, exit, first)),
    }),
  },
  {
    name: 'context-is-the-first-error',
    rule: 'exit-stack.context-equals-nesting',
    flaw: 'The context of every error is the one that the stack was left with: those in between are lost.',
    implementation: pythonExitStack({
      combine(pending, exit, first) {
        if (!hasFailed(exit)) return pythonSteps.combine(pending, exit, first)
        if (pending) replaces(exit, first ?? pending)
        return exit
      },
    }),
  },
  {
    name: 'suppressed-error-as-context',
    rule: 'exit-stack.context-equals-nesting',
    flaw: 'An error that is raised after the first one was suppressed has that one as its context.',
    implementation: pythonExitStack({
      combine(pending, exit, first) {
        if (hasFailed(exit) && !pending && first) replaces(exit, first)
        return pythonSteps.combine(pending, exit, first)
      },
    }),
  },
]
