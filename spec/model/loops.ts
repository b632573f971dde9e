/**
 * Loops.
 * @see https://tc39.es/ecma262/multipage/ecmascript-language-statements-and-declarations.html#sec-for-in-and-for-of-statements
 */
import type * as el from '../program/elaborated.ts'
import { clauses } from './clauses.ts'
import { type Completion, empty } from './completion.ts'
import type { Coroutine } from './coroutine.ts'
import { addDisposableResource, disposeResources, newDisposeCapability } from './disposal.ts'
import { acquire, evaluateBlock, evaluateDeclare, leaveBlock } from './evaluate.ts'
import { type AsyncIterator, asyncIteratorClose, fromSyncIterator, iteratorStep } from './iteration.ts'
import { type Machine, occasion, reach } from './machine.ts'
import { arrayIterator, disposableObject } from './objects.ts'
import { declarationRefused, enterFailed, show } from './occasions.ts'
import { inBlock, type Scope } from './scope.ts'
import { openSource } from './sources.ts'
import type { IteratorResult } from './values.ts'

/** Does the loop with this label go on? */
function goesOn(completion: Completion, label: el.Label): boolean {
  return completion.type === 'normal' || (completion.type === 'continue' && isTarget(completion, label))
}

function isTarget(completion: Completion & { type: 'break' | 'continue' }, label: el.Label): boolean {
  return completion.target === null || completion.target === label
}

/** Has a turn of an iteration ended, and the loop goes on? Otherwise its iterator is closed. */
function turnEnds(machine: Machine, completion: Completion, label: el.Label): boolean {
  const again = goesOn(completion, label)
  reach(machine, again ? clauses.ForInOfBodyEvaluation.goesOn : clauses.ForInOfBodyEvaluation.leaves)
  return again
}

/** Turns the completion that ended a loop into the statement's: a break that meant it is over here. */
function endLoop(completion: Completion, label: el.Label): Completion {
  return completion.type === 'break' && isTarget(completion, label) ? empty : completion
}

/** @see https://tc39.es/ecma262/multipage/ecmascript-language-statements-and-declarations.html#sec-for-statement-runtime-semantics-forloopevaluation */
export function* repeat(outer: Scope, node: el.Repeat): Coroutine {
  const { head } = node
  reach(outer.machine, head ? clauses.ForLoop.head : clauses.ForLoop.plain)
  const scope = head ? inBlock(outer) : outer
  let completion: Completion = head ? yield* evaluateDeclare(scope, head) : empty
  for (let i = 0; i < node.times && goesOn(completion, node.label); i++)
    completion = yield* evaluateBlock(scope, node.body)
  // CreatePerIterationEnvironment and the end of the loop: what the head declared is disposed of once, last.
  const ended = goesOn(completion, node.label) ? empty : endLoop(completion, node.label)
  return head ? yield* leaveBlock(scope, ended) : ended
}

/** @see https://tc39.es/ecma262/multipage/ecmascript-language-statements-and-declarations.html#sec-runtime-semantics-forin-div-ofbodyevaluation-lhs-stmt-iterator-lhskind-labelset */
export function* forAwait(scope: Scope, node: el.ForAwait): Coroutine {
  const { machine } = scope
  const iterator = openSource(scope, node.source)
  for (;;) {
    const step = yield* iteratorStep(machine, iterator)
    if (step.type !== 'normal') return step
    const { done, value } = step.value as IteratorResult
    if (done) {
      reach(machine, clauses.ForInOfBodyEvaluation.done)
      occasion(machine, 'iteration.no-close-after-end')
      return empty
    }
    machine.trace.push(`${node.text} ${show(machine, value)}`)
    const completion = yield* evaluateBlock(scope, node.body)
    if (turnEnds(machine, completion, node.label)) continue
    return endLoop(yield* asyncIteratorClose(machine, iterator, completion), node.label)
  }
}

/** `for (using item of […])` and its relatives: each item is disposed of at the end of its turn. */
export function* forOf(scope: Scope, node: el.ForOf): Coroutine {
  const { machine } = scope
  for (const resource of node.resources) {
    const made = yield* acquire(machine, resource)
    if (made.type === 'throw') return enterFailed(machine, made)
  }
  const items = node.resources.map(resource => ({ resource }))
  const iterator: AsyncIterator = { ...arrayIterator(items), throw: null }
  const awaited = node.await ? fromSyncIterator(machine, iterator) : null
  for (;;) {
    const step = awaited ? yield* iteratorStep(machine, awaited) : iterator.next()
    if (step.type !== 'normal') return step
    const { done, value } = step.value as IteratorResult
    if (done) {
      reach(machine, clauses.ForInOfBodyEvaluation.done)
      occasion(machine, 'iteration.no-close-after-end')
      return empty
    }
    const { resource } = value as { resource: el.Resource }
    const capability = newDisposeCapability(machine, 'block')
    const added = addDisposableResource(machine, capability, disposableObject(machine, resource), node.declaration)
    const accepted = added.type === 'normal'
    reach(machine, accepted ? clauses.ForInOfBodyEvaluation.disposes : clauses.ForInOfBodyEvaluation.refuses)
    let completion = accepted ? yield* evaluateBlock(scope, node.body) : declarationRefused(machine, added)
    completion = yield* disposeResources(machine, capability, completion)
    if (turnEnds(machine, completion, node.label)) continue
    // An array iterator has no return method; the AsyncFromSyncIterator around it has one, which is awaited.
    return endLoop(awaited ? yield* asyncIteratorClose(machine, awaited, completion) : completion, node.label)
  }
}
