import { nextRelease, type Schedule } from '../schedule/schedule.ts'
import { type Machine, type PendingCheckpoint, runJobs } from './machine.ts'
import { type PromiseRecord, performPromiseThen, resolvePromise } from './promise.ts'
import type { Prediction } from './run.ts'
import { render } from './values.ts'

/** More releases than any well-formed program of the sizes in use can need. */
const releaseLimit = 1000

/** Starts the main task, and releases checkpoints as the schedule says until none is left. */
export function runToEnd(machine: Machine, schedule: Schedule, start: () => PromiseRecord): Prediction {
  const { trace, pending } = machine
  const choices: number[] = []
  let ended = false
  performPromiseThen(machine, start(), () => {
    ended = true
  })
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
