import { AsyncLocalStorage } from 'node:async_hooks'
import type { Bracket } from '../../../../harness/index.ts'
import type { Mutant } from '../../mutant.ts'
import { bracketOf, pythonSteps, type Steps } from '../reference/bracket.ts'
import { type Ending, endingOf, hasFailed } from '../reference/ending.ts'
import { pythonBracket } from '../reference/implementations.ts'

/** A bracket that is being used, as the brackets in its body see it. */
interface Scope {
  readonly depth: number
  readonly outer: Scope | undefined
  /** Exits of inner brackets that have been handed over. */
  readonly deferred: (() => Promise<Ending>)[]
  /** The error that an inner exit has suppressed. */
  suppressed: unknown
}

const scopes = new AsyncLocalStorage<Scope>()

/** A bracket that knows in which others it is used. */
const nested = (flaw: (scope: Scope) => Partial<Steps>) => ({
  ...pythonBracket(),
  bracket: ((manager, body) => {
    const outer = scopes.getStore()
    const scope: Scope = { depth: (outer?.depth ?? 0) + 1, outer, deferred: [], suppressed: undefined }
    const use: Steps['use'] = (run, given) => scopes.run(scope, () => endingOf(() => run(given)))
    return bracketOf({ ...pythonSteps, use, ...flaw(scope) })(manager, body)
  }) as Bracket,
})

/** Hands the exit over to the bracket around, if there is one; answers whether it has. */
function handOver({ outer }: Scope, exit: () => Promise<Ending>): boolean {
  outer?.deferred.push(exit)
  return outer !== undefined
}

/** The first failure, or else the first ending. */
const worstOf = (endings: readonly Ending[]): Ending => endings.find(hasFailed) ?? (endings[0] as Ending)

export const nestedBrackets: readonly Mutant[] = [
  {
    name: 'exits-first-in-first-out',
    rule: 'context-manager.exit-lifo',
    flaw: 'Nested brackets keep a common list of their exits, which is run from its start when the outermost is left.',
    implementation: nested(scope => ({
      async exit(manager, told, body) {
        const own = () => pythonSteps.exit(manager, told, body)
        const all = async () => {
          const endings = [await own()]
          for (const exit of scope.deferred) endings.push(await exit())
          return worstOf(endings)
        }
        return handOver(scope, all) ? { value: undefined } : all()
      },
    })),
  },
  {
    name: 'nested-exits-side-by-side',
    rule: 'context-manager.exit-lifo',
    flaw: 'The exit of an inner bracket is awaited by the outermost one only, together with its own.',
    implementation: nested(scope => ({
      async exit(manager, told, body) {
        const own = pythonSteps.exit(manager, told, body)
        const all = async () => worstOf(await Promise.all([own, ...scope.deferred.map(exit => exit())]))
        return handOver(scope, all) ? { value: undefined } : all()
      },
    })),
  },
  {
    name: 'third-nested-exit-left-out',
    rule: 'context-manager.exit-once',
    flaw: 'From the third nested bracket on, nothing is exited.',
    implementation: nested(({ depth }) => ({
      exit: async (manager, told, body) => (depth >= 3 ? { value: undefined } : pythonSteps.exit(manager, told, body)),
    })),
  },
  {
    name: 'suppressed-error-told-to-the-outer-exit',
    rule: 'context-manager.suppress-hides-from-outer',
    flaw: 'The current error is kept for all nested brackets, and not cleared when an exit suppresses it.',
    implementation: nested(scope => ({
      tell: body => (!hasFailed(body) && scope.suppressed ? [{ error: scope.suppressed }] : pythonSteps.tell(body)),
      combine(body, exit) {
        if (scope.outer && hasFailed(body) && !hasFailed(exit) && exit.value) scope.outer.suppressed = body.error
        return pythonSteps.combine(body, exit)
      },
    })),
  },
]
