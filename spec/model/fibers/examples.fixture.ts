import type { Dialect } from '../../dialects/dialect.ts'
import { structured } from '../../dialects/structured.ts'
import type { TaskAnswers, TaskDialect } from '../../dialects/tasks.ts'
import type { Block } from '../../program/fibers/ast.ts'
import * as f from './build.fixture.ts'

/** The dialect of the model's own campaigns, with these answers in place of its own. */
export const dialectWith = (answers: Partial<TaskAnswers>): Dialect => ({
  ...structured,
  tasks: { ...(structured.tasks as TaskDialect), ...answers },
})

/** Programs with structured concurrency, run FIFO, and what they must show. */
export const fiberExamples: readonly (readonly [
  title: string,
  main: Block,
  trace: string,
  answers?: Partial<TaskAnswers>,
])[] = [
  [
    'a spawned task is joined',
    [f.spawn([f.checkpoint, f.returns], f.join)],
    '> c1; task1 returns 1; main 1: 1; main returns',
  ],
  ['an unbegun task does nothing', [f.spawn([f.event], f.cancel)], 'main 2; main returns'],
  [
    'a cancellation releases what is held, and waits for that',
    [f.spawn([f.checkpoint, f.hold(0, 1, f.checkpoint)], f.checkpoint, f.cancel)],
    '> c1; a enter; a entered; > c4; a exit; > c3; > c2; a exited; task1 cancelled; main 1; main returns',
  ],
  [
    'the children end before their parent',
    [f.spawn([f.checkpoint]), f.checkpoint, f.checkpoint],
    '> c1; task1 returns; > c2; > c3; main returns',
  ],
  [
    'several side by side give their values in order',
    [f.all([f.checkpoint, f.returns], [f.returns])],
    'task2 returns 2; > c1; task1 returns 1; main 1: [1, 2]; main returns',
  ],
  [
    'a timeout cancels its body',
    [f.attempt([f.timeout(1, f.hold(0, 0, f.sleep(2)))], [f.event])],
    'a enter; a entered; a exit; a exited; main caught TimeoutError; main 1; main returns',
  ],
  [
    'a failing child ends its parent',
    [f.spawn([f.checkpoint, f.raise], f.attempt([f.ensure([f.checkpoint], [f.event])], [f.event]))],
    '> c1; task1 throws E1; main 1; main throws E1; > c2',
  ],
  [
    'a failing child is told to nobody',
    [f.spawn([f.checkpoint, f.raise], f.checkpoint, f.checkpoint)],
    '> c1; task1 throws E1; > c2; > c3; main returns',
    { childError: 'waits for a joiner' },
  ],
  [
    'a shield keeps a cancellation away',
    [f.spawn([f.shield(f.checkpoint, f.event), f.event], f.checkpoint, f.checkpoint, f.cancel)],
    '> c1; task1 1; task1 2; task1 returns; > c2; > c3; main 3; main returns',
  ],
  [
    'a child fails while the scope that it was made in is being left',
    [
      f.ensure(
        [f.spawn([f.checkpoint, f.checkpoint, f.raise], f.spawn([f.hold(0, 1, f.checkpoint)], f.checkpoint))],
        [f.event],
      ),
      f.checkpoint,
    ],
    'a enter; a entered; > c1; > c4; a exit; > c5; > c2; task1 throws E1; > c3; a exited; task2 cancelled; main 1; main throws E1',
    { blocks: 'scopes' },
  ],
  [
    'a child fails while the cleanup behind a failed body runs: the error of the body goes on',
    [f.spawn([f.checkpoint, f.raise], f.ensure([f.raise], [f.checkpoint]))],
    '> c1; task1 throws E1; > c2; main throws E2',
    { bodyErrorMeetsChildError: 'body' },
  ],
  [
    'a child fails while the cleanup behind a failed body runs: the error of the child goes on',
    [f.spawn([f.checkpoint, f.raise], f.ensure([f.raise], [f.checkpoint]))],
    '> c1; task1 throws E1; > c2; main throws E1',
    { bodyErrorMeetsChildError: 'child' },
  ],
]
