/**
 * Loops.
 * @see https://docs.python.org/3/reference/compound_stmts.html#the-async-for-statement
 */
import type * as core from '../../program/elaborated.ts'
import type * as el from '../../program/python/elaborated.ts'
import { type Completion, empty, normal, returning } from '../completion.ts'
import type { Coroutine } from '../coroutine.ts'
import { occasion, reach } from '../machine.ts'
import { show } from '../occasions.ts'
import { ErrorValue } from '../values.ts'
import { clauses } from './clauses.ts'
import { call, evaluateBlock, makeGenerator } from './evaluate.ts'
import { type Frame, raising, raisingNew } from './frame.ts'
import { aclose, asend, type PythonGenerator } from './generator.ts'
import type { PythonMachine } from './machine.ts'
import { closedUnder, iteratorLeftOpen } from './occasions.ts'
import { lookUp, type Scope } from './scope.ts'
import { passCheckpoint } from './task.ts'
import { leave } from './with.ts'

/** `for i in range(times)`. */
export function* repeat(scope: Scope, node: core.Repeat): Coroutine {
  for (let i = 0; i < node.times; i++) {
    const completion = yield* evaluateBlock(scope, node.body)
    if (completion.type === 'break') return empty
    if (completion.type !== 'normal' && completion.type !== 'continue') return completion
  }
  return empty
}

/** What an async for reads from: an object with `__anext__`. */
export interface Iterator {
  readonly next: (caller: Frame) => Coroutine
  readonly close: (caller: Frame) => Coroutine
  readonly generator: PythonGenerator | null
}

export function* asyncFor(scope: Scope, node: el.AsyncFor): Coroutine {
  const { frame } = scope
  const iterator = openSource(scope, node.source)
  const { generator } = iterator
  if (generator) frame.holds.push(generator)
  let completion: Completion
  if (node.aclosing) {
    if (generator) frame.variables.own.set(node.aclosing, generator)
    const { broken, completion: body } = yield* iterate(scope, node, iterator)
    if (broken) occasion(scope.machine, 'iteration.break-closes')
    completion = yield* closing(scope, iterator, body)
    closedUnder(scope.machine, broken, body, completion)
  } else {
    completion = (yield* iterate(scope, node, iterator)).completion
  }
  if (generator) frame.holds.splice(frame.holds.lastIndexOf(generator), 1)
  return completion
}

/**
 * An asynchronous comprehension: a loop that keeps the values.
 * @see https://docs.python.org/3/reference/expressions.html#displays-for-lists-sets-and-dictionaries
 */
export function* comprehension(scope: Scope, source: el.PythonSource): Coroutine {
  const { machine, frame } = scope
  const iterator = openSource(scope, source)
  const { generator } = iterator
  if (generator) frame.holds.push(generator)
  const values: unknown[] = []
  let next = yield* iterator.next(frame)
  while (next.type !== 'throw') {
    values.push((next as { value?: unknown }).value)
    next = yield* iterator.next(frame)
  }
  if (generator) frame.holds.splice(frame.holds.lastIndexOf(generator), 1)
  const done = (next.value as ErrorValue).name === 'StopAsyncIteration'
  reach(machine, done ? clauses.Comprehension.done : clauses.Comprehension.fails)
  occasion(machine, done ? 'iteration.no-close-after-end' : 'iteration.no-close-after-failure')
  return done ? normal(values) : next
}

interface Iterated {
  readonly completion: Completion
  /** The loop was left by a break. */
  readonly broken: boolean
}

function* iterate(
  scope: Scope,
  node: el.AsyncFor,
  iterator: Iterator,
): Generator<'await' | 'yield', Iterated, Completion> {
  const { AsyncFor: clause } = clauses
  const { machine, frame } = scope
  for (;;) {
    const next = yield* iterator.next(frame)
    if (next.type === 'throw') {
      if ((next.value as ErrorValue).name !== 'StopAsyncIteration') {
        reach(machine, clause.fails)
        occasion(machine, 'iteration.no-close-after-failure')
        return { completion: next, broken: false }
      }
      reach(machine, node.otherwise ? clause.otherwise : clause.done)
      occasion(machine, 'iteration.no-close-after-end')
      return { completion: node.otherwise ? yield* evaluateBlock(scope, node.otherwise) : empty, broken: false }
    }
    machine.trace.push(`${node.text} ${show(machine, (next as { value?: unknown }).value)}`)
    const completion = yield* evaluateBlock(scope, node.body)
    if (completion.type === 'normal' || completion.type === 'continue') {
      reach(machine, clause.goesOn)
      continue
    }
    reach(machine, clause.leaves)
    if (!node.aclosing) {
      occasion(machine, 'iteration.break-leaves-open')
      if (!iterator.generator) iteratorLeftOpen(scope, completion)
    }
    const broken = completion.type === 'break'
    return { completion: broken ? empty : completion, broken }
  }
}

/**
 * `async with aclosing(source)`, when its body has ended.
 * @see https://docs.python.org/3/library/contextlib.html#contextlib.aclosing
 */
function* closing(scope: Scope, iterator: Iterator, body: Completion): Coroutine {
  const { machine, frame } = scope
  const left = yield* leave(scope, body, () => call(machine, frame, own => close(iterator, own)))
  return left.completion
}

function* close(iterator: Iterator, caller: Frame): Coroutine {
  const closed = yield* iterator.close(caller)
  return closed.type === 'throw' ? closed : empty
}

function openSource(scope: Scope, source: el.PythonSource): Iterator {
  const { machine } = scope
  switch (source.kind) {
    case 'generator':
      occasion(machine, 'generator.lazy-start')
      return fromGenerator(machine, makeGenerator(scope, source.routine))
    case 'shared':
      return fromGenerator(machine, lookUp(scope, source.variable) as PythonGenerator)
    case 'iterator':
      return scripted(machine, source)
  }
}

function fromGenerator(machine: PythonMachine, generator: PythonGenerator): Iterator {
  return {
    generator,
    next: caller => asend(machine, generator, caller, undefined),
    close: caller => aclose(machine, generator, caller),
  }
}

/** An iterator that is a class with `__anext__` and `aclose`, which record their calls. */
function scripted(machine: PythonMachine, source: el.PythonIterator): Iterator {
  let turn = 0
  return {
    generator: null,
    next: caller => call(machine, caller, frame => scriptedNext(machine, frame, source, turn++)),
    close: caller => call(machine, caller, frame => scriptedClose(machine, frame, source)),
  }
}

function* scriptedNext(machine: PythonMachine, frame: Frame, source: el.PythonIterator, turn: number): Coroutine {
  machine.trace.push(`${source.name} next`)
  const step = source.steps[turn]
  if (!step) return raisingNew(machine, frame, 'StopAsyncIteration')
  if (step.kind === 'fails') return raising(machine, frame, new ErrorValue(step.error))
  const passed = step.kind === 'later' ? yield* passCheckpoint(machine, frame, step.checkpoint) : empty
  return passed.type === 'throw' ? passed : normal(step.number)
}

function* scriptedClose(machine: PythonMachine, frame: Frame, source: el.PythonIterator): Coroutine {
  machine.trace.push(`${source.name} aclose`)
  const passed = source.checkpoint ? yield* passCheckpoint(machine, frame, source.checkpoint) : empty
  if (passed.type === 'throw') return passed
  return source.error ? raising(machine, frame, new ErrorValue(source.error)) : returning(undefined)
}
