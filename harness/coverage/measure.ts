import type { Dialect } from '../../spec/dialects/dialect.ts'
import { typicalDialects } from '../../spec/dialects/typical.ts'
import { type Clause, type ClauseBranch, clauseBranches } from '../../spec/model/clauses.ts'
import { runModel } from '../../spec/model/run.ts'
import type { Profile } from '../../spec/program/profile.ts'
import { distinctProfiles } from '../../spec/program/profiles.ts'
import { elaborate } from '../../spec/program/program.ts'
import { createCases } from '../campaign/cases.ts'

/** What a campaign has gone through of one branch of a clause. */
export interface BranchCoverage {
  readonly branch: ClauseBranch
  /** Programs that went through it. */
  readonly programs: number
  /** The productions that the programs which go through it have more often than others, the most telling first. */
  readonly productions: readonly string[]
  /** Rules that had occasions in these programs at the same event or the next. */
  readonly rules: readonly string[]
}

/** Productions that are named for a branch. */
const named = 4

/** Runs the model on drawn programs of all profiles, `each` of them, and gathers what they went through. */
export function measureCoverage(each: number): BranchCoverage[] {
  const through = clauseBranches.map(() => ({
    programs: 0,
    kinds: new Map<string, number>(),
    rules: new Map<string, number>(),
  }))
  const everywhere = new Map<string, number>()
  let total = 0
  const count = (profile: Profile, dialect: Dialect): void => {
    const cases = createCases(profile, dialect, 1, each)
    for (let number = 0; number < each; number++) {
      const { program, schedule } = cases.at(number)
      const reached: (Clause | number)[] = []
      const { occasions } = runModel(elaborate(program), schedule, dialect, reached)
      const kinds = kindsOf(program)
      const rules = new Set(occasions.filter((one): one is typeof one & string => typeof one === 'string'))
      total++
      for (const kind of kinds) add(everywhere, kind)
      for (const clause of new Set(reached.filter((_, i) => i % 2 === 0))) {
        const branch = through[clause]
        if (!branch) continue
        branch.programs++
        for (const kind of kinds) add(branch.kinds, kind)
        for (const rule of rules) add(branch.rules, rule)
      }
    }
  }
  for (const profile of distinctProfiles) {
    for (const dialect of typicalDialects(profile.subject)) count(profile, dialect)
  }
  return clauseBranches.map((branch, i) => {
    const { programs = 0, kinds = new Map(), rules = new Map() } = through[i] ?? {}
    const share = (kind: string): number => kinds.get(kind) / programs - (everywhere.get(kind) ?? 0) / total
    return {
      branch,
      programs,
      productions: [...kinds.keys()].sort((a, b) => share(b) - share(a) || a.localeCompare(b)).slice(0, named),
      // A rule that has its occasions in nearly every program that goes through a branch is about that branch.
      rules: [...rules.keys()].filter(rule => rules.get(rule) >= programs * 0.9 && !rule.endsWith('.trace')).sort(),
    }
  })
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** The productions of a program: kinds of nodes, and of what they say of themselves. */
function kindsOf(program: unknown): Set<string> {
  const kinds = new Set<string>()
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit)
    else if (typeof node === 'object' && node !== null) {
      const { kind } = node as { kind?: string }
      for (const [field, value] of Object.entries(node)) {
        if (typeof value === 'string' && field !== 'kind') kinds.add(`${kind ?? field} ${value}`)
        else visit(value)
      }
      if (kind && kind !== 'program') kinds.add(kind)
    }
  }
  visit(program)
  return kinds
}
