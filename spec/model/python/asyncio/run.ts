/** Runs a program on asyncio. */
import type * as core from '../../../program/elaborated.ts'
import { clock, nextRelease, type Schedule } from '../../../schedule/schedule.ts'
import type { Coroutine } from '../../coroutine.ts'
import type { Frame } from '../frame.ts'
import type { PythonMachine } from '../machine.ts'
import { awaitFuture, Future, setResult } from './future.ts'
import { advance, type Checkpoint, type Loop, loopOf, nextTime, runReady } from './loop.ts'
import { waited } from './occasions.ts'
import { createTask } from './task.ts'

const kinds = new Set(['spawn', 'cancel', 'join', 'gather', 'group', 'timeout', 'sleep'])

/** Has the program anything that only an event loop can do? */
export function needsLoop(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(needsLoop)
  if (typeof node !== 'object' || node === null) return false
  if (kinds.has((node as { kind?: string }).kind ?? '')) return true
  return Object.values(node).some(needsLoop)
}

/** When nothing is ready, the schedule says what comes: a checkpoint, or else the time of the next timer. */
export function runOnLoop(
  machine: PythonMachine,
  program: core.Elaborated,
  schedule: Schedule,
  choices: number[],
): void {
  const loop = loopOf(machine)
  const main = createTask(machine, program.main, null)
  runReady(loop)
  for (;;) {
    const waiting = loop.checkpoints.filter(({ future }) => future.state === 'pending')
    const time = nextTime(loop)
    const pending = time === null ? waiting : [...waiting, clock]
    if (pending.length === 0) break
    const next = nextRelease(pending, schedule, choices.length)
    choices.push(pending.length)
    machine.step++
    if (next < waiting.length) release(machine, loop, waiting[next] as Checkpoint)
    else pass(machine, loop, time as number)
    runReady(loop)
  }
  if (main.state === 'pending') machine.trace.push('main hangs')
}

function release({ trace }: PythonMachine, { checkpoints }: Loop, checkpoint: Checkpoint): void {
  checkpoints.splice(checkpoints.indexOf(checkpoint), 1)
  trace.push(`> ${checkpoint.name}`)
  setResult(checkpoint.future, checkpoint.name)
}

function pass({ trace }: PythonMachine, loop: Loop, time: number): void {
  trace.push(`> clock ${time}`)
  advance(loop, time)
}

/** `await checkpoint(name)` */
export function* awaitCheckpoint(machine: PythonMachine, frame: Frame, loop: Loop, name: string): Coroutine {
  const future = new Future(machine)
  loop.checkpoints.push({ name, step: machine.step, future })
  return waited(machine, frame, yield* awaitFuture(machine, frame, future))
}
