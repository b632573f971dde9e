import type { Dialect } from '../../spec/dialects/dialect.ts'
import { type Clause, clauseBranches } from '../../spec/model/clauses.ts'
import { runModel } from '../../spec/model/run.ts'
import { elaborate } from '../../spec/program/program.ts'
import { catalogue } from '../../spec/rules/catalogue.ts'
import type { Chapter } from '../../spec/rules/rule.ts'
import type { Case } from './cases.ts'
import { withRoomFor } from './row.ts'
import type { Shape } from './shape.ts'

/** In which ways a case meets the rules of a chapter. */
export interface Met {
  /** Each once. A way is a rule under a circumstance, as a number. */
  readonly ways: readonly number[]
  /** Whether the schedule has anything to decide. */
  readonly decides: boolean
}

export interface Ways {
  readonly ruleOf: (way: number) => number
  /** Numbers a circumstance by its name. */
  readonly numberOf: (circumstance: string) => number
  readonly metBy: (one: Case, shape: Shape) => Met
}

/** Circumstances are numbered up to this; all beyond are the last one. */
const most = 8192

/**
 * Tells the ways in which cases meet the rules of a chapter: a rule together with whatever else the case has (a branch of
 * a clause that it goes through, another rule that it meets, a production), with the event that the rule demands, and
 * with that event and the one before it, or a branch that led to it. What is wrong in one of these ways is often right in
 * the others.
 */
export function createWays(chapter: Chapter, dialect: Dialect): Ways {
  const rules = new Map<string, number>()
  for (const { id } of catalogue) if (id.startsWith(`${chapter}.`)) rules.set(id, rules.size)
  const numberOf = numbering()
  for (const { id } of clauseBranches) numberOf(id)
  const events = createEvents(numberOf)
  /** The last case that was found to meet a rule in this way, or to have this circumstance. */
  let seen = new Int32Array(0)
  const noted = new Int32Array(most)
  let current = 0

  const metBy = (one: Case, { productions }: Shape): Met => {
    const reached: (Clause | number)[] = []
    const { trace, occasions, choices, excluded } = runModel(elaborate(one.program), one.schedule, dialect, reached)
    const ways: number[] = []
    if (excluded) return { ways, decides: true }
    current++
    const add = (rule: number, circumstance: number): void => {
      // Circumstances are numbered as they come: so what is in use of the rows of numbers stands together.
      const way = circumstance * rules.size + rule
      if (seen[way] === current) return
      if (way >= seen.length) seen = withRoomFor(seen, way)
      seen[way] = current
      ways.push(way)
    }
    const around: number[] = []
    const note = (circumstance: number): void => {
      if (noted[circumstance] === current) return
      noted[circumstance] = current
      around.push(circumstance)
    }
    for (const production of productions) note(production)
    for (let i = 0; i < reached.length; i += 2) note(reached[i] as Clause)
    const met = new Set(everyOther(occasions) as string[])
    for (const id of met) note(numberOf(id))
    for (const id of met) {
      const rule = rules.get(id)
      if (rule !== undefined) for (const circumstance of around) add(rule, circumstance)
    }
    const ledTo = branchesByEvent(reached, trace.length)
    for (let i = 0; i < occasions.length; i += 2) {
      const rule = rules.get(occasions[i] as string)
      const at = occasions[i + 1] as number
      const event = trace[at]
      // What the rule about the whole trace demands is not an event.
      if (rule === undefined || event === undefined || (occasions[i] as string).endsWith('.trace')) continue
      add(rule, events.formOf(event))
      const before = trace[at - 1]
      if (before !== undefined) add(rule, events.following(before, event))
      for (const branch of ledTo[at] ?? []) add(rule, events.after(event, branch))
    }
    return { ways, decides: choices.some(pending => pending > 1) }
  }
  return { ruleOf: way => way % rules.size, numberOf, metBy }
}

function numbering(): (name: string) => number {
  const numbers = new Map<string, number>()
  return name => {
    const number = numbers.get(name) ?? Math.min(numbers.size, most - 1)
    numbers.set(name, number)
    return number
  }
}

/** Numbers what events say, but not of which place, checkpoint, error or value: those are numbered in the program. */
function createEvents(numberOf: (name: string) => number) {
  const forms = new Map<string, number>()
  const paths = new Map<number, number>()
  const formOf = (event: string): number => {
    const form = forms.get(event) ?? numberOf(event.replace(/^[a-z] /, 'resource ').replace(/\d+/g, '#'))
    forms.set(event, form)
    return form
  }
  const pair = (form: number, before: number): number => {
    const key = form * most + before
    const path = paths.get(key) ?? numberOf(`${form} after ${before}`)
    paths.set(key, path)
    return path
  }
  return {
    formOf,
    /** The branches of clauses have numbers of their own, in the same row. */
    after: (event: string, branch: number): number => pair(formOf(event), branch),
    following: (before: string, event: string): number => pair(formOf(event), formOf(before)),
  }
}

function branchesByEvent(reached: readonly (Clause | number)[], events: number): readonly (readonly Clause[])[] {
  const branches = Array.from({ length: events + 1 }, (): Clause[] => [])
  for (let i = 0; i < reached.length; i += 2) branches[reached[i + 1] as number]?.push(reached[i] as Clause)
  return branches
}

/** The first of each pair in a list of pairs. */
function everyOther<Entry>(pairs: readonly Entry[]): Entry[] {
  const firsts: Entry[] = []
  for (let i = 0; i < pairs.length; i += 2) firsts.push(pairs[i] as Entry)
  return firsts
}
