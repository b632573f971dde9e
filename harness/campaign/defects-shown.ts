import { runModel } from '../../spec/model/run.ts'
import type { Profile } from '../../spec/program/profile.ts'
import { elaborate, sizeForReader } from '../../spec/program/program.ts'
import type { Rule } from '../../spec/rules/rule.ts'
import type { SavedCounterexample } from '../counterexample/saved.ts'
import { sourceFor } from '../counterexample/source.ts'
import { tokenOf } from '../counterexample/token.ts'
import { type EngineDefect, engineDefects } from '../engine/defects.ts'
import { ImplementationCrash } from '../isolation/isolated-runner.ts'
import { profileOf } from './chapter.ts'
import type { Runner, Selection } from './runner.ts'

/** A defect of the engine that is there: what the rule that it breaks is told. */
export interface Shown {
  readonly message: string
  readonly counterexample: SavedCounterexample
}

/** Runs the smallest program of each known defect of the engine by itself; gives those that show, by rule. */
export async function defectsShown(
  runner: Runner,
  selection: Selection,
  rules: readonly Rule[],
): Promise<Map<string, Shown>> {
  const shown = new Map<string, Shown>()
  for (const defect of engineDefects.filter(({ rule }) => rules.some(({ id }) => id === rule))) {
    // One that would end this process is taken to be there: `aexit check` looks, in a process of its own.
    const looks = runner.isIsolated || defect.effect === 'wrong'
    const observed = looks ? await observe(runner, selection, defect) : ['process not put to the test here']
    if (observed && !shown.has(defect.rule))
      shown.set(defect.rule, { message: defect.reason, counterexample: saved(runner, selection, defect, observed) })
  }
  return shown
}

/** What is seen of the defect; null if all is well. */
async function observe(
  runner: Runner,
  selection: Selection,
  { program }: EngineDefect,
): Promise<readonly string[] | null> {
  try {
    const { broken, observed } = await runner.runOne(selection, { program, schedule: [] })
    return broken.length > 0 ? observed : null
  } catch (thrown) {
    if (!(thrown instanceof ImplementationCrash)) throw thrown
    return [`process ${thrown.message}`]
  }
}

function saved(
  runner: Runner,
  { chapter, subject }: Selection,
  { rule, program }: EngineDefect,
  observed: readonly string[],
): SavedCounterexample {
  const one = { program, schedule: [] }
  const elaborated = elaborate(program)
  const profile = profileOf(chapter, subject) as Profile
  return {
    ...one,
    token: tokenOf(profile, one),
    rule,
    chapter,
    subject,
    statements: sizeForReader(program),
    source: sourceFor(elaborated, subject),
    expected: runModel(elaborated, [], runner.dialect).trace,
    observed,
  }
}
