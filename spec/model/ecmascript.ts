import type { Dialect } from '../dialects/dialect.ts'
import type * as el from '../program/elaborated.ts'
import { nextRelease, type Schedule } from '../schedule/schedule.ts'
import type { Clause } from './clauses.ts'
import { startAsync } from './coroutine.ts'
import { evaluateRoutine, recordTask } from './evaluate.ts'
import { createMachine, type Machine, type Pace, type PendingCheckpoint, runJobs } from './machine.ts'
import { performPromiseThen, resolvePromise } from './promise.ts'
import type { Prediction } from './run.ts'
import { outermost } from './scope.ts'
import { render } from './values.ts'

/** More releases than any well-formed program of the sizes in use can need. */
const releaseLimit = 1000

/** Runs statements: see `runModel`. */
export function runEcmascript(
  program: el.Elaborated,
  schedule: Schedule,
  dialect: Dialect,
  reached: (Clause | number)[] | null,
  pace: Pace,
): Prediction {
  const machine = createMachine(dialect, reached, pace)
  const { trace, pending } = machine
  const choices: number[] = []
  let ended = false
  const main = recordTask(machine, 'main', startAsync(machine, evaluateRoutine(outermost(machine), program.main)))
  const end = (): void => {
    ended = true
  }
  performPromiseThen(machine, main, end)
  runJobs(machine)
  while (pending.length > 0) {
    if (choices.length === releaseLimit) throw new RangeError('A program passed more checkpoints than any may.')
    const next = nextRelease(pending, schedule, choices.length)
    choices.push(pending.length)
    release(machine, pending.splice(next, 1)[0] as PendingCheckpoint)
  }
  if (!ended) trace.push('main hangs')
  if (machine.unhandled.size > 0) trace.push(...unhandled(machine))
  return { trace, occasions: machine.occasions, choices, excluded: null }
}

function release(machine: Machine, { name, promise }: PendingCheckpoint): void {
  machine.step++
  machine.trace.push(`> ${name}`)
  resolvePromise(machine, promise, name)
  runJobs(machine)
}

/** In alphabetical order: when they are reported is the host's business. */
function unhandled(machine: Machine): string[] {
  return [...machine.unhandled].map(promise => `unhandled ${render(promise.result)}`).sort()
}
