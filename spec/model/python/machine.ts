import type { Dialect } from '../../dialects/dialect.ts'
import type { Clause } from '../clauses.ts'
import { createMachine, type Machine, normative } from '../machine.ts'
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
}

export interface WaitingTask {
  readonly name: string
  readonly step: number
  readonly task: Task
}

export function createPythonMachine(dialect: Dialect, reached: (Clause | number)[] | null): PythonMachine {
  return {
    ...createMachine(dialect, reached, normative),
    ready: [],
    waiting: [],
    iterated: new Set(),
    finalising: new Set(),
    current: null,
  }
}
