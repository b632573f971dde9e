import { createCounter } from '../grammar/count.ts'
import { sentenceAt } from '../grammar/number.ts'
import { type Prediction, runModel } from '../model/run.ts'
import type * as statements from '../program/ast.ts'
import type { Feature } from '../program/grammar.ts'
import { type Elaborated, elaborate, type Program, programGrammar } from '../program/program.ts'
import { counterpart } from '../program/python/counterpart.ts'
import type { Dialect } from './dialect.ts'
import { ecmascript } from './ecmascript.ts'
import { python } from './python.ts'
import { type QuestionField, questionFields, questions } from './questions.ts'

/** The smallest program on which Python and ECMAScript part because they answer a question differently. */
export interface DialectDifference {
  readonly field: QuestionField
  readonly python: Side
  readonly ecmascript: Side
}

/** One of the two: the program, and what it must show. */
export interface Side {
  readonly program: Elaborated
  readonly trace: readonly string[]
}

/** The questions that the two answer differently. */
export const openQuestions: readonly QuestionField[] = questionFields.filter(
  field => python[field] !== ecmascript[field],
)

/** How a question is asked of programs. */
interface Search {
  /** What the programs are made of: features that both languages have, and no more than it takes. */
  readonly features: readonly Feature[]
  /**
   * How a program shows the answer. `flipped`: with the other answer, the model of Python shows another trace. `parting`:
   * where the two languages part, a rule about the question has its occasion.
   */
  readonly by: 'flipped' | 'parting'
}

const searches: Readonly<Partial<Record<QuestionField, Search>>> = {
  exitSees: { features: ['raise', 'async-with'], by: 'flipped' },
  exitSuppresses: { features: ['raise', 'async-with', 'exit-truthy'], by: 'flipped' },
  exitErrorMeetsError: { features: ['raise', 'async-with', 'exit-fails'], by: 'parting' },
  errorContext: { features: ['raise', 'catch'], by: 'flipped' },
  registerWhileClosing: { features: ['stack', 'stack-reentrant'], by: 'parting' },
  closedStack: { features: ['stack', 'stack-loose', 'stack-callback', 'stack-close'], by: 'parting' },
  concurrentRequests: { features: ['open', 'ask'], by: 'parting' },
  closeSignal: { features: ['catch', 'catch-everything', 'yield', 'open', 'ask', 'ask-close'], by: 'parting' },
  yieldWhileClosing: { features: ['finally', 'yield', 'open', 'ask', 'ask-close'], by: 'flipped' },
  throwAfterEnd: { features: ['event', 'open', 'ask', 'ask-throw', 'ask-close'], by: 'flipped' },
  leavingLoopCloses: { features: ['event', 'break', 'finally', 'yield', 'loop-generator'], by: 'parting' },
  closeErrorMeetsError: { features: ['raise', 'loop-iterator', 'iterator-faults', 'aclosing'], by: 'parting' },
}

/** Larger programs are not looked at. */
const largest = 6

/** Searches programs in order of size, FIFO, for one that shows the answer to each question. Gives those that are found. */
export function dialectDifferences(): DialectDifference[] {
  return openQuestions.flatMap(field => {
    const search = searches[field]
    return search ? (smallest(field, search) ?? []) : []
  })
}

function smallest(field: QuestionField, { features, by }: Search): DialectDifference | null {
  const counter = createCounter()
  const weights = Object.fromEntries(features.map(feature => [feature, 1]))
  const grammar = programGrammar('python', weights).programs
  for (let size = 1; size <= largest; size++) {
    const count = counter.count(grammar, size)
    for (let index = 0n; index < count; index++) {
      const program = sentenceAt(counter, grammar, { size, index }) as unknown as statements.Program
      const found = shownBy(program, field, by)
      if (found) return found
    }
  }
  return null
}

/** The two sides of a program, if it shows the answer to the question. */
function shownBy(program: statements.Program, field: QuestionField, by: Search['by']): DialectDifference | null {
  const other = counterpart(program)
  if (!other) return null
  const own = side(program, python)
  const shows = by === 'flipped' ? isFlipped(own, field) : null
  if (shows === false) return null
  const theirs = side(other, ecmascript)
  const parts = parting(own.prediction.trace, theirs.prediction.trace, field === 'exitSees')
  if (!parts) return null
  const rules = new Set([...rulesAt(own.prediction, parts[0]), ...rulesAt(theirs.prediction, parts[1])])
  if (!shows && !questions[field].rules.some(rule => rules.has(rule))) return null
  return { field, python: shown(own), ecmascript: shown(theirs) }
}

/** With the answer that ECMAScript gives to this question, and to no other, Python would show another trace. */
function isFlipped({ program, prediction }: Run, field: QuestionField): boolean {
  const dialect = { ...python, [field]: ecmascript[field] }
  return runModel(program, [], dialect).trace.join('\n') !== prediction.trace.join('\n')
}

interface Run {
  readonly program: Elaborated
  readonly prediction: Prediction
}

function side(program: Program, dialect: Dialect): Run {
  const elaborated = elaborate(program)
  return { program: elaborated, prediction: runModel(elaborated, [], dialect) }
}

const shown = ({ program, prediction }: Run): Side => ({ program, trace: prediction.trace })

function rulesAt({ occasions }: Prediction, at: number): unknown[] {
  return occasions.filter((_, i) => i % 2 === 0 && occasions[i + 1] === at)
}

/** Where two traces part, as an index in each; null where they do not. */
function parting(a: readonly string[], b: readonly string[], exitsTold: boolean): readonly [number, number] | null {
  let [i, j] = [0, 0]
  for (;;) {
    while (isTold(a[i])) i++
    while (isTold(b[j])) j++
    const [one, other] = [a[i], b[j]]
    if (one === undefined && other === undefined) return null
    if (one === undefined || other === undefined) return [i, j]
    if (comparable(one, exitsTold) !== comparable(other, exitsTold)) return [i, j]
    i++
    j++
  }
}

/** That a resource is being entered is told by every manager in Python, and in ECMAScript only by those that wait. */
function isTold(event: string | undefined): boolean {
  return event !== undefined && / enter(ed)?$/.test(event)
}

/**
 * How a value, an answer or the end of an iteration is written is not what the two differ by here, and neither, but where
 * that is asked, is what an exit is told.
 */
function comparable(event: string, exitsTold: boolean): string {
  const plain = event
    .replace(/^(\S+ \d+):? (?!throws).*$/, '$1')
    .replace(/:$/, '')
    // The name that an iterator is closed by.
    .replace(/^(it\d+) aclose$/, '$1 return')
  return exitsTold ? plain : plain.replace(/^(\S+ exit) .*$/, '$1')
}
