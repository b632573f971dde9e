import { printPython } from '../../spec/print/python.ts'
import { profiles } from '../../spec/program/profiles.ts'
import { elaborate } from '../../spec/program/program.ts'
import { createCases } from '../campaign/cases.ts'
import type { PythonCase, PythonLanguage } from '../implementation/implementation.ts'
import { type ResolvedImplementation, resolveImplementation } from '../implementation/resolve.ts'
import { UsageError } from '../messages/usage-error.ts'
import { makeSubjects } from '../subjects/make-subjects.ts'
import type { Subject } from '../subjects/subject.ts'
import { best, type Figure } from './figure.ts'

const batch = 200
const own = profiles.filter(({ subject }) => subject === 'python')

/** Of each runtime: evaluating the programs of a campaign, and some of them over and over. */
const asked = [
  { name: 'cpython', anew: 4_000, again: 15_000 },
  { name: 'pyodide', anew: 1_500, again: 6_000 },
] as const

/** The runtimes of Python. @returns what could be measured: a machine may have no Python */
export async function benchPython(cases: number): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const { name, anew, again } of asked) {
    const implementation = await found(name)
    const subject = implementation && makeSubjects(implementation).find(({ kind }) => kind === 'python')
    if (!subject) continue
    const { evaluate } = implementation.language as PythonLanguage
    const figure = async (what: string, asked: number, run: () => Promise<void>) => {
      figures.push({ what: `${name}, ${what}`, value: cases / (await best(3, run)), unit: 'cases/s', asked })
    }
    // The driver keeps what it has compiled: each round is a campaign of its own.
    const campaigns = [1, 2, 3].map(seed => casesOf(subject, cases, seed))
    const all = campaigns[0] as readonly PythonCase[]
    let round = 0
    await figure('evaluating programs', anew, () => inBatches(evaluate, campaigns[round++] as readonly PythonCase[]))
    const few = all.filter((_, i) => i % Math.ceil(cases / batch) === 0)
    const repeated = Array.from({ length: cases }, (_, i) => few[i % few.length] as PythonCase)
    await figure('evaluating programs again', again, () => inBatches(evaluate, repeated))
  }
  return figures
}

async function found(name: string): Promise<ResolvedImplementation | null> {
  try {
    return (await resolveImplementation(name, process.cwd())).implementation
  } catch (thrown) {
    if (!(thrown instanceof UsageError)) throw thrown
    console.log(`- ${thrown.complaints[0].what}: ${thrown.complaints[0].got}`)
    return null
  }
}

function casesOf({ dialect }: Subject, count: number, seed: number): PythonCase[] {
  return own.flatMap(profile => {
    const cases = createCases(profile, dialect, seed, count / own.length)
    return Array.from({ length: count / own.length }, (_, i) => cases.at(i)).map(({ program, schedule }) => ({
      source: printPython(elaborate(program)),
      schedule,
    }))
  })
}

async function inBatches(evaluate: PythonLanguage['evaluate'], cases: readonly PythonCase[]): Promise<void> {
  for (let from = 0; from < cases.length; from += batch) await evaluate(cases.slice(from, from + batch))
}
