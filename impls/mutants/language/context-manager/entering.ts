import type { Mutant } from '../../mutant.ts'
import { type DisposableResource, ecmaSteps } from '../using/disposal.ts'
import { lowered } from '../using/lowered.ts'
import { afterDeclarations, afterItems, changeEnter } from '../using/text.ts'

/** Marks the end of a declaration: it is declared itself, after the others. */
const declared = {}

/** What has been declared since the last declaration ended. */
const waiting = new WeakMap<readonly DisposableResource[], DisposableResource[]>()

export const entering: readonly Mutant[] = [
  {
    name: 'compiled-enter-not-awaited',
    rule: 'context-manager.enter-before-body',
    flaw: 'The body starts while the resource is still being acquired.',
    implementation: lowered({
      before: source => changeEnter(source, enter => `= ${enter}`),
      steps: {
        addDisposableResource(resources, value, hint, steps) {
          if (!(value instanceof Promise)) return ecmaSteps.addDisposableResource(resources, value, hint, steps)
          async function method(this: unknown): Promise<void> {
            const entered: object = (await this) as object
            await steps.getDisposeMethod(entered, hint, steps)?.call(entered)
          }
          resources.push({ value, hint: 'async-dispose', method })
        },
      },
    }),
  },
  {
    name: 'enter-failure-swallowed',
    rule: 'context-manager.no-exit-without-enter',
    flaw: 'A resource that fails to be acquired counts as null, and the body runs.',
    implementation: lowered({ before: source => changeEnter(source, enter => `= await ${enter}.catch(() => null)`) }),
  },
  {
    name: 'compiled-enter-failure-wrapped',
    rule: 'context-manager.no-exit-without-enter',
    flaw: 'The failure to acquire a resource is thrown as the cause of another error.',
    implementation: lowered({
      before: source => changeEnter(source, enter => `= await ${enter}.catch($wrap)`),
      globals: {
        $wrap(cause: unknown) {
          throw new Error('not acquired', { cause })
        },
      },
    }),
  },
  {
    name: 'registered-when-all-are-entered',
    rule: 'context-manager.partial-enter',
    flaw: 'The resources of one declaration are registered together, after the last one has been acquired.',
    implementation: lowered({
      before: source => afterDeclarations(source, 'await using $declares = $declared;'),
      after: code => afterItems(code, '$declared'),
      globals: { $declared: declared },
      steps: {
        addDisposableResource(resources, value, hint, steps) {
          const known = waiting.get(resources) ?? []
          waiting.set(resources, known)
          if (value === declared) {
            resources.push(...known.splice(0))
            return
          }
          try {
            ecmaSteps.addDisposableResource(known, value, hint, steps)
          } catch (refusal) {
            resources.push(...known.splice(0))
            throw refusal
          }
        },
      },
    }),
  },
]
