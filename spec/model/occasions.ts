/**
 * Which rules an event is an occasion of, where that takes more than a line in the operation itself. Nothing here
 * changes what the model does.
 *
 * A rule demands either the next event (`occasion`), or the event that shows a value: an error (`occasionWhenShown`),
 * or how a promise settles (`demandAnswer`). Such a demand travels with the value until it is shown.
 */
import type { RuleId } from '../rules/rule-id.ts'
import type { AsyncGenerator } from './async-generator.ts'
import { type Completion, hasMet, met, notes, suppressed } from './completion.ts'
import type { DisposableResource, DisposeCapability } from './disposal.ts'
import { type Machine, occasion } from './machine.ts'
import type { PromiseRecord } from './promise.ts'
import { ErrorValue, isObject, render, SuppressedErrorValue } from './values.ts'

/** The rule demands the next event, and the event that shows the error of this completion, if it is one. */
export function occasionUntilShown(machine: Machine, completion: Completion, rule: RuleId): void {
  occasion(machine, rule)
  if (completion.type === 'throw') occasionWhenShown(completion.value, rule)
}

/** The rule demands the next event that shows this error. */
function occasionWhenShown(error: unknown, rule: RuleId): void {
  if (error instanceof ErrorValue) error.demands = { rule, next: error.demands }
}

/** The rule demands the event that shows how this promise settles. */
export function demandAnswer(promise: PromiseRecord, rule: RuleId): void {
  promise.demands = { rule, next: promise.demands }
}

/** Renders what the next event shows. */
export function show(machine: Machine, value: unknown): string {
  if (value instanceof ErrorValue && value.demands) {
    for (let demand = value.demands as ErrorValue['demands']; demand; demand = demand.next)
      occasion(machine, demand.rule)
    value.demands = null
  }
  return render(value)
}

/** A promise has settled, and whoever waited for it goes on: the next event shows it, or what is done about its error. */
export function settled(machine: Machine, promise: PromiseRecord): void {
  for (let { demands } = promise; demands; demands = demands.next) {
    occasion(machine, demands.rule)
    if (promise.state === 'rejected') occasionWhenShown(promise.result, demands.rule)
  }
}

// Entering

/** An enter has failed, and its error goes on. */
export function enterFailed(machine: Machine, failure: Completion): Completion {
  occasionUntilShown(machine, failure, 'context-manager.no-exit-without-enter')
  notes(failure, met.failedEnter)
  return failure
}

/** Something without the protocol was declared. */
export function declarationRefused(machine: Machine, refusal: Completion): Completion {
  occasionUntilShown(machine, refusal, 'context-manager.not-a-manager')
  notes(refusal, met.refusal)
  return refusal
}

// Exits of brackets and declarations

/** The next event is the exit of a resource that was entered when `exitsBefore` exits had been called. */
function exitOfResource(machine: Machine, body: Completion, exitsBefore: number): void {
  occasion(machine, 'context-manager.exit-once')
  occasion(machine, 'context-manager.exit-after-body')
  if (machine.exits > exitsBefore) occasion(machine, 'context-manager.exit-lifo')
  if (hasMet(body, met.failedEnter)) occasion(machine, 'context-manager.partial-enter')
  if (hasMet(body, met.refusal)) occasion(machine, 'context-manager.not-a-manager')
  machine.exits++
}

/** The next event is the exit of a manager whose body has ended. */
export function bracketExit(machine: Machine, body: Completion, exitsBefore: number): void {
  exitOfResource(machine, body, exitsBefore)
  if (hasMet(body, met.failedExit)) occasion(machine, 'context-manager.exit-error-does-not-stop-others')
  if (machine.dialect.exitSees === 'error') occasion(machine, toldBy(body))
}

function toldBy(body: Completion): RuleId {
  if (body === suppressed) return 'context-manager.suppress-hides-from-outer'
  if (body.type !== 'throw') return 'context-manager.exit-sees-nothing-on-success'
  return hasMet(body, met.replacement)
    ? 'context-manager.exit-sees-inner-replacement'
    : 'context-manager.exit-sees-error'
}

/** The exit of a manager has settled, and the block is left with `left`. */
export function bracketLeft(machine: Machine, body: Completion, exit: Completion, left: Completion): void {
  occasion(machine, 'context-manager.exit-awaited')
  if (left === suppressed) occasion(machine, 'context-manager.suppress')
  else if (body.type !== 'throw' && isTruthy(exit)) occasion(machine, 'context-manager.suppress-needs-error')
  if (left.type === 'throw') occasionUntilShown(machine, left, leftWith(body, left))
  if (left !== body) notes(left, body.type === 'throw' ? met.failedExit | met.replacement : met.failedExit)
  notes(left, met.exit)
}

function isTruthy(exit: Completion): boolean {
  return exit.type === 'return' && exit.value === true
}

function leftWith(body: Completion, left: Completion): RuleId {
  if (left === body) return 'context-manager.no-suppress'
  const joined = left.type === 'throw' && left.value instanceof SuppressedErrorValue && body.type === 'throw'
  if (joined) return 'context-manager.exit-error-aggregates'
  return body.type === 'throw' ? 'context-manager.exit-error-replaces' : 'context-manager.exit-error-alone'
}

/** The body of a bracket returned a value, which the next event shows. */
export function bracketReturned(machine: Machine, body: Completion | null, left: Completion): void {
  if (body?.type === 'return' && body.value !== undefined && left.type === 'normal' && left !== suppressed) {
    occasion(machine, 'context-manager.return-value-computed-first')
  }
}

/** A disposer that records its call is called: the next event is its exit. */
export function disposerCalled(
  machine: Machine,
  capability: DisposeCapability,
  index: number,
  body: Completion,
  current: Completion,
): void {
  const { holder, resources, moved, exitsBefore } = capability
  if (!(resources[index] as DisposableResource).records) return
  if (holder === 'stack') {
    stackExit(machine, index === lastDisposer(resources), index < moved)
    return
  }
  exitOfResource(machine, body, exitsBefore)
  const failed = current !== body || hasMet(body, met.failedExit)
  if (failed) occasion(machine, 'context-manager.exit-error-does-not-stop-others')
}

function lastDisposer(resources: readonly DisposableResource[]): number {
  return resources.findLastIndex(({ dispose }) => dispose !== null)
}

/** All disposers of a block or a stack have settled. */
export function disposed(machine: Machine, capability: DisposeCapability, body: Completion, left: Completion): void {
  const { resources, holder } = capability
  const aggregates = left !== body && left.type === 'throw' && left.value instanceof SuppressedErrorValue
  if (aggregates && holder !== 'block') occasionUntilShown(machine, left, 'exit-stack.aggregate-order')
  if (holder === 'stack' || !resources.some(({ records }) => records)) return
  occasion(machine, 'context-manager.exit-awaited')
  if (aggregates) occasionUntilShown(machine, left, 'context-manager.exit-error-aggregates')
  else if (left.type === 'throw') {
    occasionUntilShown(
      machine,
      left,
      left === body ? 'context-manager.no-suppress' : 'context-manager.exit-error-alone',
    )
  }
  notes(left, left === body ? met.exit : met.exit | met.failedExit)
}

/** Null was declared or used, or the await that it owes has been paid. */
export function nullResource(machine: Machine, { holder }: DisposeCapability): void {
  occasion(machine, holder === 'stack' ? 'exit-stack.null-resource' : 'context-manager.null-resource')
}

// Exits of stacks

/** The next event is the exit of an entry of a stack. */
export function stackExit(machine: Machine, first: boolean, moved: boolean): void {
  if (!first) occasion(machine, 'exit-stack.lifo')
  occasion(machine, moved ? 'exit-stack.transfer' : 'exit-stack.all-exits-run')
}

/** How the closing of a stack of Python's shape goes: what its exits have done to the error in flight. */
export interface Unwinding {
  /** No exit has been called yet. */
  first: boolean
  suppressed: boolean
  replaced: boolean
}

/** An exit of a stack, as far as occasions are concerned. */
export interface UnwoundExit {
  /** `late` is what was registered while the stack was closing; `silent` records no event of its own. */
  readonly kind: 'manager' | 'callback' | 'late' | 'silent'
  /** It came from another stack. */
  readonly moved: boolean
}

/** The next event is that of an exit of the stack. */
export function unwindingGoesOn(machine: Machine, unwinding: Unwinding, exit: UnwoundExit, current: Completion): void {
  if (exit.kind === 'silent') return
  if (exit.kind === 'late') {
    occasion(machine, 'exit-stack.register-while-closing')
    return
  }
  stackExit(machine, unwinding.first, exit.moved)
  if (unwinding.suppressed) occasion(machine, 'exit-stack.suppress-mid-stack')
  if (unwinding.replaced) occasion(machine, 'exit-stack.replacement-mid-stack')
  if (exit.kind === 'callback' && current.type === 'throw') occasion(machine, 'exit-stack.callback-cannot-suppress')
}

/** An exit of the stack has settled. */
export function noteUnwinding(
  machine: Machine,
  unwinding: Unwinding,
  exit: UnwoundExit,
  before: Completion,
  result: Completion,
  after: Completion,
): void {
  unwinding.first = false
  if (before.type === 'throw' && after.type !== 'throw') unwinding.suppressed = true
  if (result.type === 'throw' && after !== before) unwinding.replaced = true
  if (exit.kind === 'callback' && before.type === 'throw') occasion(machine, 'exit-stack.callback-cannot-suppress')
}

/** The stack has been closed; `nested` where contexts are those of nested statements. */
export function unwound(machine: Machine, unwinding: Unwinding, left: Completion, nested = true): void {
  if (unwinding.suppressed) occasion(machine, 'exit-stack.suppress-mid-stack')
  if (unwinding.replaced) occasionUntilShown(machine, left, 'exit-stack.replacement-mid-stack')
  if (nested && left.type === 'throw' && (left.value as ErrorValue).context) {
    occasionWhenShown(left.value, 'exit-stack.context-equals-nesting')
  }
}

// Functions and generators

/** A task has ended, and the next event shows with what. */
export function pastExit(machine: Machine, completion: Completion): void {
  if (returnsPastExit(completion)) occasion(machine, 'context-manager.return-value-computed-first')
}

/** The body of an async function has ended. */
export function functionEnded(promise: PromiseRecord, completion: Completion): void {
  if (returnsPastExit(completion)) demandAnswer(promise, 'context-manager.return-value-computed-first')
}

function returnsPastExit(completion: Completion): boolean {
  return completion.type === 'return' && completion.value !== undefined && hasMet(completion, met.exit)
}

/** The rule demands the event that shows the answer to the request that the generator is serving. */
export function demandServed({ queue }: AsyncGenerator, rule: RuleId): void {
  const served = queue[0]
  if (served) demandAnswer(served.promise, rule)
}

/** A request to a generator that runs. */
export function requestQueued(machine: Machine, promise: PromiseRecord): void {
  occasion(machine, 'generator.concurrent-requests')
  demandAnswer(promise, 'generator.concurrent-requests')
}

/** A request that a generator makes of itself. */
export function selfRequested(machine: Machine, promise: PromiseRecord): void {
  occasion(machine, 'generator.self-close')
  demandAnswer(promise, 'generator.self-close')
}

/** The body of a generator has ended. */
export function bodyEnded(generator: AsyncGenerator, completion: Completion): void {
  if (completion.type === 'throw') {
    for (const { promise } of generator.queue) demandAnswer(promise, 'generator.error-finishes')
  } else if (returnsPastExit(completion)) {
    demandServed(generator, 'context-manager.return-value-computed-first')
  }
}

/** A finalizer is about to run. */
export function finalizing(machine: Machine, generator: AsyncGenerator | null, completion: Completion): void {
  if (!generator || completion.type !== 'return' || !completion.closes) return
  occasion(machine, 'generator.close-runs-finally')
  demandServed(generator, 'generator.close-runs-finally')
  if (hasMet(completion, met.close)) occasion(machine, 'iteration.close-inner-first')
}

/** A finalizer has ended with a completion that replaces the one that was pending. */
export function overridden(machine: Machine, generator: AsyncGenerator | null, completion: Completion): void {
  if (!generator) return
  occasionUntilShown(machine, completion, 'generator.finally-overrides')
  demandServed(generator, 'generator.finally-overrides')
}

// Leaving loops

const leaving = {
  break: 'iteration.break-closes',
  continue: 'iteration.outer-continue-closes',
  return: 'iteration.return-closes',
  throw: 'iteration.throw-closes',
} as const

/** The iterator of a loop that is left is about to be closed. */
export function closesIterator(machine: Machine, completion: Completion): void {
  if (completion.type === 'normal') return
  occasion(machine, leaving[completion.type])
  if (hasMet(completion, met.close)) occasion(machine, 'iteration.close-inner-first')
}

/** The iterator of a loop has been closed, or would not be. */
export function iteratorClosed(machine: Machine, completion: Completion, inner: Completion): void {
  if (completion.type === 'normal') return
  occasion(machine, leaving[completion.type])
  const fails = inner.type === 'throw'
  if (fails && completion.type === 'throw') occasionUntilShown(machine, completion, 'iteration.body-error-wins')
  else if (fails) occasionUntilShown(machine, inner, 'iteration.close-error-surfaces')
  else if (!isObject((inner as { value?: unknown }).value)) {
    occasionUntilShown(machine, completion, 'iteration.close-result-object')
  }
  notes(completion, met.close)
}
