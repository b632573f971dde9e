/** What a task runs beside itself, and waits for at once: the branches of `all`, and bodies that are scopes of their own. */
import type * as el from '../../program/fibers/elaborated.ts'
import { type Completion, empty, normal, throwing } from '../completion.ts'
import type { Coroutine } from '../coroutine.ts'
import { occasion, reach } from '../machine.ts'
import { occasionWhenShown } from '../occasions.ts'
import { ErrorValue } from '../values.ts'
import { clauses } from './clauses.ts'
import { leaveCleanup, raised, raises } from './leaving.ts'
import {
  awaitEnd,
  callAt,
  causeOf,
  deliver,
  isCancelled,
  isDue,
  isFailure,
  mayHaveWaited,
  noteRace,
  requestCancel,
  requestOwn,
  Task,
  unwind,
  wait,
} from './task.ts'

/** Several side by side: their values in this order, or the first failure, when the others are over. */
export function* runAll(
  task: Task,
  branches: readonly el.Routine[],
  run: (routine: el.Routine, member: Task) => Coroutine,
): Coroutine {
  const { machine } = task
  const members = branches.map(branch => {
    const member = new Task(machine, branch.actor, task)
    member.shields = task.shields
    member.start(own => run(branch, own))
    return member
  })
  const failure = yield* firstFailure(task, members)
  if (!failure) {
    reach(machine, clauses.All.values)
    occasion(machine, 'tasks.gather-order')
    return normal(members.map(({ outcome }) => (outcome.type === 'return' ? outcome.value : undefined)))
  }
  if (isOwn(failure)) return yield* abandonAll(task, members, failure)
  const left = yield* cancelOthers(task, members, failure)
  if (!isCancelled(left)) return left
  return isCancelled(failure) ? failure : yield* abandonAll(task, members, left)
}

/** Whether it is the task itself that is cancelled. */
const own = new WeakSet<Completion>()
const isOwn = (completion: Completion): boolean => own.has(completion)

/** Waits until all are over, one has failed, or the task is cancelled. */
function* firstFailure(task: Task, members: readonly Task[]): Coroutine<Completion | null> {
  let failure: Completion | null = null
  let running = members.length
  let wake = (): void => {}
  for (const member of members) {
    member.guard = failed => {
      if (!failure) for (const other of members) if (other !== member) noteRace(other, task)
      failure ??= failed
      wake()
    }
    member.observers.push(() => {
      if (--running === 0) wake()
    })
  }
  while (running > 0 && !failure) {
    const waited = yield* wait(task, () => {
      wake = () => {
        wake = () => {}
        task.wake(empty)
      }
      return {
        abandon: () => {
          wake = () => {}
        },
      }
    })
    if (waited.type === 'throw') {
      own.add(waited)
      return waited
    }
  }
  for (const member of members) if (member.state === 'ended') task.awaited.add(member)
  return failure
}

/** One has failed: the others are cancelled, and waited for. */
function* cancelOthers(task: Task, members: readonly Task[], failure: Completion): Coroutine {
  const { children: how, groupError, joinCancelledMeetsError } = task.machine.tasks
  const others = members.filter(({ state }) => state !== 'ended')
  reach(task.machine, clauses.All.fails)
  if (how !== 'one by one') {
    task.shields++
    for (const other of others) requestCancel(other, task)
  }
  let left = failure
  let further: Completion | null = null
  for (const other of others) {
    other.guard = failed => {
      reach(task.machine, clauses.All.failsToo)
      if (groupError === 'first') return
      // It is because of its end that the task goes on.
      task.awaited.add(other)
      further = failed
      unwind(task, 'failure')
    }
  }
  for (const other of others) {
    if (how === 'one by one') requestCancel(other, task)
    const waited = yield* awaitEnd(task, other)
    if (further) return yield* abandonAll(task, members, further)
    if (waited.type === 'throw') return waited
    if (raises(other)) {
      reach(task.machine, clauses.All.cleanupFails)
      return yield* abandonAll(task, members, raised(task, other))
    }
  }
  if (how !== 'one by one') task.shields--
  // One that no cancellation reaches may have failed behind the join of a cancelled task.
  if (isCancelled(failure) && joinCancelledMeetsError === 'error')
    left = others.find(({ outcome }) => isFailure(outcome))?.outcome ?? failure
  if (isDue(task)) left = deliver(task)
  occasion(task.machine, 'tasks.group-cancels-siblings')
  if (left.type === 'throw') occasionWhenShown(left.value, 'tasks.group-cancels-siblings')
  return left
}

/** The task itself is cancelled: so are all of them, and it goes on when they are over. */
export function* abandonAll(task: Task, members: readonly Task[], cancelled: Completion): Coroutine {
  const { children: how, groupError } = task.machine.tasks
  const running = members.filter(({ state }) => state !== 'ended')
  for (const member of members) noteRace(member, task)
  reach(task.machine, clauses.All.cancelled)
  let cleanup: Completion = empty
  // Nobody waits for their results any more: one that fails before it is cancelled is a child like any other.
  for (const member of running) member.guard = groupError === 'last' ? null : () => {}
  task.shields++
  if (how !== 'one by one') for (const member of running) requestCancel(member, task)
  for (const member of how === 'one by one' ? running.reverse() : running) {
    requestCancel(member, task)
    yield* awaitEnd(task, member)
    if (raises(member)) cleanup = raised(task, member)
  }
  task.shields--
  occasion(task.machine, 'tasks.cancel-reaches-awaited')
  return leaveCleanup(task, cancelled, cleanup)
}

/** Runs a body as a scope of its own: what is made in it is over when it is. `seconds`: it may take no longer. */
export function* runScope(task: Task, seconds: number | null, body: (own: Task) => Coroutine): Coroutine {
  const { machine } = task
  // Whether a body that waits for nothing is run at once is nobody's promise.
  mayHaveWaited(task)
  const member = new Task(machine, task.name, task)
  member.hidden = true
  let late = false
  const timer =
    seconds === null
      ? null
      : callAt(machine, seconds, () => {
          late = true
          requestOwn(member, 'failure')
        })
  // Its failure is what the statement ends with, and nothing else.
  member.guard = () => {}
  member.begin(body)
  const waited = yield* awaitEnd(task, member)
  if (timer) timer.cancelled = true
  if (waited.type === 'throw') {
    reach(machine, clauses.Scope.halted)
    requestOwn(member, causeOf(waited))
    task.inner = member
    task.shields++
    yield* awaitEnd(task, member)
    task.shields--
    task.inner = null
    // It has been forgotten on the way.
    return member.requested && !raises(member) ? waited : member.outcome
  }
  const { outcome } = member
  const { Timeout: clause } = clauses
  if (!late) {
    reach(machine, seconds === null ? clauses.Scope.nested : clause.inTime)
    return outcome
  }
  if (machine.tasks.cleanupErrors === 'raised' && isFailure(outcome)) {
    reach(machine, clause.fails)
    return outcome
  }
  reach(machine, clause.late)
  const error = new ErrorValue('TimeoutError')
  occasion(machine, 'tasks.timeout-converts-own-cancel')
  occasionWhenShown(error, 'tasks.timeout-converts-own-cancel')
  return throwing(error)
}

/** `sleep` */
export function sleep(task: Task, seconds: number): Coroutine {
  return wait(task, () => {
    const timer = callAt(task.machine, seconds, () => task.wake(empty))
    return {
      abandon: () => {
        timer.cancelled = true
      },
    }
  })
}
