import type { ElaboratedPipeline } from '../../spec/program/pipeline/elaborated.ts'
import type { Elaborated } from '../../spec/program/program.ts'
import type { SubjectKind } from '../../spec/rules/rule.ts'
import { runFibers } from '../drivers/fibers.ts'
import { interpret } from '../drivers/interpreter.ts'
import { compile, textFor } from '../drivers/language.ts'
import { runPipeline } from '../drivers/operators.ts'
import { evaluate } from '../drivers/python.ts'
import type { Implementation, Language } from '../implementation/implementation.ts'
import type { ResolvedImplementation } from '../implementation/resolve.ts'
import { isClient, isFetching, subjectsOf } from '../implementation/subjects.ts'
import { operationsOf } from '../implementation/tasks.ts'
import { clientSubject, fetchingSubject } from './fetching.ts'
import { observeInProcess, type Prepare, type Prepared } from './in-process.ts'
import type { Subject } from './subject.ts'

/** Captured before anything under test can replace it. */
const nextTurn = setImmediate

/** Libraries may go through setImmediate, with silent turns in between; a compiled program uses nothing but promises. */
const turnsOf = { language: 1, library: 5 }

/** The subjects that an implementation brings, in the order of the keys of its definition. */
export function makeSubjects(implementation: ResolvedImplementation): Subject[] {
  const { dialect, language, bracket, disposableStack, exitStack, tasks, operators, fetchAll, client, fetching } =
    implementation
  const contextOf = implementation.contextOf ?? null
  // Without contextOf nobody can see contexts: the model keeps none either.
  const contexts = contextOf ? dialect : { ...dialect, errorContext: 'none' as const }
  const seen = tasks ? { ...contexts, tasks: { ...tasks.answers, operations: operationsOf(tasks) } } : contexts
  const interpreted = (kind: SubjectKind): Subject => {
    const prepare: Prepare = async programs =>
      programs.map(program => ({ start: world => interpret(program, world, implementation as Implementation, kind) }))
    const options = { contextOf, turns: turnsOf.library }
    return { kind, dialect: seen, exact: false, observe: cases => observeInProcess(prepare, cases, options) }
  }
  const subjects: Subject[] = []
  if (language?.syntax === 'ecmascript') {
    const prepare: Prepare = programs => prepareLanguage(language, programs)
    const options = { contextOf, turns: turnsOf.language }
    subjects.push({
      kind: 'language',
      dialect: seen,
      exact: language.microtasks === 'exact',
      observe: cases => observeInProcess(prepare, cases, options),
      textOf: async programs => language.lower(textFor(programs)),
    })
  }
  if (language?.syntax === 'python') {
    // Which task goes next is the driver's to say, and it says what the model does.
    subjects.push({ kind: 'python', dialect, exact: true, observe: cases => evaluate(language, cases) })
  }
  if (bracket) subjects.push(interpreted('bracket'))
  if (disposableStack) subjects.push(interpreted('disposableStack'))
  if (exitStack) subjects.push(interpreted('exitStack'))
  if (tasks) {
    const prepare: Prepare = async programs =>
      programs.map(program =>
        program.form === 'fibers'
          ? { start: world => runFibers(program, world, tasks) }
          : { refused: 'a program of another form' },
      )
    const options = { contextOf, turns: turnsOf.library }
    subjects.push({
      kind: 'tasks',
      dialect: seen,
      exact: false,
      observe: cases => observeInProcess(prepare, cases, options),
    })
  }
  if (operators) {
    const prepare: Prepare = async programs =>
      programs.map(program => ({ start: world => runPipeline(program as ElaboratedPipeline, world, operators) }))
    const options = { contextOf: null, turns: turnsOf.library }
    subjects.push({
      kind: 'operators',
      dialect,
      exact: false,
      observe: cases => observeInProcess(prepare, cases, options),
    })
  }
  for (const kind of subjectsOf(implementation)) {
    if (fetchAll && isFetching(kind)) subjects.push(fetchingSubject(kind, seen, fetchAll, fetching))
    if (client && isClient(kind)) subjects.push(clientSubject(kind, seen, client))
  }
  return subjects
}

/**
 * One text for all; where that is refused, parts of about its square root, and of those that are refused each program by
 * itself, to find the ones that are to blame: halves would have most of the programs compiled once more for each of
 * them. A compiler may take seconds for a text: the process gives a sign of life between two.
 */
async function prepareLanguage(language: Language, programs: readonly Elaborated[]): Promise<Prepared[]> {
  await new Promise(nextTurn)
  try {
    const mains = await compile(language, programs)
    if (mains.length === programs.length) return mains.map(start => ({ start }))
    if (programs.length === 1)
      return [{ refused: `${mains.length} programs came of one: the text does not register its program` }]
  } catch (thrown) {
    if (programs.length === 1) return [{ refused: firstLine(thrown) }]
  }
  const step = programs.length > 16 ? Math.ceil(Math.sqrt(programs.length)) : 1
  const prepared: Prepared[] = []
  for (let at = 0; at < programs.length; at += step) {
    prepared.push(...(await prepareLanguage(language, programs.slice(at, at + step))))
  }
  return prepared
}

function firstLine(thrown: unknown): string {
  return (
    String(thrown instanceof Error ? thrown.message : thrown)
      .trim()
      .split('\n')[0]
      ?.trim() ?? ''
  )
}
