import type { Elaborated } from '../../spec/program/elaborated.ts'
import type { SubjectKind } from '../../spec/rules/rule.ts'
import { interpret } from '../drivers/interpreter.ts'
import { compile } from '../drivers/language.ts'
import type { Implementation, Language } from '../implementation/implementation.ts'
import type { ResolvedImplementation } from '../implementation/resolve.ts'
import type { Prepared, Subject } from './subject.ts'

/** Libraries may go through setImmediate, with silent turns in between; a compiled program uses nothing but promises. */
const turnsOfLibraries = 5

/** The subjects that an implementation brings, in the order of the keys of its definition. */
export function makeSubjects(implementation: ResolvedImplementation): Subject[] {
  const { dialect, language, bracket, disposableStack, exitStack } = implementation
  const contextOf = implementation.contextOf ?? null
  // Without contextOf nobody can see contexts: the model keeps none either.
  const seen = contextOf ? dialect : { ...dialect, errorContext: 'none' as const }
  const library = { dialect: seen, exact: false, turns: turnsOfLibraries, contextOf }
  const interpreted = (kind: SubjectKind): Subject => ({
    ...library,
    kind,
    prepare: async programs =>
      programs.map(program => ({ start: world => interpret(program, world, implementation as Implementation, kind) })),
  })
  const subjects: Subject[] = []
  if (language) {
    const exact = language.microtasks === 'exact'
    subjects.push({
      ...library,
      kind: 'language',
      exact,
      turns: 1,
      prepare: programs => prepareLanguage(language, programs),
    })
  }
  if (bracket) subjects.push(interpreted('bracket'))
  if (disposableStack) subjects.push(interpreted('disposableStack'))
  if (exitStack) subjects.push(interpreted('exitStack'))
  return subjects
}

/** One text for all; where that is refused, each by itself, to find the one that is to blame. */
async function prepareLanguage(language: Language, programs: readonly Elaborated[]): Promise<Prepared[]> {
  try {
    const mains = await compile(language, programs)
    if (mains.length === programs.length) return mains.map(start => ({ start }))
    if (programs.length === 1)
      return [{ refused: `${mains.length} programs came of one: the text does not register its program` }]
  } catch (thrown) {
    if (programs.length === 1) return [{ refused: firstLine(thrown) }]
  }
  const half = Math.ceil(programs.length / 2)
  return [
    ...(await prepareLanguage(language, programs.slice(0, half))),
    ...(await prepareLanguage(language, programs.slice(half))),
  ]
}

function firstLine(thrown: unknown): string {
  return (
    String(thrown instanceof Error ? thrown.message : thrown)
      .trim()
      .split('\n')[0]
      ?.trim() ?? ''
  )
}
