import type { Dialect } from '../../dialects/dialect.ts'
import type { ElaboratedFibers } from '../../program/fibers/elaborated.ts'
import { nextRelease, type Schedule } from '../../schedule/schedule.ts'
import type { Clause } from '../clauses.ts'
import { createMachine, normative, type PendingCheckpoint, runJobs } from '../machine.ts'
import { resolvePromise } from '../promise.ts'
import type { Prediction } from '../run.ts'
import { evaluateTask, recordEnd } from './evaluate.ts'
import { race, twoErrors } from './exclusions.ts'
import { type FiberMachine, isCancelled, Task } from './task.ts'

/** More releases than any well-formed program of the sizes in use can need. */
const releaseLimit = 1000

/** Runs a program with structured concurrency: see `runModel`. */
export function runFibers(
  program: ElaboratedFibers,
  schedule: Schedule,
  dialect: Dialect,
  reached: (Clause | number)[] | null,
): Prediction {
  const { tasks } = dialect
  if (!tasks) throw new RangeError(`The dialect ${dialect.name} does not say how tasks behave.`)
  const base = createMachine(dialect, reached, normative)
  const machine: FiberMachine = Object.assign(base, {
    tasks,
    ready: [],
    timers: [],
    now: 0,
    racy: false,
    unsaid: false,
  })
  const { trace, pending } = machine
  const choices: number[] = []
  const main = new Task(machine, 'main', null)
  main.start(task => evaluateTask(program.main, { task, tasks: new Map(), caught: [] }))
  main.observers.push(() => {
    if (isCancelled(main.outcome)) trace.push('main throws cancelled')
    else recordEnd(machine, 'main', main.outcome)
  })
  for (;;) {
    runReady(machine)
    if (pending.length > 0) {
      if (choices.length === releaseLimit) throw new RangeError('A program passed more checkpoints than any may.')
      const next = nextRelease(pending, schedule, choices.length)
      choices.push(pending.length)
      release(machine, pending.splice(next, 1)[0] as PendingCheckpoint)
    } else if (!advance(machine)) break
  }
  if (main.state !== 'ended') trace.push('main hangs')
  if (machine.racy || machine.unsaid)
    return { trace, occasions: [], choices, excluded: machine.racy ? race : twoErrors }
  return { trace, occasions: machine.occasions, choices, excluded: null }
}

/** Runs what is ready until nothing is. */
function runReady(machine: FiberMachine): void {
  const { ready } = machine
  runJobs(machine)
  for (let run = ready.shift(); run; run = ready.shift()) {
    run()
    runJobs(machine)
  }
}

function release(machine: FiberMachine, { name, promise }: PendingCheckpoint): void {
  machine.step++
  machine.trace.push(`> ${name}`)
  resolvePromise(machine, promise, name)
}

/** Time goes on to the next timer, when nothing else is left to do. */
function advance(machine: FiberMachine): boolean {
  const { timers } = machine
  const next = timers.shift()
  if (!next) return false
  if (next.cancelled) return true
  machine.now = next.when
  next.run()
  return true
}
