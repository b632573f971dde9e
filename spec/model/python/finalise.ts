/**
 * Generators that nobody refers to any more. The driver holds every generator from its first request on and lets go at
 * the points that a program names, so that when they are found does not depend on how references are counted.
 *
 * @see https://peps.python.org/pep-0525/#finalization
 * @see https://docs.python.org/3/library/sys.html#sys.set_asyncgen_hooks
 */
import { empty } from '../completion.ts'
import type { Coroutine } from '../coroutine.ts'
import { reach } from '../machine.ts'
import { show } from '../occasions.ts'
import { ErrorValue } from '../values.ts'
import { clauses } from './clauses.ts'
import { type Frame, newFrame, raisingNew } from './frame.ts'
import { aclose, PythonGenerator, resumeAtOnce } from './generator.ts'
import type { PythonMachine } from './machine.ts'
import { finalised } from './occasions.ts'
import type { Activation, Variables } from './scope.ts'
import { startTask } from './task.ts'

/**
 * Lets go of every generator. Those that nothing refers to are given to the hook, and closed in the order of their first
 * requests, each in a task of its own. What an abandoned generator itself refers to has to wait until that one is closed.
 */
export function collect(machine: PythonMachine, frame: Activation): void {
  const reachable = new Set<PythonGenerator>()
  mark(frame, reachable)
  for (const generator of machine.finalising) mark(generator.frame, reachable)
  const abandoned = [...machine.iterated].filter(generator => !reachable.has(generator))
  /** Those that are there still, and refer to others: one that has ended has let go of what it held. */
  const alive = new Set(abandoned.filter(({ state }) => state !== 'completed'))
  const released = new Set<PythonGenerator>()
  const hooked = new Set<PythonGenerator>()
  const release = (generator: PythonGenerator): void => {
    released.add(generator)
    for (const other of alive) if (other !== generator && refersTo(other.frame, generator)) return
    machine.iterated.delete(generator)
    if (generator.state === 'completed') return
    if (!generator.closed) {
      hooked.add(generator)
      return
    }
    drop(machine, generator, frame)
    alive.delete(generator)
    for (const inner of released) if (refersTo(generator.frame, inner)) release(inner)
  }
  // A list is cleared from its end.
  for (const generator of abandoned.toReversed()) release(generator)
  for (const generator of abandoned) if (hooked.has(generator)) finalise(machine, generator)
}

function refersTo({ variables, holds }: Activation, generator: PythonGenerator): boolean {
  return holds.includes(generator) || [...variables.own.values()].includes(generator)
}

/** What the hook is given is closed by a task. It is never finalised a second time, even if it does not close. */
function finalise(machine: PythonMachine, generator: PythonGenerator): void {
  reach(machine, clauses.Finalizer.hook)
  machine.finalising.add(generator)
  startTask(machine, close(machine, generator), completion => {
    machine.finalising.delete(generator)
    if (completion.type === 'throw') {
      finalised(machine)
      machine.trace.push(`finaliser throws ${show(machine, completion.value)}`)
    }
  })
}

/** An error that nobody waits for: its type is all that is said of it. */
function unraisable(machine: PythonMachine, error: ErrorValue): void {
  finalised(machine)
  machine.trace.push(`unraisable ${error.name}`)
}

/**
 * gen_close: one that has ignored its GeneratorExit is given another one, at once and where it stands; whatever it would
 * wait for then is an error.
 */
function drop(machine: PythonMachine, generator: PythonGenerator, caller: Frame): void {
  reach(machine, clauses.Finalizer.closed)
  const { current } = machine
  machine.current = null
  const { completion } = resumeAtOnce(machine, generator, caller, raisingNew(machine, caller, 'GeneratorExit'))
  machine.current = current
  generator.state = 'completed'
  if (completion === null) unraisable(machine, new ErrorValue('RuntimeError'))
  else if (completion.type !== 'throw') unraisable(machine, new ErrorValue('StopAsyncIteration'))
  else if ((completion.value as ErrorValue).name !== 'GeneratorExit') {
    unraisable(machine, completion.value as ErrorValue)
  }
}

function* close(machine: PythonMachine, generator: PythonGenerator): Coroutine {
  generator.abandoned = true
  const closed = yield* aclose(machine, generator, newFrame(null))
  return closed.type === 'throw' ? closed : empty
}

function mark({ variables, holds }: Activation, reachable: Set<PythonGenerator>): void {
  for (const generator of holds) markGenerator(generator, reachable)
  for (let at: Variables | null = variables; at; at = at.outer) {
    for (const value of at.own.values()) if (value instanceof PythonGenerator) markGenerator(value, reachable)
  }
}

function markGenerator(generator: PythonGenerator, reachable: Set<PythonGenerator>): void {
  if (reachable.has(generator)) return
  reachable.add(generator)
  if (generator.state !== 'completed') mark(generator.frame, reachable)
}
