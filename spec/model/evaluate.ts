/** The evaluation of statements. */
import type * as el from '../program/elaborated.ts'
import { AsyncGenerator, generatorNext, generatorReturn, generatorThrow, generatorYield } from './async-generator.ts'
import { hold } from './brackets.ts'
import { clauses } from './clauses.ts'
import { type Completion, empty, jumping, normal, returning, throwing } from './completion.ts'
import { type Coroutine, startAsync } from './coroutine.ts'
import { delegate, fromAsync } from './delegation.ts'
import { addDisposableResource, disposeResources, newDisposeCapability } from './disposal.ts'
import { forAwait, forOf, repeat } from './loops.ts'
import { type Machine, occasion, reach } from './machine.ts'
import { checkpoint, disposableObject, enterBody, evaluateValue } from './objects.ts'
import {
  bracketReturned,
  declarationRefused,
  enterFailed,
  finalizing,
  occasionUntilShown,
  overridden,
  selfRequested,
  settled,
  show,
} from './occasions.ts'
import { derivedPromise, PromiseRecord, performPromiseThen, resolvePromise } from './promise.ts'
import { bind, inBlock, inHandler, inRoutine, lookUp, type Scope } from './scope.ts'
import { openSource } from './sources.ts'
import { evaluateStack } from './stack-statements.ts'
import { ErrorValue } from './values.ts'

/** Evaluates the body of a function; its declarations are disposed of at its end. */
export function evaluateRoutine(scope: Scope, routine: el.Routine): Coroutine {
  return evaluateBlock(scope, routine.body)
}

/** @see https://tc39.es/ecma262/multipage/ecmascript-language-statements-and-declarations.html#sec-block-runtime-semantics-evaluation */
export function evaluateBlock(outer: Scope, block: el.Block): Coroutine {
  for (const { kind } of block) if (kind === 'declare') return evaluateDeclaring(inBlock(outer), block)
  reach(outer.machine, clauses.Block.plain)
  return evaluateStatements(outer, block)
}

function* evaluateDeclaring(scope: Scope, block: el.Block): Coroutine {
  reach(scope.machine, clauses.Block.declares)
  const completion = yield* evaluateStatements(scope, block)
  return yield* leaveBlock(scope, completion)
}

/** Disposes of what the block has declared. */
export function* leaveBlock({ machine, disposal }: Scope, completion: Completion): Coroutine {
  return disposal ? yield* disposeResources(machine, disposal, completion) : completion
}

export function* evaluateStatements(scope: Scope, block: el.Block): Coroutine {
  const { machine } = scope
  for (const node of block) {
    let completion: Completion
    switch (node.kind) {
      // What needs no coroutine of its own stands here: this is where the model spends its time.
      case 'event':
        machine.trace.push(node.text)
        continue
      case 'checkpoint':
        machine.operand = checkpoint(machine, node.checkpoint)
        completion = yield 'await'
        break
      case 'raise':
        return throwing(node.error === null ? scope.caught : new ErrorValue(node.error))
      case 'jump':
        return jumping(node.jump, node.label)
      default:
        completion = yield* evaluateStatement(scope, node)
    }
    if (completion.type !== 'normal') return completion
  }
  return empty
}

/** The coroutine of a statement that may suspend. */
function evaluateStatement(scope: Scope, node: el.Statement): Coroutine {
  switch (node.kind) {
    case 'return':
      return evaluateReturn(scope, node.value)
    case 'labelled':
      return evaluateLabelled(scope, node.label, node.body)
    case 'try':
      return evaluateTry(scope, node)
    case 'declare':
      return evaluateDeclare(scope, node)
    case 'with':
      return evaluateWith(scope, node)
    case 'repeat':
      return repeat(scope, node)
    case 'for-of':
      return forOf(scope, node)
    case 'for-await':
      return forAwait(scope, node)
    case 'yield':
      return evaluateYield(scope, node.value, node.text)
    case 'delegate':
      return evaluateDelegate(scope, node.source, node.text)
    case 'from-async':
      return awaitRecorded(scope.machine, fromAsync(scope.machine, openSource(scope, node.source)), node.text)
    case 'open':
      return evaluateOpen(scope, node.variable, node.generator, node.body)
    case 'request':
      return awaitRecorded(scope.machine, request(scope, node.variable, node.call), node.text)
    case 'burst':
      return evaluateBurst(scope, node.variable, node.calls)
    case 'concurrently':
      return evaluateConcurrently(scope, node.branches)
    case 'stack':
    case 'register':
    case 'move':
    case 'close':
      return evaluateStack(scope, node)
    default:
      throw new RangeError(`unreachable: ${node.kind} is evaluated in place`)
  }
}

/** Records the value of a normal completion. */
export function recorded(machine: Machine, text: string, completion: Completion): Completion {
  if (completion.type !== 'normal') return completion
  machine.trace.push(`${text} ${show(machine, completion.value)}`)
  return empty
}

/** Awaits what a call has answered, and records it. */
function* awaitRecorded(machine: Machine, promise: PromiseRecord, text: string): Coroutine {
  machine.operand = promise
  return recorded(machine, text, yield 'await')
}

/** @see https://tc39.es/ecma262/multipage/ecmascript-language-statements-and-declarations.html#sec-return-statement-runtime-semantics-evaluation */
function* evaluateReturn({ machine, generator }: Scope, value: el.Value): Coroutine {
  const { Return: clause } = clauses
  const operand = evaluateValue(machine, value)
  if (!generator || value.kind === 'none') {
    reach(machine, clause.task)
    return returning(operand)
  }
  machine.operand = operand
  const awaited = yield 'await'
  reach(machine, awaited.type === 'normal' ? clause.generator : clause.rejected)
  occasion(machine, 'generator.return-value')
  return awaited.type === 'normal' ? returning(awaited.value) : awaited
}

/** @see https://tc39.es/ecma262/multipage/ecmascript-language-statements-and-declarations.html#sec-labelled-statements */
function* evaluateLabelled(scope: Scope, label: el.Label, body: el.Block): Coroutine {
  const completion = yield* evaluateBlock(scope, body)
  const ends = completion.type === 'break' && completion.target === label
  reach(scope.machine, ends ? clauses.LabelledStatement.break : clauses.LabelledStatement.passes)
  return ends ? empty : completion
}

/** @see https://tc39.es/ecma262/multipage/ecmascript-language-statements-and-declarations.html#sec-try-statement-runtime-semantics-evaluation */
function* evaluateTry(scope: Scope, node: el.Try): Coroutine {
  const { Try: clause } = clauses
  const { machine, generator } = scope
  let completion = yield* evaluateBlock(scope, node.block)
  if (node.handler && completion.type === 'throw') {
    reach(machine, clause.catches)
    machine.trace.push(`${node.caught} ${show(machine, completion.value)}`)
    completion = yield* evaluateBlock(inHandler(scope, completion.value), node.handler)
  } else if (node.handler && completion.type === 'return') {
    reach(machine, clause.passesHandler)
    if (completion.closes) occasion(machine, 'generator.close-signal')
  }
  if (!node.finalizer) return completion
  finalizing(machine, generator, completion)
  const last = yield* evaluateBlock(scope, node.finalizer)
  if (last.type === 'normal') {
    reach(machine, clause.finalizer)
    return completion
  }
  if (completion.type !== 'normal') {
    reach(machine, clause.overrides)
    overridden(machine, generator, last)
  }
  return last
}

/** @see https://tc39.es/ecma262/multipage/ecmascript-language-statements-and-declarations.html#sec-let-and-const-declarations-runtime-semantics-bindingevaluation */
export function* evaluateDeclare(scope: Scope, node: el.Declare): Coroutine {
  const { machine } = scope
  scope.disposal ??= newDisposeCapability(machine, 'block')
  for (const resource of node.resources) {
    const made = yield* acquire(machine, resource)
    if (made.type === 'throw') return enterFailed(machine, made)
    const added = addDisposableResource(machine, scope.disposal, disposableObject(machine, resource), node.declaration)
    if (added.type === 'throw') return declarationRefused(machine, added)
    if (resource.kind === 'disposable' && resource.enter) occasion(machine, 'context-manager.enter-before-body')
  }
  return empty
}

/** Evaluates the initializer of a resource: `await openX()` where it takes time or fails. */
export function* acquire(machine: Machine, resource: el.Resource): Coroutine {
  if (resource.kind !== 'disposable' || !resource.enter) return empty
  machine.operand = startAsync(machine, enterBody(machine, resource.name, resource.enter))
  return yield 'await'
}

/** Brackets, one inside the other, around a function. */
function* evaluateWith(scope: Scope, node: el.With): Coroutine {
  const { machine } = scope
  const innermost: Innermost = { ended: null }
  const left = yield* nest(scope, node, 0, innermost)
  bracketReturned(machine, innermost.ended, left)
  return recorded(machine, node.text, left)
}

/** How the function within all brackets has ended; null as long as it has not. */
interface Innermost {
  ended: Completion | null
}

function* nest(scope: Scope, node: el.With, depth: number, innermost: Innermost): Coroutine {
  const { machine } = scope
  const manager = node.managers[depth]
  if (manager) return yield* hold(machine, manager, () => nest(scope, node, depth + 1, innermost))
  machine.trace.push(`${node.given} ${node.managers[depth - 1]?.value}`)
  const ended = yield* evaluateBlock(scope, node.body)
  innermost.ended = ended
  return ended.type === 'return' ? normal(ended.value) : ended
}

/** @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-yield */
function* evaluateYield(scope: Scope, value: el.Value, text: string | null): Coroutine {
  const { machine } = scope
  machine.operand = evaluateValue(machine, value)
  const awaited = yield 'await'
  if (value.kind !== 'plain') occasion(machine, 'generator.yield-awaits')
  if (awaited.type !== 'normal') {
    reach(machine, clauses.AsyncGeneratorYield.rejected)
    return awaited
  }
  const resumed = yield* generatorYield(machine, scope.generator as AsyncGenerator, awaited.value)
  if (resumed.type === 'throw') occasion(machine, 'generator.throw-at-yield')
  if (resumed.type !== 'normal') return resumed
  if (!text) return empty
  occasion(machine, 'generator.resume-value')
  return recorded(machine, text, resumed)
}

function* evaluateDelegate(scope: Scope, source: el.Source, text: string): Coroutine {
  const { machine } = scope
  const result = yield* delegate(machine, scope.generator as AsyncGenerator, openSource(scope, source))
  occasionUntilShown(machine, result, 'generator.delegate')
  return recorded(machine, text, result)
}

function* evaluateOpen(outer: Scope, variable: string, routine: el.Routine, body: el.Block): Coroutine {
  const generator = new AsyncGenerator()
  const scope = bind(outer, variable, generator)
  generator.body = evaluateRoutine(inRoutine(scope, generator), routine)
  occasion(scope.machine, 'generator.lazy-start')
  return yield* evaluateBlock(scope, body)
}

/** Calls a method of a generator. */
function request(scope: Scope, variable: string, call: el.Call): PromiseRecord {
  const { machine } = scope
  const generator = lookUp(scope, variable) as AsyncGenerator
  const promise = callGenerator(machine, generator, call)
  if (generator === scope.generator) selfRequested(machine, promise)
  return promise
}

function callGenerator(machine: Machine, generator: AsyncGenerator, call: el.Call): PromiseRecord {
  switch (call.kind) {
    case 'next':
      return generatorNext(machine, generator, evaluateValue(machine, call.value))
    case 'return':
      return generatorReturn(machine, generator, evaluateValue(machine, call.value))
    case 'throw':
      return generatorThrow(machine, generator, new ErrorValue(call.error))
  }
}

function* evaluateBurst(
  scope: Scope,
  variable: string,
  calls: readonly { readonly call: el.Call; readonly text: string }[],
): Coroutine {
  const { machine } = scope
  const answers = calls.map(({ call, text }) => recordAnswer(machine, text, request(scope, variable, call)))
  machine.operand = all(machine, answers)
  return yield 'await'
}

function* evaluateConcurrently(scope: Scope, branches: readonly el.Routine[]): Coroutine {
  const { machine } = scope
  const tasks = branches.map(branch => {
    const promise = startAsync(machine, evaluateRoutine(inRoutine(scope, null), branch))
    return recordTask(machine, branch.actor, promise)
  })
  machine.operand = all(machine, tasks)
  return yield 'await'
}

/** Records how a task ends. */
export function recordTask(machine: Machine, actor: string, promise: PromiseRecord): PromiseRecord {
  return derivedPromise(machine, promise, ({ state, result }) => {
    settled(machine, promise)
    if (state === 'rejected') machine.trace.push(`${actor} throws ${show(machine, result)}`)
    else machine.trace.push(result === undefined ? `${actor} returns` : `${actor} returns ${show(machine, result)}`)
  })
}

/** Records how a request is answered that is not awaited by itself. */
function recordAnswer(machine: Machine, text: string, promise: PromiseRecord): PromiseRecord {
  return derivedPromise(machine, promise, ({ state, result }) => {
    settled(machine, promise)
    machine.trace.push(
      state === 'rejected' ? `${text} throws ${show(machine, result)}` : `${text} ${show(machine, result)}`,
    )
  })
}

/** Promise.all, of promises that do not reject. */
function all(machine: Machine, promises: readonly PromiseRecord[]): PromiseRecord {
  const result = new PromiseRecord()
  let waiting = promises.length
  const arrived = (): void => {
    if (--waiting === 0) resolvePromise(machine, result, [])
  }
  for (const promise of promises) performPromiseThen(machine, promise, arrived)
  return result
}
