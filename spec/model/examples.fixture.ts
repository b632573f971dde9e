import type { Dialect } from '../dialects/dialect.ts'
import { ecmascript } from '../dialects/ecmascript.ts'
import { python } from '../dialects/python.ts'
import type { Block, Statement } from '../program/ast.ts'
import * as b from './build.fixture.ts'

/** A program for one clause, written by hand, with the trace that must be seen under the FIFO schedule. */
export interface Example {
  readonly title: string
  readonly dialect: Dialect
  readonly main: Block
  readonly trace: readonly string[]
}

const example = (title: string, main: Block, trace: readonly string[]): Example => ({
  title,
  dialect: ecmascript,
  main,
  trace,
})
const inPython = (title: string, main: Block, trace: readonly string[]): Example => ({
  title,
  dialect: python,
  main,
  trace,
})

const block = (...body: Block): Statement => ({ kind: 'labelled', body })

/** Runs a block beside a task that comes by an event after each of two awaits: shows how many awaits the block takes. */
const timed = (...body: Block): Block => {
  const tick = block(b.awaitUsing(b.nothing))
  return [
    {
      kind: 'concurrently',
      branches: [
        [tick, b.event, tick, b.event],
        [block(...body), b.event],
      ],
    },
  ]
}

const { disposable, ends, fails } = b

export const examples: readonly Example[] = [
  // Explicit resource management
  example(
    'resources are disposed of last first',
    [b.awaitUsing(disposable(ends), disposable(ends)), b.event],
    ['main 1', 'b exit', 'b exited', 'a exit', 'a exited', 'main returns'],
  ),
  example(
    'three errors nest, the newest outside',
    [b.awaitUsing(disposable(fails), disposable(fails)), b.raise],
    ['b exit', 'a exit', 'main throws SuppressedError(E1, SuppressedError(E2, E3))'],
  ),
  example(
    'an error of a disposer discards a pending return',
    [b.awaitUsing(disposable(fails)), b.returns('plain')],
    ['a exit', 'main throws E1'],
  ),
  example(
    'a failed enter exits what was entered',
    [b.awaitUsing(disposable(ends), b.failsToEnter, disposable(ends))],
    ['b enter', 'a exit', 'a exited', 'main throws E1'],
  ),
  example(
    'a refused resource exits what was entered',
    [b.awaitUsing(disposable(ends), b.refused), b.event],
    ['a exit', 'a exited', 'main throws TypeError'],
  ),
  example('a null resource owes an await', timed(b.awaitUsing(b.nothing)), [
    'task1 1',
    'task2 3',
    'task1 2',
    'task2 returns',
    'task1 returns',
    'main returns',
  ]),
  example('a null resource owes no await after one', timed(b.awaitUsing(disposable(ends), b.nothing)), [
    'c exit',
    'c exited',
    'task1 1',
    'task2 3',
    'task1 2',
    'task2 returns',
    'task1 returns',
    'main returns',
  ]),
  example('the await owed is paid before a sync resource', timed(b.using(b.sync(ends)), b.awaitUsing(b.nothing)), [
    'task1 1',
    'c exit',
    'c exited',
    'task2 3',
    'task1 2',
    'task2 returns',
    'task1 returns',
    'main returns',
  ]),
  example(
    'what a sync disposer returns is not awaited',
    [b.awaitUsing(b.sync({ checkpoints: 0, outcome: 'pending' })), b.event],
    ['main 1', 'a exit', 'main returns', '> c1'],
  ),
  example(
    'a null method is absent',
    [b.awaitUsing(disposable(ends, { methods: 'null-async', carrier: 'getter' }))],
    ['a get asyncDispose', 'a get dispose', 'a exit', 'a exited', 'main returns'],
  ),

  // Stacks
  example(
    'the first disposer is called before disposeAsync returns',
    [b.stack('loose', b.defer(ends), b.use(b.nothing), b.closeStack)],
    ['main 1: true', 'a exit', 'a exited', 'main 2', 'main returns'],
  ),
  example(
    'adopt gives its value back, and to the callback',
    [b.stack('held', b.adopt(ends))],
    ['main 1: 1', 'a exit 1', 'a exited', 'main returns'],
  ),
  example(
    'a stack that was closed refuses',
    [b.stack('loose', b.closeStack, b.defer(ends))],
    ['main 1', 'main throws ReferenceError'],
  ),
  example(
    'what was moved is disposed of by the new stack',
    [b.stack('held', b.defer(ends), b.move(b.event))],
    ['main 1', 'a exit', 'a exited', 'main returns'],
  ),
  example(
    'a stack that is closing refuses',
    [b.stack('held', b.register({ kind: 'reentrant', exit: ends }))],
    ['a exit', 'main throws ReferenceError'],
  ),
  example(
    'a bad receiver rejects',
    [b.stack('loose', b.tryCatch([b.closeBad], []))],
    ['main 1', 'main caught TypeError', 'main returns'],
  ),

  // Async generators
  example(
    'return before the start never runs the body',
    [b.open([b.event], b.close(), b.next)],
    ['main 2: done 1', 'main 3: done', 'main returns'],
  ),
  example(
    'throw before the start finishes',
    [b.open([b.event], b.tryCatch([b.throwInto], []), b.next)],
    ['main caught E1', 'main 3: done', 'main returns'],
  ),
  example(
    'a yield in a finally answers return(), and the generator lives on',
    [b.open([b.tryFinally([b.yields()], [b.yields(), b.event])], b.next, b.close(), b.next)],
    ['main 2: 1', 'main 3: 2', 'gen1 1', 'main 4: done 3', 'main returns'],
  ),
  example(
    'no catch sees a closing',
    [b.open([b.tryFinally([b.tryCatch([b.yields()], [b.event])], [b.event])], b.next, b.close())],
    ['main 3: 1', 'gen1 2', 'main 4: done 2', 'main returns'],
  ),
  example(
    'an error of a finally replaces the closing',
    [b.open([b.tryFinally([b.yields()], [b.raise])], b.next, b.tryCatch([b.close()], []))],
    ['main 1: 1', 'main caught E1', 'main returns'],
  ),
  example(
    'the rejected argument of return is thrown at the yield',
    [b.open([b.tryCatch([b.yields()], [b.event])], b.next, b.close('rejected'))],
    ['main 2: 1', 'gen1 caught E1', 'gen1 1', 'main 3: done', 'main returns'],
  ),
  example(
    'the rejected operand of a yield is thrown there',
    [b.open([b.tryCatch([b.yields('rejected')], [b.yields()])], b.next)],
    ['gen1 caught E1', 'main 1: 1', 'main returns'],
  ),
  example(
    'requests are queued',
    [
      b.open(
        [b.yields(), b.checkpoint, b.yields()],
        b.burst(b.nextCall, b.nextCall, b.returnCall('plain'), b.nextCall),
      ),
    ],
    ['main 1: 1', '> c1', 'main 2: 2', 'main 3: done 3', 'main 4: done', 'main returns'],
  ),
  example('a request of its own is queued behind itself', [b.open([b.next], b.next)], ['main hangs']),

  // Delegation
  example(
    'what is sent reaches the inner generator',
    [
      b.open([b.delegate(b.generator(b.yieldsRecorded, b.returns('plain')))], b.next, {
        kind: 'request',
        generator: 0,
        calls: [{ kind: 'next', value: 'plain' }],
      }),
    ],
    ['main 3: 1', 'gen2 1: 3', 'gen1 2: 2', 'main 4: done', 'main returns'],
  ),
  example(
    'an inner iterator without throw is closed',
    [b.open([b.delegate(b.iterator(['value'], 'answers'))], b.next, b.throwInto)],
    ['it1 next undefined', 'main 2: 1', 'it1 return', 'main throws TypeError'],
  ),
  example(
    'an error of that close goes on in its place',
    [b.open([b.delegate(b.iterator(['value'], 'rejects'))], b.next, b.throwInto)],
    ['it1 next undefined', 'main 2: 1', 'it1 return', 'main throws E1'],
  ),
  example(
    'an inner iterator without return: the generator returns',
    [b.open([b.delegate(b.iterator(['value'], 'absent'))], b.next, b.close('pending'))],
    ['it1 next undefined', 'main 2: 1', '> c1', 'main 3: done c1', 'main returns'],
  ),
  // V8 hands the reason on by next() here.
  example(
    'the rejected argument of return is thrown into an inner iterator',
    [b.open([b.delegate(b.iterator(['value'], 'answers'))], b.next, b.close('rejected'))],
    ['it1 next undefined', 'main 2: 1', 'it1 return', 'main throws TypeError'],
  ),

  // Loops
  example(
    'break closes, and waits for it',
    [b.forAwait(b.iterator(['value'], 'later'), b.leave), b.event],
    ['it1 next', 'main 1: 1', 'it1 return', '> c1', 'main 2', 'main returns'],
  ),
  example(
    'the error of the body wins',
    [b.forAwait(b.iterator(['value'], 'rejects'), b.raise)],
    ['it1 next', 'main 1: 1', 'it1 return', 'main throws E2'],
  ),
  example(
    'the error of a close surfaces',
    [b.forAwait(b.iterator(['value'], 'throws'), b.leave)],
    ['it1 next', 'main 1: 1', 'it1 return', 'main throws E1'],
  ),
  example(
    'a close that answers no object',
    [b.forAwait(b.iterator(['value'], 'not an object'), b.leave)],
    ['it1 next', 'main 1: 1', 'it1 return', 'main throws TypeError'],
  ),
  example(
    'a source that fails is not closed',
    [b.forAwait(b.iterator(['rejects'], 'answers'))],
    ['it1 next', 'main throws E1'],
  ),
  example(
    'the inner loop is closed first',
    [
      b.forAwait(
        b.iterator(['value'], 'later'),
        b.forAwait(b.iterator(['value'], 'later'), {
          kind: 'break',
          levels: 1,
        }),
      ),
    ],
    ['it1 next', 'main 1: 1', 'it2 next', 'main 2: 2', 'it2 return', '> c2', 'it1 return', '> c1', 'main returns'],
  ),
  example(
    'a rejected value closes its sync source',
    [b.forAwait(b.syncIterator(['rejected'], 'answers'))],
    ['it1 next', 'it1 return', 'main throws E1'],
  ),
  example(
    'a close of that source which throws is dropped',
    [b.forAwait(b.syncIterator(['rejected'], 'throws'))],
    ['it1 next', 'it1 return', 'main throws E1'],
  ),
  example(
    'a sync source under yield* has no throw',
    [b.open([b.delegate(b.syncIterator(['value'], 'throws'))], b.next, b.throwInto)],
    ['it1 next undefined', 'main 2: 1', 'it1 return', 'main throws E1'],
  ),
  example(
    'a sync source under yield* is closed by throw()',
    [b.open([b.delegate(b.syncIterator(['value'], 'answers'))], b.next, b.throwInto)],
    ['it1 next undefined', 'main 2: 1', 'it1 return', 'main throws TypeError'],
  ),
  example(
    'a sync source under yield* whose close answers no object',
    [b.open([b.delegate(b.syncIterator(['value'], 'not an object'))], b.next, b.throwInto)],
    ['it1 next undefined', 'main 2: 1', 'it1 return', 'main throws TypeError'],
  ),
  example(
    'a throw() is forwarded to the inner generator',
    [b.open([b.delegate(b.generator(b.tryCatch([b.yields()], [b.yields()])))], b.next, b.throwInto)],
    ['main 2: 1', 'gen2 caught E1', 'main 3: 2', 'main returns'],
  ),
  example(
    'continue of an outer loop closes the inner one',
    [b.repeat(1, b.forAwait(b.iterator(['value'], 'answers'), { kind: 'continue', levels: 1 }))],
    ['it1 next', 'main 1: 1', 'it1 return', 'main returns'],
  ),

  // Brackets and stacks of Python's shape
  inPython(
    'an exit sees the error that replaced the one of the body',
    [b.held([b.manager('ends'), b.manager('fails')], b.raise)],
    [
      'a enter',
      'a entered',
      'b enter',
      'b entered',
      'main 1: 2',
      'b exit E2',
      'a exit E1 <- E2',
      'a exited',
      'main throws E1 <- E2',
    ],
  ),
  inPython(
    'an inner exit suppresses',
    [b.held([b.manager('ends'), b.manager('truthy')], b.raise), b.event],
    [
      'a enter',
      'a entered',
      'b enter',
      'b entered',
      'main 1: 2',
      'b exit E1',
      'b exited',
      'a exit',
      'a exited',
      'main 2: undefined',
      'main 3',
      'main returns',
    ],
  ),
  inPython(
    'a truthy result without an error changes nothing',
    [b.held([b.manager('truthy')], b.returns('plain'))],
    ['a enter', 'a entered', 'main 1: 1', 'a exit', 'a exited', 'main 2: 2', 'main returns'],
  ),
  inPython(
    'a stack behaves as nested statements',
    [b.stack('held', b.push('ends'), b.push('truthy'), b.push('fails'), b.raise), b.event],
    ['c exit E2', 'b exit E1 <- E2', 'b exited', 'a exit', 'a exited', 'main 4', 'main returns'],
  ),
  inPython(
    'a callback cannot suppress',
    [b.stack('held', b.register({ kind: 'callback', exit: { checkpoints: 0, outcome: 'truthy' } }), b.raise)],
    ['a exit', 'a exited', 'main throws E1'],
  ),
]
