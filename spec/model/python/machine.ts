import type { Dialect } from '../../dialects/dialect.ts'
import type { Clause } from '../clauses.ts'
import { createMachine, type Machine, normative } from '../machine.ts'
import type { Loop } from './asyncio/loop.ts'
import type { PythonGenerator } from './generator.ts'
import type { Task } from './task.ts'

/** The state of one run of a program in Python. */
export interface PythonMachine extends Machine {
  /** Tasks that can go on, in the order in which they could. */
  readonly ready: Task[]
  readonly waiting: WaitingTask[]
  /** Every generator that has been asked for something, in that order: the first request tells the hooks of it. */
  readonly iterated: Set<PythonGenerator>
  /** Those that were abandoned, and that a task is to close. */
  readonly finalising: Set<PythonGenerator>
  /** The task whose step this is. */
  current: Task | null
  /** What runs the tasks of a program that has cancellation, groups or time; null where nothing but checkpoints is waited for. */
  readonly loop: Loop | null
  /** Counts the steps of tasks of the loop. */
  moves: number
  /** The number of this step if the task goes on with an error, else 0: frames that are older were thrown into. */
  cut: number
}

export interface WaitingTask {
  readonly name: string
  readonly step: number
  readonly task: Task
}

export function createPythonMachine(
  dialect: Dialect,
  reached: (Clause | number)[] | null,
  loop: Loop | null,
): PythonMachine {
  return {
    ...createMachine(dialect, reached, normative),
    ready: [],
    waiting: [],
    iterated: new Set(),
    finalising: new Set(),
    current: null,
    loop,
    moves: 0,
    cut: 0,
  }
}
