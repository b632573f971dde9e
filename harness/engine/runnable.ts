import { elaborate } from '../../spec/program/program.ts'
import type { Case } from '../campaign/cases.ts'
import type { Subject } from '../subjects/subject.ts'
import { defectsMetBy } from './defects.ts'

/** Cases as they can be run: those of one group side by side. */
export interface Runnable<One extends Case> {
  readonly plain: readonly One[]
  /**
   * Cases that would end the process if the engine ran them as they stand, but for what the compiler makes of them.
   * A compiler may well refuse what no engine can run, so that they are better compiled by themselves.
   */
  readonly compiled: readonly One[]
}

/**
 * Leaves out what cannot be run because of the engine beneath: the programs that would end the process, and where it is
 * the engine that is checked, all that meet one of its known defects, of which it is told by itself.
 */
export async function runnable<One extends Case>(subject: Subject, cases: readonly One[]): Promise<Runnable<One>> {
  if (subject.kind !== 'language') return { plain: cases, compiled: [] }
  const plain: One[] = []
  const doubtful: Doubtful<One>[] = []
  for (const one of cases) {
    const met = defectsMetBy(one, ['fatal', 'wrong'])
    const fatal = met.filter(({ effect }) => effect === 'fatal')
    if (fatal.length === 0) {
      if (!subject.exact || met.length === 0) plain.push(one)
    } else if (!subject.exact && fatal.every(({ inText }) => inText)) {
      doubtful.push({ one, fatal: fatal.flatMap(({ inText }) => inText ?? []) })
    }
  }
  return { plain, compiled: await harmless(subject, doubtful) }
}

/** A case that ends the process if the text that a compiler makes of it has one of these. */
interface Doubtful<One> {
  readonly one: One
  readonly fatal: readonly RegExp[]
}

/** Those of which a compiler makes what the engine can run: all in one text first, as compilers mostly agree with themselves. */
async function harmless<One extends Case>(subject: Subject, doubtful: readonly Doubtful<One>[]): Promise<One[]> {
  const all = doubtful.map(({ one }) => one)
  const whole = all.length > 1 ? await textOf(subject, all) : null
  const hurts = (text: string, { fatal }: Doubtful<One>): boolean => fatal.some(inText => inText.test(text))
  if (whole !== null && !doubtful.some(each => hurts(whole, each))) return all
  const kept: One[] = []
  // What is refused hurts nobody: it is told of where it is compiled to be run.
  for (const each of doubtful) if (!hurts((await textOf(subject, [each.one])) ?? '', each)) kept.push(each.one)
  return kept
}

/** What a compiler makes of programs, in one text; null if it refuses it. */
async function textOf({ textOf: compile }: Subject, cases: readonly Case[]): Promise<string | null> {
  try {
    return (await compile?.(cases.map(({ program }) => elaborate(program)))) ?? null
  } catch {
    return null
  }
}
