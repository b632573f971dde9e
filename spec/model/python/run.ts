import type { Dialect } from '../../dialects/dialect.ts'
import type * as core from '../../program/elaborated.ts'
import { nextRelease, type Schedule } from '../../schedule/schedule.ts'
import type { Clause } from '../clauses.ts'
import type { Prediction } from '../run.ts'
import { createLoop } from './asyncio/loop.ts'
import { needsLoop, runOnLoop } from './asyncio/run.ts'
import { runTask } from './concurrently.ts'
import { Excluded } from './exclusions.ts'
import { createPythonMachine, type PythonMachine } from './machine.ts'
import { releaseTask, runReady } from './task.ts'

/** Runs a program in Python. */
export function runPython(
  program: core.Elaborated,
  schedule: Schedule,
  dialect: Dialect,
  reached: (Clause | number)[] | null,
): Prediction {
  const machine = createPythonMachine(dialect, reached, needsLoop(program.main.body) ? createLoop() : null)
  const choices: number[] = []
  try {
    if (machine.loop) runOnLoop(machine, program, schedule, choices)
    else runMain(machine, program, schedule, choices)
  } catch (thrown) {
    if (!(thrown instanceof Excluded)) throw thrown
    return { trace: machine.trace, occasions: [], choices, excluded: thrown.exclusion }
  }
  return { trace: machine.trace, occasions: shown(machine), choices, excluded: null }
}

/** A demand on an event that does not come any more, because the case is over, is none. */
function shown({ trace, occasions }: PythonMachine): Prediction['occasions'] {
  if (occasions.at(-1) !== trace.length) return occasions
  return occasions.filter((_, i) => occasions[i | 1] !== trace.length)
}

function runMain(machine: PythonMachine, program: core.Elaborated, schedule: Schedule, choices: number[]): void {
  const { waiting, trace } = machine
  let ended = false
  runTask(machine, program.main, null, () => {
    ended = true
  })
  runReady(machine)
  while (waiting.length > 0) {
    const next = nextRelease(waiting, schedule, choices.length)
    choices.push(waiting.length)
    releaseTask(machine, next)
  }
  if (!ended) trace.push('main hangs')
}
