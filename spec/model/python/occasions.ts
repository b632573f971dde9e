/** Which rules an event is an occasion of, where only Python has it so: see `../occasions.ts`. */
import type { RuleId } from '../../rules/rule-id.ts'
import type { Completion, Throw } from '../completion.ts'
import { type Machine, occasion } from '../machine.ts'
import { occasionUntilShown } from '../occasions.ts'
import type { ErrorValue } from '../values.ts'
import type { PythonGenerator } from './generator.ts'
import type { Scope } from './scope.ts'

const demanded = <T extends Completion>(machine: Machine, completion: T, rule: RuleId): T => {
  occasionUntilShown(machine, completion, rule)
  return completion
}

/** The body of a generator begins. */
export const started = (machine: Machine): void => occasion(machine, 'generator.lazy-start')

/** A request is answered with a value. */
export const answered = (machine: Machine): void => occasion(machine, 'generator.values-in-order')

/** A generator that has finished was asked for something. */
export const finishedAsked = (machine: Machine, answer: Completion): Completion =>
  demanded(machine, answer, 'generator.finished-stays-finished')

/** A generator that runs was asked for something. */
export const refusedWhileRunning = (machine: Machine, refusal: Completion): Completion =>
  demanded(machine, refusal, 'generator.concurrent-requests')

/** A generator has asked itself for something. */
export const askedItself = (machine: Machine, refusal: Completion): Completion =>
  demanded(machine, refusal, 'generator.self-close')

/** A generator has yielded while it was being closed, or had done so before. */
export const ignoredExit = (machine: Machine, refusal: Completion): Completion =>
  demanded(machine, refusal, 'generator.yield-while-closing')

/** A generator that had not started was closed, or thrown into. */
export const closesUnstarted = (machine: Machine): void => occasion(machine, 'generator.close-before-start')
export const throwsIntoUnstarted = (machine: Machine, answer: Completion): Completion =>
  demanded(machine, answer, 'generator.throw-before-start')

/** The end of an iteration was raised in a body: the RuntimeError in its place. */
export const stopWrapped = (machine: Machine, failure: Throw): Throw =>
  demanded(machine, failure, 'generator.stop-iteration-wrapped')

/** The body of a generator has ended. */
export function bodyEnded(machine: Machine, completion: Completion): void {
  if (completion.type === 'throw') demanded(machine, completion, 'generator.error-finishes')
}

/** A yield goes on: it was thrown into, or what it was sent is shown next. */
export function resumedAtYield(machine: Machine, resumed: Completion, how: 'throw' | 'send'): Completion {
  return demanded(machine, resumed, how === 'send' ? 'generator.resume-value' : 'generator.throw-at-yield')
}

/** The closing of a generator comes by a handler. */
export function passesHandler({ machine, generator }: Scope): void {
  if (generator?.closing) occasion(machine, 'generator.close-signal')
}

/** A finalizer is about to run. */
export function finalizing({ machine, generator }: Scope, completion: Completion): void {
  if (!generator?.closing || !isExit(completion)) return
  generator.finalized = true
  occasion(machine, 'generator.close-runs-finally')
}

/** The closer is answered. */
export function closeAnswered(machine: Machine, generator: PythonGenerator, answer: Completion): Completion {
  if (!generator.finalized) return answer
  generator.finalized = false
  return demanded(machine, answer, 'generator.close-runs-finally')
}

function isExit(completion: Completion): boolean {
  return completion.type === 'throw' && (completion.value as ErrorValue).name === 'GeneratorExit'
}

/** A finalizer has ended with a completion that replaces the one that was pending. */
export function overridden({ machine, generator }: Scope, completion: Completion): void {
  if (generator) occasionUntilShown(machine, completion, 'generator.finally-overrides')
}

/** The next event is caused by the finaliser of a generator that was abandoned. */
export const finalised = (machine: Machine): void => occasion(machine, 'iteration.finaliser-runs-once')

/** A generator was closed that had been iterating others. */
export function orphansLeft(machine: Machine, inner: readonly PythonGenerator[]): void {
  if (inner.some(({ state }) => state === 'suspended')) occasion(machine, 'iteration.orphan-inner-stays-open')
}

/** What a loop iterated has been closed, because it stood in a block that does so. */
export function closedUnder(machine: Machine, broken: boolean, body: Completion, left: Completion): void {
  if (broken) occasion(machine, 'iteration.break-closes')
  if (body.type === 'throw' && left !== body) occasionUntilShown(machine, left, 'iteration.body-error-wins')
}
