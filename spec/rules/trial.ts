import type { Elaborated } from '../program/program.ts'
import { difference } from './differ.ts'
import type { Rule } from './rule.ts'

/** Two traces, written by hand, of a program that does not matter. `* ` before an expected event marks an occasion. */
export interface Trial {
  /** Where it does matter. */
  readonly program?: Elaborated
  readonly expected: readonly string[]
  readonly observed: readonly string[]
}

/** Differences of which a rule is what is wrong, and others, close by, of which it is not. For tests of rules. */
export interface Trials {
  readonly broken: readonly Trial[]
  readonly intact: readonly Trial[]
}

/** Gives the trials in which the rule answers wrongly, in words. */
export function misjudged(rule: Rule, { broken, intact }: Trials): string[] {
  const inWords = ({ observed }: Trial, answer: string) =>
    `${rule.id} is said to be ${answer} by: ${observed.join(', ')}`
  return [
    ...broken.filter(trial => !tryRule(rule, trial)).map(trial => inWords(trial, 'held')),
    ...intact.filter(trial => tryRule(rule, trial)).map(trial => inWords(trial, 'broken')),
  ]
}

function tryRule(rule: Rule, { expected, observed, program = {} as Elaborated }: Trial): boolean {
  const plain = expected.map(event => event.replace(/^\* /, ''))
  const occasions = expected.flatMap((event, index) => (event.startsWith('* ') ? [index] : []))
  const found = difference(program, plain, observed, occasions)
  if (!found)
    throw new Error(`Expected two traces that differ, to ask ${rule.id} about, but both are: ${plain.join(', ')}.`)
  return rule.broken(found)
}
