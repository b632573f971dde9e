import type { Mutant } from '../../mutant.ts'
import { ecmaSteps, getMethod, isObject, type Method } from '../using/disposal.ts'
import { lowered } from '../using/lowered.ts'

const { addDisposableResource: add, getDisposeMethod } = ecmaSteps

export const protocol: readonly Mutant[] = [
  {
    name: 'sync-disposer-preferred',
    rule: 'context-manager.method-lookup',
    flaw: '`await using` looks for Symbol.dispose first.',
    implementation: lowered({
      steps: {
        getDisposeMethod(value, hint, steps) {
          const sync = getMethod(value, Symbol.dispose)
          if (!sync) return getDisposeMethod(value, hint, steps)
          return hint === 'async-dispose' ? steps.fallback(sync) : sync
        },
      },
    }),
  },
  {
    name: 'method-read-twice',
    rule: 'context-manager.method-lookup',
    flaw: 'A declaration reads the method once to test it and once to keep it.',
    implementation: lowered({
      steps: {
        getDisposeMethod: (value, hint, steps) =>
          getDisposeMethod(value, hint, steps) && getDisposeMethod(value, hint, steps),
      },
    }),
  },
  {
    name: 'method-read-again-at-exit',
    rule: 'context-manager.method-lookup',
    flaw: 'The method is tested at the declaration, and read again when it is called.',
    implementation: lowered({
      steps: {
        getDisposeMethod(value, hint, steps) {
          if (!getDisposeMethod(value, hint, steps)) return undefined
          return function (this: unknown) {
            return getDisposeMethod(value, hint, steps)?.call(this)
          }
        },
      },
    }),
  },
  {
    name: 'both-methods-read',
    rule: 'context-manager.method-lookup',
    flaw: '`await using` reads Symbol.dispose even when there is a Symbol.asyncDispose.',
    implementation: lowered({
      steps: {
        getDisposeMethod(value, hint, steps) {
          const method = getDisposeMethod(value, hint, steps)
          if (hint === 'async-dispose') Reflect.get(value, Symbol.dispose)
          return method
        },
      },
    }),
  },
  {
    name: 'refused-at-exit',
    rule: 'context-manager.not-a-manager',
    flaw: 'A value without the protocol is refused when it should be disposed of.',
    implementation: lowered({
      steps: {
        addDisposableResource(resources, value, hint, steps) {
          try {
            add(resources, value, hint, steps)
          } catch (refusal) {
            const method: Method = () => {
              throw refusal
            }
            resources.push({ value, hint, method })
          }
        },
      },
    }),
  },
  {
    name: 'refusal-skips-earlier-exits',
    rule: 'context-manager.not-a-manager',
    flaw: 'When a value is refused, the resources declared before it are not exited.',
    implementation: lowered({
      steps: {
        addDisposableResource(resources, value, hint, steps) {
          try {
            add(resources, value, hint, steps)
          } catch (refusal) {
            resources.length = 0
            throw refusal
          }
        },
      },
    }),
  },
  {
    name: 'primitive-accepted',
    rule: 'context-manager.not-a-manager',
    flaw: 'A value that is no object is taken for one that needs no disposal.',
    implementation: lowered({
      steps: {
        addDisposableResource: (resources, value, hint, steps) =>
          add(resources, isObject(value) ? value : undefined, hint, steps),
      },
    }),
  },
  {
    name: 'compiled-null-refused',
    rule: 'context-manager.null-resource',
    flaw: 'null and undefined are refused with a TypeError.',
    implementation: lowered({
      steps: { addDisposableResource: (resources, value, hint, steps) => add(resources, value ?? 0, hint, steps) },
    }),
  },
  {
    name: 'compiled-undefined-refused',
    rule: 'context-manager.null-resource',
    flaw: 'undefined is refused with a TypeError, null is not.',
    implementation: lowered({
      steps: {
        addDisposableResource: (resources, value, hint, steps) =>
          add(resources, value === undefined ? 0 : value, hint, steps),
      },
    }),
  },
  {
    name: 'sync-dispose-result-awaited',
    rule: 'context-manager.sync-dispose-fallback',
    flaw: 'What Symbol.dispose gives is awaited under `await using`.',
    implementation: lowered({ steps: { fallback: sync => sync } }),
  },
  {
    name: 'sync-dispose-refused',
    rule: 'context-manager.sync-dispose-fallback',
    flaw: '`await using` refuses a resource that has only Symbol.dispose.',
    implementation: lowered({
      steps: {
        getDisposeMethod: (value, hint, steps) =>
          hint === 'async-dispose' ? getMethod(value, Symbol.asyncDispose) : getDisposeMethod(value, hint, steps),
      },
    }),
  },
  {
    name: 'null-async-dispose-refused',
    rule: 'context-manager.sync-dispose-fallback',
    flaw: 'A Symbol.asyncDispose that is null hides Symbol.dispose.',
    implementation: lowered({
      steps: {
        getDisposeMethod: (value, hint, steps) =>
          hint === 'async-dispose' && Symbol.asyncDispose in value
            ? getMethod(value, Symbol.asyncDispose)
            : getDisposeMethod(value, hint, steps),
      },
    }),
  },
  {
    name: 'exits-given-the-error',
    rule: 'context-manager.dispose-blind',
    flaw: 'A disposer is given the error that leaves the block, as in Python.',
    implementation: lowered({
      steps: {
        call: ({ value, method }, failure) => (failure ? method?.call(value, failure.error) : method?.call(value)),
      },
    }),
  },
  {
    name: 'exits-called-without-receiver',
    rule: 'context-manager.dispose-blind',
    flaw: 'A disposer is called as a plain function.',
    implementation: lowered({ steps: { call: ({ method }) => method?.call(undefined) } }),
  },
]
