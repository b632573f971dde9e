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
  const compiled: One[] = []
  for (const one of cases) {
    const met = defectsMetBy(one, ['fatal', 'wrong'])
    const fatal = met.filter(({ effect }) => effect === 'fatal')
    if (fatal.length === 0) {
      if (!subject.exact || met.length === 0) plain.push(one)
    } else if (!subject.exact && fatal.every(({ inText }) => inText)) {
      const text = await textOf(subject, one)
      if (!fatal.some(({ inText }) => inText?.test(text))) compiled.push(one)
    }
  }
  return { plain, compiled }
}

/** What a compiler makes of a program; nothing if it refuses it. */
async function textOf({ textOf: compile }: Subject, { program }: Case): Promise<string> {
  try {
    return (await compile?.(elaborate(program))) ?? ''
  } catch {
    return ''
  }
}
