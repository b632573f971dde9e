/** The evaluation of statements about tasks. */
import type * as el from '../../../program/tasks/elaborated.ts'
import { type Completion, empty } from '../../completion.ts'
import type { Coroutine } from '../../coroutine.ts'
import { occasion, reach } from '../../machine.ts'
import { clauses } from '../clauses.ts'
import { call, evaluateBlock, recorded } from '../evaluate.ts'
import type { Frame } from '../frame.ts'
import type { PythonMachine } from '../machine.ts'
import { lookUp, type Scope } from '../scope.ts'
import { leave } from '../with.ts'
import { awaitFuture, Future, setResult, yieldToOthers } from './future.ts'
import { gather, shield } from './gather.ts'
import { exitGroup, join, refusal, refuse, TaskGroup } from './group.ts'
import { callAt, loopOf } from './loop.ts'
import { cancelRequested, shielded, waited } from './occasions.ts'
import { createTask, type Task } from './task.ts'
import { exitTimeout, Timeout } from './timeout.ts'

export function* evaluateTasks(scope: Scope, node: el.TaskStatement): Coroutine {
  const { machine, frame } = scope
  switch (node.kind) {
    case 'spawn':
      return yield* spawn(scope, node)
    case 'cancel': {
      const task = (node.task === null ? loopOf(machine).current : lookUp(scope, node.task)) as Task
      cancelRequested(task)
      machine.trace.push(`${node.text} ${task.cancel() ? 'True' : 'False'}`)
      return empty
    }
    case 'join': {
      const task = lookUp(scope, node.task) as Task
      const awaited = node.shield ? shield(machine, task) : task
      const completion = yield* awaitFuture(machine, frame, awaited)
      if (node.shield) shielded(machine, completion, task)
      return recorded(scope, node.text, completion)
    }
    case 'gather': {
      const children = node.branches.map(branch => createTask(machine, branch, frame.variables))
      const gathering = gather(machine, children, node.exceptions)
      const completion = yield* awaitFuture(machine, frame, gathering)
      if (completion.type === 'normal' && !node.exceptions) occasion(machine, 'tasks.gather-order')
      return recorded(scope, node.text, completion)
    }
    case 'group':
      return yield* holdGroup(scope, node)
    case 'timeout':
      return yield* holdTimeout(scope, node)
    case 'sleep':
      return yield* sleep(scope, node.seconds)
  }
}

function* spawn(scope: Scope, { task: variable, group: holder, routine, body }: el.Spawn): Coroutine {
  const { machine, frame } = scope
  const group = holder === null ? null : (lookUp(scope, holder) as TaskGroup)
  const why = group && refusal(group)
  if (why) return yield* call(machine, frame, own => refuse(machine, own, why))
  const task = createTask(machine, routine, frame.variables)
  if (group) join(group, task)
  frame.variables.own.set(variable, task)
  return yield* evaluateBlock(scope, body)
}

function* holdGroup(scope: Scope, { group: variable, body }: el.Group): Coroutine {
  const { machine, frame, generator } = scope
  const group = new TaskGroup(machine, generator)
  frame.variables.own.set(variable, group)
  const completion = yield* evaluateBlock(scope, body)
  return yield* exited(scope, completion, own => exitGroup(own, group, completion))
}

function* holdTimeout(scope: Scope, { seconds, body }: el.Timeout): Coroutine {
  const { machine, generator } = scope
  const timeout = new Timeout(machine, seconds, generator)
  const completion = yield* evaluateBlock(scope, body)
  return yield* exited(scope, completion, own => exitTimeout(own, timeout, completion))
}

function* exited(scope: Scope, body: Completion, exit: Parameters<typeof call>[2]): Coroutine {
  const { machine, frame } = scope
  const left = yield* leave(scope, body, () => call(machine, frame, exit))
  return left.completion
}

/** `await asyncio.sleep(seconds)` */
function sleep({ machine, frame }: Scope, seconds: number): Coroutine {
  return call(machine, frame, own => runSleep(machine, own, seconds))
}

function* runSleep(machine: PythonMachine, frame: Frame, seconds: number): Coroutine {
  const { Sleep: clause } = clauses
  if (seconds === 0) {
    reach(machine, clause.zero)
    return waited(machine, frame, yield* yieldToOthers(machine, frame))
  }
  const loop = loopOf(machine)
  const future = new Future(machine)
  const timer = callAt(loop, loop.now + seconds, () => {
    if (future.state === 'pending') setResult(future, undefined)
  })
  const slept = yield* awaitFuture(machine, frame, future)
  timer.cancelled = true
  reach(machine, slept.type === 'throw' ? clause.cancelled : clause.ends)
  return waited(machine, frame, slept)
}
