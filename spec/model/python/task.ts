/**
 * Tasks: coroutines that the scheduler runs. A task's step runs until it suspends, at a checkpoint or until other tasks
 * have ended; nothing else suspends, and an await alone takes no time.
 */
import { type Completion, empty, normal } from '../completion.ts'
import type { Coroutine } from '../coroutine.ts'
import type { PythonMachine } from './machine.ts'

export interface Task {
  readonly body: Coroutine
  /** What it goes on with. */
  resumption: Completion
  readonly ended: (completion: Completion) => void
}

/** Makes a task ready, behind those that are. */
export function startTask(machine: PythonMachine, body: Coroutine, ended: (completion: Completion) => void): void {
  machine.ready.push({ body, resumption: empty, ended })
}

export function resumeTask(machine: PythonMachine, task: Task, resumption: Completion): void {
  task.resumption = resumption
  machine.ready.push(task)
}

/** Runs the tasks that can go on until none can. */
export function runReady(machine: PythonMachine): void {
  for (let task = machine.ready.shift(); task; task = machine.ready.shift()) {
    machine.current = task
    const { done, value } = task.body.next(task.resumption)
    machine.current = null
    if (done) task.ended(value)
  }
}

/** Suspends the task at a checkpoint; it gives its name. */
export function* passCheckpoint(machine: PythonMachine, name: string): Coroutine {
  // Without a task nothing can be waited for: whoever runs this finds that it has suspended.
  if (machine.current) machine.waiting.push({ name, step: machine.step, task: machine.current })
  return yield 'await'
}

export function* passCheckpoints(machine: PythonMachine, names: readonly string[]): Coroutine<void> {
  for (const name of names) yield* passCheckpoint(machine, name)
}

/** Lets the task of a checkpoint go on. */
export function releaseTask(machine: PythonMachine, index: number): void {
  const [{ name, task }] = machine.waiting.splice(index, 1) as [PythonMachine['waiting'][number]]
  machine.step++
  machine.trace.push(`> ${name}`)
  resumeTask(machine, task, normal(name))
  runReady(machine)
}
