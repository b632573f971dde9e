import { readFileSync } from 'node:fs'
import { type PythonLanguage, pythonOf, RuntimeMissing } from '../../../harness/index.ts'
import { findPython } from '../../cpython/find.ts'
import { evaluateIn } from '../../cpython/process.ts'
import type { Mutant } from '../mutant.ts'
import { type Change, rewrite } from './text.ts'

/** A part of Python that is done by hand: definitions in Python, and how a program comes to use them. */
export interface Seam {
  /** The text of its definitions, which do what Python does. */
  readonly definitions: string
  readonly change?: Change
}

export interface Flaw {
  /** Definitions that take the place of those of the seam: `class Held(Held): …`. */
  readonly python?: string
  /** A compiler that is wrong by itself. */
  readonly change?: Change
}

/** What one of the files beside this one says, for a seam. */
export const definitionsOf = (name: string): string =>
  readFileSync(new URL(`seams/${name}.py`, import.meta.url), 'utf8').trim()

/** Tasks that nobody waits for. */
export const aside: Seam = { definitions: definitionsOf('aside') }

/** The Python of this machine, with seams in the programs that it is given, which are right but for the flaw. */
export function pythonWith(seams: readonly Seam[], flaw: Flaw): Mutant['implementation'] {
  const head = [...seams.map(({ definitions }) => definitions), ...(flaw.python ? [dedent(flaw.python)] : [])]
  const changes = [...seams, flaw].flatMap(({ change }) => change ?? [])
  const flawed = (source: string): string => changes.reduce(rewrite, source)
  return {
    dialect: found ? pythonOf(found.release) : 'python',
    language: {
      syntax: 'python',
      evaluate: batch =>
        evaluate(batch.map(({ source, schedule }) => ({ source: [...head, flawed(source)].join(between), schedule }))),
    },
  }
}

/** What the driver takes for the end of a definition. */
const between = '\n\n\n'

const { found, evaluate } = look()

/** One process for all mutants. Where there is no Python they say so when they are run. */
function look(): {
  readonly found: { readonly release: string } | null
  readonly evaluate: PythonLanguage['evaluate']
} {
  try {
    const found = findPython(process.env)
    return { found, evaluate: evaluateIn(found.command) }
  } catch (missing) {
    if (!(missing instanceof RuntimeMissing)) throw missing
    return { found: null, evaluate: () => Promise.reject(missing) }
  }
}

/** Without the indentation that its first line has. */
function dedent(text: string): string {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  const first = lines[0] ?? ''
  const indent = first.length - first.trimStart().length
  return lines.map(line => line.slice(indent)).join('\n')
}
