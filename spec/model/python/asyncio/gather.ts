/**
 * Gathering, and shielding.
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.gather
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.shield
 */
import { reach } from '../../machine.ts'
import { ErrorValue } from '../../values.ts'
import { clauses } from '../clauses.ts'
import type { PythonMachine } from '../machine.ts'
import { addDoneCallback, Future, makeCancelledError, setError, setResult } from './future.ts'
import { awaiterCancelled, failedFirst } from './occasions.ts'
import type { Task } from './task.ts'

/** _GatheringFuture: cancelling it cancels what it gathers, and it is done when they are. */
export class Gathering extends Future {
  readonly children: readonly Task[]
  requested = false

  constructor(machine: PythonMachine, children: readonly Task[]) {
    super(machine)
    this.children = children
  }

  override cancel(): boolean {
    if (this.state !== 'pending') return false
    let taken = false
    for (const child of this.children) {
      if (child.state === 'pending') awaiterCancelled(child)
      if (child.cancel()) taken = true
    }
    if (taken) this.requested = true
    return taken
  }
}

/** asyncio.gather of tasks that were made for it. */
export function gather(machine: PythonMachine, children: readonly Task[], exceptions: boolean): Gathering {
  const { Gather: clause } = clauses
  const outer = new Gathering(machine, children)
  let finished = 0
  const childDone = (child: Task): void => {
    finished++
    if (outer.state !== 'pending') return
    const error = child.state === 'cancelled' ? null : child.error
    if (!exceptions && (child.state === 'cancelled' || error)) {
      reach(machine, child.state === 'cancelled' ? clause.childCancelled : clause.childFails)
      setError(outer, failedFirst(outer, error ?? makeCancelledError(child)))
      return
    }
    if (finished < children.length) return
    if (outer.requested) {
      reach(machine, clause.cancelled)
      setError(outer, makeCancelledError(child))
      return
    }
    reach(machine, exceptions ? clause.outcomes : clause.results)
    setResult(outer, children.map(outcome))
  }
  for (const child of children) addDoneCallback(child, () => childDone(child))
  return outer
}

/** As it stands in the list: None is shown there. */
function outcome({ state, error, result }: Task): unknown {
  return state === 'cancelled' ? new ErrorValue('CancelledError') : (error ?? result ?? 'None')
}

/** asyncio.shield: a future of its own, which can be cancelled by itself. */
export function shield(machine: PythonMachine, inner: Task): Future {
  const { Shield: clause } = clauses
  if (inner.state !== 'pending') {
    reach(machine, clause.done)
    return inner
  }
  const outer = new Future(machine)
  addDoneCallback(inner, () => {
    if (outer.state !== 'pending') {
      reach(machine, clause.detached)
      return
    }
    reach(machine, clause.passes)
    if (inner.state === 'cancelled') outer.cancel()
    else if (inner.error) setError(outer, inner.error)
    else setResult(outer, inner.result)
  })
  return outer
}
