import type { Mutant } from '../../mutant.ts'
import { blindSteps, pythonSteps } from '../reference/bracket.ts'
import { type Ending, endingOf, hasFailed } from '../reference/ending.ts'
import { blindBracket, pythonBracket } from '../reference/implementations.ts'
import { settlesSoon } from '../reference/ticks.ts'

const nothing: Ending = { value: undefined }
const hasResult = (body: Ending): boolean => !hasFailed(body) && body.value !== undefined

/** Calls the exit and lets it go its way. */
const callOnly: typeof pythonSteps.exit = async (manager, told) => {
  manager.exit(...told).catch(() => {})
  return nothing
}

export const exiting: readonly Mutant[] = [
  {
    name: 'exit-called-twice',
    rule: 'context-manager.exit-once',
    flaw: 'An exit that has ended well is called again.',
    implementation: pythonBracket({
      async exit(manager, told, body) {
        const first = await pythonSteps.exit(manager, told, body)
        return hasFailed(first) ? first : pythonSteps.exit(manager, told, body)
      },
    }),
  },
  {
    name: 'failing-exit-called-again',
    rule: 'context-manager.exit-once',
    flaw: 'The exit of the success path is inside the try whose catch calls exit too.',
    implementation: pythonBracket({
      async exit(manager, told, body) {
        const first = await pythonSteps.exit(manager, told, body)
        return hasFailed(first) && !hasFailed(body) ? pythonSteps.exit(manager, [first], body) : first
      },
    }),
  },
  {
    name: 'exit-left-out-after-a-result',
    rule: 'context-manager.exit-once',
    flaw: 'When the body returns a value, the bracket returns it before the exit.',
    implementation: pythonBracket({
      exit: async (manager, told, body) => (hasResult(body) ? nothing : pythonSteps.exit(manager, told, body)),
    }),
  },
  {
    name: 'no-finally',
    rule: 'context-manager.exit-once',
    flaw: 'The exit stands behind the body, without a finally: an error of the body leaves it out.',
    implementation: blindBracket({
      exit: async (manager, told, body) => (hasFailed(body) ? nothing : blindSteps.exit(manager, told, body)),
    }),
  },
  {
    name: 'body-not-awaited',
    rule: 'context-manager.exit-after-body',
    flaw: 'The promise of the body is returned from the try, so the exit runs while the body does.',
    implementation: blindBracket({
      async use(body, given) {
        const running = body(given)
        running.catch(() => {})
        return { value: running }
      },
    }),
  },
  {
    name: 'exit-not-awaited',
    rule: 'context-manager.exit-awaited',
    flaw: 'The exit is called, and its promise is dropped.',
    implementation: blindBracket({ exit: callOnly }),
  },
  {
    name: 'exit-not-awaited-after-success',
    rule: 'context-manager.exit-awaited',
    flaw: 'The exit is awaited after an error only.',
    implementation: pythonBracket({
      exit: (manager, told, body) => (hasFailed(body) ? pythonSteps : { exit: callOnly }).exit(manager, told, body),
    }),
  },
  {
    name: 'slow-exit-left-behind',
    rule: 'context-manager.exit-awaited',
    flaw: 'An exit that does not end soon is no longer waited for.',
    implementation: pythonBracket({
      async exit(manager, told, body) {
        const ending = pythonSteps.exit(manager, told, body)
        return (await settlesSoon(ending)) ? ending : nothing
      },
    }),
  },
  {
    name: 'result-lost',
    rule: 'context-manager.return-value-computed-first',
    flaw: 'The bracket awaits the body and returns nothing.',
    implementation: blindBracket({
      combine: (body, exit) => blindSteps.combine(hasFailed(body) ? body : nothing, exit),
    }),
  },
  {
    name: 'exit-result-in-place-of-the-result',
    rule: 'context-manager.return-value-computed-first',
    flaw: 'The bracket returns what the exit has returned.',
    implementation: pythonBracket({
      combine: (body, exit) => (hasFailed(body) ? pythonSteps.combine(body, exit) : exit),
    }),
  },
  {
    name: 'result-lost-when-the-exit-waits',
    rule: 'context-manager.return-value-computed-first',
    flaw: 'The result of the body is forgotten when the exit does not end soon.',
    implementation: {
      ...pythonBracket(),
      bracket: async (manager, body) => {
        const { given } = await pythonSteps.enter(manager)
        const used = await endingOf(() => body(given as never))
        const exit = pythonSteps.exit(manager, pythonSteps.tell(used), used)
        const kept = (await settlesSoon(exit)) || hasFailed(used) ? used : nothing
        const left = pythonSteps.combine(kept, await exit)
        if (hasFailed(left)) throw left.error
        return left.value as never
      },
    },
  },
]
