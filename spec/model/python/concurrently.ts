/** Tasks that run side by side. */
import type * as core from '../../program/elaborated.ts'
import { type Completion, empty } from '../completion.ts'
import type { Coroutine } from '../coroutine.ts'
import { pastExit, show } from '../occasions.ts'
import { evaluateBlock, leaveCoroutine } from './evaluate.ts'
import type { PythonMachine } from './machine.ts'
import { activation, type Scope, type Variables } from './scope.ts'
import { resumeTask, startTask, type Task } from './task.ts'

/** Runs a function of the program as a task; how it ends is recorded. */
export function runTask(
  machine: PythonMachine,
  routine: core.Routine,
  outer: Variables | null,
  ended: () => void,
): void {
  const frame = activation(null, outer)
  const body = evaluateBlock({ machine, frame, generator: null, caught: [] }, routine.body)
  startTask(machine, body, completion => {
    recordEnd(machine, routine.actor, leaveCoroutine(machine, completion))
    ended()
  })
}

function recordEnd(machine: PythonMachine, actor: string, completion: Completion): void {
  pastExit(machine, completion)
  if (completion.type === 'throw') machine.trace.push(`${actor} throws ${show(machine, completion.value)}`)
  else if (completion.type === 'return' && completion.value !== undefined) {
    machine.trace.push(`${actor} returns ${show(machine, completion.value)}`)
  } else machine.trace.push(`${actor} returns`)
}

/** `await concurrently(…)`: goes on when all have ended. */
export function* handleEach({ machine, frame }: Scope, branches: readonly core.Routine[]): Coroutine {
  const waiter = machine.current as Task
  let running = branches.length
  for (const branch of branches) {
    runTask(machine, branch, frame.variables, () => {
      if (--running === 0) resumeTask(machine, waiter, empty)
    })
  }
  return yield 'await'
}
