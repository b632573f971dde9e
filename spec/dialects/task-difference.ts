import { createCounter } from '../grammar/count.ts'
import { sentenceAt } from '../grammar/number.ts'
import { runModel } from '../model/run.ts'
import type { FiberProgram } from '../program/fibers/ast.ts'
import type { Feature } from '../program/grammar.ts'
import { type Elaborated, elaborate, programGrammar } from '../program/program.ts'
import type { Schedule } from '../schedule/schedule.ts'
import type { Dialect } from './dialect.ts'
import { taskFields } from './task-questions.ts'
import type { TaskAnswers, TaskDialect } from './tasks.ts'

/** A library with structured concurrency: its name, and its dialect, which has `tasks`. */
export interface TaskSpeaker {
  readonly name: string
  readonly dialect: Dialect
}

/** The smallest case on which two libraries part because they answer a question differently. */
export interface TaskDifference {
  readonly field: keyof TaskAnswers
  readonly case: { readonly program: FiberProgram; readonly schedule: Schedule }
  readonly program: Elaborated
  /** What each must show, in the order in which the libraries were given. */
  readonly traces: readonly [readonly string[], readonly string[]]
}

/** The questions that two libraries answer differently. */
export const openTaskQuestions = ([one, other]: Pair): (keyof TaskAnswers)[] =>
  taskFields.filter(field => answersOf(one)[field] !== answersOf(other)[field])

type Pair = readonly [TaskSpeaker, TaskSpeaker]

/** How a question is asked of programs. */
interface Search {
  /** What they are made of: no more than it takes. */
  readonly features: readonly Feature[]
  /** Where given, each is a single statement of these kinds. */
  readonly focus?: readonly Feature[]
  /**
   * How a program shows the answer. `alone`: with the answer of the other to this question, and to nothing else, one of
   * the libraries would show what the other shows. `too`: one would show something else, though not that.
   */
  readonly by: 'alone' | 'too'
  /** FIFO unless given. */
  readonly schedule?: Schedule
}

const searches: Readonly<Partial<Record<keyof TaskAnswers, Search>>> = {
  acquisition: { features: ['checkpoint', 'hold', 'enter', 'spawn'], by: 'alone', schedule: [1] },
  cleanup: { features: ['checkpoint', 'hold', 'exit-waits', 'spawn'], by: 'alone' },
  cleanupErrors: { features: ['checkpoint', 'hold', 'exit-fails', 'spawn'], by: 'alone', schedule: [1] },
  joinCancelled: { features: ['checkpoint', 'spawn', 'cancel', 'join'], by: 'alone' },
  joinCancelledMeetsError: { features: ['hold', 'exit-fails', 'spawn', 'cancel', 'join'], by: 'alone' },
  childError: { features: ['checkpoint', 'raise', 'spawn'], by: 'alone' },
  children: { features: ['checkpoint', 'spawn'], by: 'alone' },
  // A library that cancels all at once has nobody left who could fail then.
  groupError: { features: ['checkpoint', 'raise', 'finally', 'all'], focus: ['all'], by: 'too' },
  blocks: { features: ['checkpoint', 'event', 'finally', 'spawn'], by: 'alone' },
}

/** Larger programs are not looked at. */
const largest = 8

/** Searches programs in order of size for one on which two libraries part because of a question. Gives those found. */
export function taskDifferences(pair: Pair): TaskDifference[] {
  return openTaskQuestions(pair).flatMap(field => {
    const search = searches[field]
    return search ? (smallest(field, search, pair) ?? []) : []
  })
}

function smallest(field: keyof TaskAnswers, search: Search, pair: Pair): TaskDifference | null {
  const { features, focus, by, schedule = [] } = search
  const counter = createCounter()
  const { programs, focused } = programGrammar('fibers', Object.fromEntries(features.map(name => [name, 1])))
  const grammar = focus ? focused(focus) : programs
  for (let size = 1; size <= largest; size++) {
    const count = counter.count(grammar, size)
    for (let index = 0n; index < count; index++) {
      const program = sentenceAt(counter, grammar, { size, index }) as unknown as FiberProgram
      const found = shownBy({ program, schedule }, field, by, pair)
      if (found) return found
    }
  }
  return null
}

function shownBy(
  one: TaskDifference['case'],
  field: keyof TaskAnswers,
  by: Search['by'],
  [first, second]: Pair,
): TaskDifference | null {
  const program = elaborate(one.program)
  const run = (dialect: Dialect): string | null => {
    const { trace, excluded } = runModel(program, one.schedule, dialect)
    return excluded ? null : trace.join('\n')
  }
  const mine = run(first.dialect)
  const theirs = mine === null ? null : run(second.dialect)
  if (mine === null || theirs === null || mine === theirs) return null
  const [turned, turnedBack] = [run(withAnswer(first, field, second)), run(withAnswer(second, field, first))]
  const shows =
    by === 'alone'
      ? turned === theirs || turnedBack === mine
      : (turned !== null && turned !== mine) || (turnedBack !== null && turnedBack !== theirs)
  return shows ? { field, case: one, program, traces: [mine.split('\n'), theirs.split('\n')] } : null
}

/** The dialect of a library with the answer of another one to a question. */
function withAnswer(speaker: TaskSpeaker, field: keyof TaskAnswers, from: TaskSpeaker): Dialect {
  return { ...speaker.dialect, tasks: { ...answersOf(speaker), [field]: answersOf(from)[field] } }
}

function answersOf({ dialect, name }: TaskSpeaker): TaskDialect {
  if (!dialect.tasks) throw new RangeError(`${name} does not say how its tasks behave.`)
  return dialect.tasks
}
