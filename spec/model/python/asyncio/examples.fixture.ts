import type { Dialect } from '../../../dialects/dialect.ts'
import { python, pythonOf } from '../../../dialects/python.ts'
import type { Block } from '../../../program/ast.ts'
import type { Schedule } from '../../../schedule/schedule.ts'
import * as b from '../../build.fixture.ts'
import * as p from '../build.fixture.ts'
import * as t from './build.fixture.ts'

/** A program about tasks, written by hand, with the trace that CPython shows of it. */
export interface TaskExample {
  readonly title: string
  readonly main: Block
  readonly trace: readonly string[]
  readonly schedule: Schedule
  /** 3.11 and 3.12, or 3.13 and later. */
  readonly dialect: Dialect
}

const example = (title: string, main: Block, trace: string, more: Partial<TaskExample> = {}): TaskExample => ({
  title,
  main,
  trace: trace.split('; '),
  schedule: [],
  dialect: python,
  ...more,
})

const waits = p.manager('ends', { exit: { checkpoints: 1, outcome: 'ends' } })
const slowToEnter = p.manager('ends', { enter: { checkpoints: 1, outcome: 'entered' } })

const interruptedClose = [
  b.open(
    [b.tryFinally([b.yields()], [b.checkpoint])],
    p.anext,
    p.excepts([t.timeout(1, p.ask({ kind: 'aclose' }, false))], []),
    p.anext,
    p.aclose,
    p.athrow,
  ),
]

export const taskExamples: readonly TaskExample[] = [
  // Cancelling
  example(
    'a cancellation passes the exits, innermost first',
    [t.interrupt([p.held([p.manager('ends'), p.manager('ends')], b.checkpoint)])],
    'a enter; a entered; b enter; b entered; task1 1: 1 2; main 2: True; b exit CancelledError; b exited; ' +
      'a exit CancelledError; a exited; main returns; task1 cancelled',
  ),
  example(
    'a task that has not started never does',
    [t.spawn([b.event], t.cancel, t.cancel), b.checkpoint],
    'main 2: True; main 3: True; task1 cancelled; > c1; main returns',
  ),
  example(
    'a cancellation in an enter',
    [t.interrupt([p.held([p.manager('ends'), slowToEnter], b.event)])],
    'a enter; a entered; b enter; main 3: True; a exit CancelledError; a exited; main returns; task1 cancelled',
  ),
  example(
    'a cancellation in an exit',
    [t.interrupt([p.held([p.manager('ends'), waits], b.raise)])],
    'a enter; a entered; b enter; b entered; task1 1: 1 2; b exit E1; main 2: True; ' +
      'a exit CancelledError <- E1; a exited; main returns; task1 cancelled',
  ),
  example(
    'one request interrupts one wait',
    [t.interrupt([p.held([waits], b.checkpoint)])],
    'a enter; a entered; task1 1: 1; main 2: True; a exit CancelledError; main returns; > c1; a exited; task1 cancelled',
  ),
  example(
    'a second request interrupts the cleanup',
    [t.interrupt([p.held([waits], b.checkpoint)], t.sleep(0), t.cancel)],
    'a enter; a entered; task1 1: 1; main 2: True; a exit CancelledError; main 3: True; main returns; task1 cancelled',
  ),
  example(
    'a task can refuse',
    [t.interrupt([p.excepts([b.checkpoint], [b.event], 'CancelledError'), b.returns('plain')], t.join)],
    'main 2: True; task1 caught CancelledError; task1 1; task1 returns 1; main 3: 1; main returns',
  ),
  example(
    'an exit can refuse for it',
    [t.interrupt([p.held([p.manager('truthy')], b.checkpoint), b.event])],
    'a enter; a entered; task1 1: 1; main 3: True; a exit CancelledError; a exited; task1 2; main returns; task1 returns',
  ),
  example(
    'a task that has cancelled itself, and returns, has been cancelled',
    [t.cancelSelf, b.event],
    'main 1: True; main 2; main cancelled',
  ),
  example(
    'whoever waits for a task takes it along',
    [t.spawn([b.tryFinally([b.checkpoint], [b.event])], t.interrupt([t.join])), b.event],
    'main 3: True; main 4; task1 1; main returns; task1 cancelled; task2 cancelled',
  ),
  example(
    'the error of a shield comes at once, the task goes on',
    [t.spawn([b.checkpoint], t.interrupt([t.shield]))],
    'main 2: True; main returns; task2 cancelled; > c1; task1 returns',
  ),
  example(
    'what handles an error around a wait is linked when a cancellation leaves it',
    [t.interrupt([p.excepts([b.raise], [p.held([p.manager('ends')], b.checkpoint)])])],
    'task1 caught E1; a enter; a entered; task1 1: 1; main 2: True; a exit CancelledError <- E1; a exited; ' +
      'main returns; task1 cancelled',
  ),

  example(
    'a generator whose closing is cancelled is taken to be running',
    interruptedClose,
    'main 1: 1; > clock 1; main caught TimeoutError from CancelledError <- GeneratorExit; ' +
      'main 3: throws RuntimeError; main 4: None; main 5: None; main returns',
    { schedule: [1] },
  ),
  example(
    'a generator whose closing is cancelled has finished, since 3.13',
    interruptedClose,
    'main 1: 1; > clock 1; main caught TimeoutError from CancelledError <- GeneratorExit; ' +
      'main 3: throws StopAsyncIteration; main 4: None; main 5: None; main returns',
    { schedule: [1], dialect: pythonOf('3.13') },
  ),

  // Gathering
  example(
    'results are in the order of the arguments',
    [t.gather([b.checkpoint, b.returns('plain')], [b.returns('plain')])],
    'task2 returns 2; > c1; task1 returns 1; main 1: [1, 2]; main returns',
  ),
  example(
    'the first error is raised at once, and the others go on',
    [t.gather([b.checkpoint], [b.raise])],
    'task2 throws E1; main throws E1; > c1; task1 returns',
  ),
  example(
    'errors as results',
    [t.gatherOutcomes([b.returns('none')], [b.raise], [t.cancelSelf])],
    'task3 1: True; task1 returns; task2 throws E1; task3 cancelled; main 2: [None, E1, CancelledError]; main returns',
  ),

  // Groups
  example(
    'a group waits, also for what a child adds to it',
    [t.group(t.child([t.child([b.checkpoint])])), b.event],
    'task1 returns; > c1; task2 returns; main 1; main returns',
  ),
  example(
    'a failure cancels the siblings and the body; errors are in the order of the ends, that of the body last',
    [
      t.group(
        t.child([b.tryFinally([b.checkpoint], [b.raise])]),
        t.child([b.checkpoint, b.raise]),
        b.tryFinally([b.checkpoint], [b.raise]),
      ),
    ],
    '> c2; task2 throws E2; task1 throws E1 <- CancelledError; ' +
      'main throws ExceptionGroup(E2, E1 <- CancelledError, E3 <- CancelledError) <- E3 <- CancelledError',
    { schedule: [1] },
  ),
  example(
    'a child that is merely cancelled is no failure',
    [t.group(t.child([b.checkpoint], t.sleep(0), t.cancel)), b.event],
    'main 1: True; task1 cancelled; main 2; main returns',
  ),
  example(
    'a group that has ended takes no task',
    [t.group(t.spawn([b.checkpoint, t.child([b.event])])), b.event],
    'main 2; main returns; > c1; task1 throws RuntimeError',
  ),
  example(
    'a group that is ending with an error takes none either',
    [t.group(t.child([b.tryFinally([b.checkpoint], [t.child([b.event])])], t.sleep(0), b.raise))],
    'task1 throws RuntimeError <- CancelledError; main throws ExceptionGroup(RuntimeError <- CancelledError, E1) <- E1',
  ),
  example(
    'a child fails when the task of its group has ended',
    [t.spawn([p.asyncFor(p.generator(t.group(t.child([b.checkpoint, b.raise]), b.yields())), [b.leave])]), b.event],
    'main 2; task1 1: 1; main returns; task1 returns; > c1; task2 throws E1',
  ),
  example(
    'what has been asked for twice is asked for again',
    [
      t.spawn(
        [p.excepts([t.group(t.child([b.tryFinally([b.checkpoint], [b.raise])]), b.checkpoint)], []), b.checkpoint],
        t.sleep(0),
        t.sleep(0),
        t.cancel,
      ),
    ],
    'main 1: True; main returns; task2 throws E1 <- CancelledError; ' +
      'task1 caught ExceptionGroup(E1 <- CancelledError) <- CancelledError; task1 cancelled',
    { dialect: pythonOf('3.13') },
  ),

  // Time
  example(
    'a timeout',
    [t.timeout(1, p.held([waits], b.checkpoint))],
    'a enter; a entered; main 1: 1; > clock 1; a exit CancelledError; > c1; a exited; ' +
      'main throws TimeoutError from CancelledError',
    { schedule: [1] },
  ),
  example(
    'a timeout that was merely around',
    [t.interrupt([t.timeout(1, b.checkpoint)])],
    'main 1: True; main returns; task1 cancelled',
  ),
  example(
    'the outer one is the earlier one',
    [t.timeout(1, p.excepts([t.timeout(2, t.sleep(3))], [])), b.event],
    '> clock 1; main throws TimeoutError from CancelledError',
  ),
  example(
    'a generator that yields in a timeout, and whose consumer is hit',
    [p.asyncFor(p.generator(t.timeout(1, p.excepts([b.yields()], [], 'BaseException'))), [t.sleep(2)])],
    'main 1: 1; > clock 1; main cancelled',
  ),
  example(
    'what is set to one time happens in the order of setting',
    [t.gather([t.sleep(2), b.event], [t.sleep(1), b.event], [t.sleep(2), b.event])],
    '> clock 1; task2 2; task2 returns; > clock 2; task1 1; task3 3; task1 returns; task3 returns; ' +
      'main 4: [None, None, None]; main returns',
  ),
]
