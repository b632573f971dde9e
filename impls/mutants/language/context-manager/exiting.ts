import type { Mutant } from '../../mutant.ts'
import { type DisposableResource, disposeOne, ecmaSteps, type Failure } from '../using/disposal.ts'
import { lowered } from '../using/lowered.ts'
import { changeReturns } from '../using/text.ts'

const { call, awaits, order } = ecmaSteps

const AsyncFunction = (async () => {}).constructor as FunctionConstructor

/** Declared just before a break. */
const broken = {}

export const exiting: readonly Mutant[] = [
  {
    name: 'third-resource-not-exited',
    rule: 'context-manager.exit-once',
    flaw: 'The third resource of a block is never exited.',
    implementation: lowered({ steps: { order: resources => order(resources.filter((_, i) => i !== 2)) } }),
  },
  {
    name: 'failed-exit-called-again',
    rule: 'context-manager.exit-once',
    flaw: 'An exit that rejects is called a second time.',
    implementation: lowered({
      steps: {
        call(resource, failure) {
          const result = call(resource, failure)
          if (!(result instanceof Promise)) return result
          return result.catch(() => call(resource, failure))
        },
      },
    }),
  },
  {
    name: 'break-skips-exits',
    rule: 'context-manager.exit-once',
    flaw: 'Nothing of a block that is left by break is exited.',
    implementation: lowered({
      before: source => source.replaceAll(/^\s*break\b.*;$/gm, jump => `await using $broken = $break;\n${jump}`),
      globals: { $break: broken },
      steps: {
        addDisposableResource(resources, value, hint, steps) {
          if (value === broken) resources.length = 0
          else ecmaSteps.addDisposableResource(resources, value, hint, steps)
        },
      },
    }),
  },
  {
    name: 'null-ends-the-exits',
    rule: 'context-manager.exit-once',
    flaw: 'What was declared before a null is not exited.',
    implementation: lowered({
      steps: {
        order: resources => order(resources.slice(resources.findLastIndex(({ method }) => !method) + 1)),
      },
    }),
  },
  {
    name: 'exits-at-first-await-of-body',
    rule: 'context-manager.exit-after-body',
    flaw: 'A resource is exited when the body first waits for something.',
    implementation: lowered({
      steps: {
        addDisposableResource(resources, value, hint, steps) {
          ecmaSteps.addDisposableResource(resources, value, hint, steps)
          const added = resources.at(-1)
          if (value !== null && value !== undefined) queueMicrotask(() => exitNow(resources, added))
        },
      },
    }),
  },
  {
    name: 'first-exits-when-third-is-declared',
    rule: 'context-manager.exit-after-body',
    flaw: 'A block holds two resources at most: a third one makes it exit the first.',
    implementation: lowered({
      steps: {
        addDisposableResource(resources, value, hint, steps) {
          ecmaSteps.addDisposableResource(resources, value, hint, steps)
          if (resources.length === 3) exitNow(resources, resources[0])
        },
      },
    }),
  },
  {
    name: 'exits-not-awaited',
    rule: 'context-manager.exit-awaited',
    flaw: 'Exits are called, and what they promise is dropped.',
    implementation: lowered({ steps: { awaits: () => false } }),
  },
  {
    name: 'exits-not-awaited-after-error',
    rule: 'context-manager.exit-awaited',
    flaw: 'Exits are not awaited when the body has failed.',
    implementation: lowered({
      steps: { awaits: (resource, result, failure) => !failure && awaits(resource, result, failure) },
    }),
  },
  {
    name: 'plain-function-exits-not-awaited',
    rule: 'context-manager.exit-awaited',
    flaw: 'What an exit gives is awaited only if the exit is an async function.',
    implementation: lowered({ steps: { awaits: ({ method }) => method instanceof AsyncFunction } }),
  },
  {
    name: 'outermost-exit-not-awaited',
    rule: 'context-manager.exit-awaited',
    flaw: 'The last of three exits or more is called and not awaited.',
    implementation: lowered({
      steps: {
        *disposeResources(resources, failure, steps) {
          const last = resources.length > 2 ? resources[0] : undefined
          return yield* ecmaSteps.disposeResources(resources, failure, {
            ...steps,
            awaits: (one, ...rest) => one !== last && awaits(one, ...rest),
          })
        },
      },
    }),
  },
  {
    name: 'compiled-exits-first-in-first-out',
    rule: 'context-manager.exit-lifo',
    flaw: 'Resources are exited in the order of their declaration.',
    implementation: lowered({ steps: { order: resources => resources } }),
  },
  {
    name: 'three-exits-first-in-first-out',
    rule: 'context-manager.exit-lifo',
    flaw: 'Three resources and more are exited in the order of their declaration, two in the reverse.',
    implementation: lowered({ steps: { order: resources => (resources.length < 3 ? order(resources) : resources) } }),
  },
  {
    name: 'sync-exits-first',
    rule: 'context-manager.exit-lifo',
    flaw: 'The resources of `using` are exited before those of `await using`.',
    implementation: lowered({
      steps: {
        order: resources => [...order(resources.filter(isSync)), ...order(resources.filter(one => !isSync(one)))],
      },
    }),
  },
  {
    name: 'exits-side-by-side',
    rule: 'context-manager.exit-lifo',
    flaw: 'All exits are called at once and awaited together.',
    implementation: lowered({
      steps: {
        *disposeResources(resources, failure, steps) {
          const results = steps.order(resources).map(resource => ({ resource, result: attempt(resource, failure) }))
          let current = failure
          for (const { resource, result } of results) {
            const failed: Failure = isSync(resource) ? null : yield result
            if (failed) current = steps.combine(failed.error, current, resource)
          }
          return current
        },
      },
    }),
  },
  {
    name: 'return-value-lost-while-exits-wait',
    rule: 'context-manager.return-value-computed-first',
    flaw: 'A return whose exits take time answers nothing.',
    implementation: lowered({
      before: source => changeReturns(source, operand => `$kept(${operand}, $exits)`),
      after: code =>
        code
          .replaceAll(/^(\s*async function main\(\) \{)$/gm, '$1 const $exits = { waited: false };')
          .replaceAll(
            /await (_usingCtx\d*)\.d\(\);/g,
            'const $exit = $1.d(); $exits.waited ||= $exit !== undefined; await $exit;',
          ),
      globals: {
        $kept: (value: unknown, exits: { readonly waited: boolean }) => ({
          then: (resolve: (value: unknown) => void) => resolve(exits.waited ? undefined : value),
        }),
      },
    }),
  },
  {
    name: 'exit-failure-unhandled',
    rule: 'context-manager.trace',
    flaw: 'A second promise of each exit is left behind, and nobody listens to its rejection.',
    implementation: lowered({
      steps: {
        call(resource, failure) {
          const result = call(resource, failure)
          if (result instanceof Promise) void result.finally(() => {})
          return result
        },
      },
    }),
  },
]

const isSync = ({ hint }: DisposableResource): boolean => hint === 'sync-dispose'

/** Exits a resource before its time, if it is still held. */
function exitNow(resources: DisposableResource[], resource: DisposableResource | undefined): void {
  if (!resource || !resources.includes(resource)) return
  resources.splice(resources.indexOf(resource), 1)
  void disposeOne(resource, null, { ...ecmaSteps, awaits: () => false }).next()
}

async function attempt(resource: DisposableResource, failure: Failure): Promise<unknown> {
  return call(resource, failure)
}
