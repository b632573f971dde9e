import { type DisposableResource, type Disposing, ecmaSteps, type Failure, type Steps } from './disposal.ts'

/**
 * What a compiler puts in the place of a block that declares: `u` and `a` declare a resource with `using` and with
 * `await using`, `e` is given the error that leaves the block, `d` disposes of everything.
 */
export interface UsingCtx {
  e: unknown
  u<T>(value: T): T
  a<T>(value: T): T
  /** Ends synchronously where nothing has to be awaited, as a block of `using` alone must. */
  d(): unknown
}

const none = Symbol('no error')

/** Makes the helper that oxc and Babel call `usingCtx`. */
export function usingCtxOf(flaw: Partial<Steps>): () => UsingCtx {
  const steps = { ...ecmaSteps, ...flaw }
  return () => {
    const resources: DisposableResource[] = []
    return {
      e: none,
      u(value) {
        steps.addDisposableResource(resources, value, 'sync-dispose', steps)
        return value
      },
      a(value) {
        steps.addDisposableResource(resources, value, 'async-dispose', steps)
        return value
      },
      d() {
        const failure = this.e === none ? null : { error: this.e }
        return drive(steps.disposeResources(resources, failure, steps))
      },
    }
  }
}

function drive(disposing: Disposing): unknown {
  const step = disposing.next(null)
  return step.done ? complete(step.value) : driveOn(disposing, step.value)
}

async function driveOn(disposing: Disposing, operand: unknown): Promise<void> {
  let step = disposing.next(await settled(operand))
  while (!step.done) step = disposing.next(await settled(step.value))
  complete(step.value)
}

async function settled(operand: unknown): Promise<Failure> {
  try {
    await operand
    return null
  } catch (error) {
    return { error }
  }
}

function complete(failure: Failure): void {
  if (failure) throw failure.error
}
