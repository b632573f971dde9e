import { parseArgs } from 'node:util'
import { createCounter } from '../../spec/grammar/count.ts'
import { sentenceAt } from '../../spec/grammar/number.ts'
import type { Profile } from '../../spec/program/profile.ts'
import { profiles } from '../../spec/program/profiles.ts'
import { elaborate, type Program, programGrammar } from '../../spec/program/program.ts'
import { renderCounterexample } from '../counterexample/render.ts'
import { sourceFor } from '../counterexample/source.ts'
import { tokenOf } from '../counterexample/token.ts'
import { defectMetBy } from '../engine/defects.ts'
import { resolveImplementation } from '../implementation/resolve.ts'
import { makeSubjects } from '../subjects/make-subjects.ts'
import type { Subject } from '../subjects/subject.ts'
import { tuneCollector } from '../world/garbage-collector.ts'
import { type Case, createCases } from './cases.ts'
import { type Execution, execute } from './chapter.ts'
import { schedulesOf } from './schedules.ts'

/*
 * npm run campaign: the model against the running engine, microtask by microtask, or with `--on cpython` against
 * another runtime that it models. First all programs, by size, with every schedule, until the time is over; then drawn
 * ones. Exits with 1 on a difference that no known defect of the engine explains.
 */

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    cases: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    on: { type: 'string', default: 'node' },
  },
})
tuneCollector()
const batch = 400
const schedulesEach = 24
const { implementation } = await resolveImplementation(values.on, process.cwd())
// Of an engine too only the language is modelled to the microtask.
const subject = makeSubjects(implementation)[0] as Subject
const { dialect } = subject
const own = profiles.filter(profile => profile.subject === subject.kind)

const totals = { run: 0, explained: 0, excluded: 0, different: 0 }
console.log(`model against ${implementation.name} ${implementation.version}`)
await exhaustively(Number(values.seconds))
await atRandom(Number(values.cases), Number(values.seed))
console.log(`${totals.run} cases agree or are shown above, ${totals.explained} left to known defects of the engine`)
if (totals.excluded > 0) console.log(`${totals.excluded} cases left out, to which nothing can be held`)
console.log(`${totals.different} unexplained differences`)
process.exitCode = totals.different === 0 ? 0 : 1

/** Sizes in turn, all chapters of one size before the next. */
async function exhaustively(seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000
  const grammars = own.map(profile => ({
    profile,
    grammar: programGrammar(profile.form, profile.weights).programs,
    counter: createCounter(),
  }))
  for (let size = 0; performance.now() < end; size++) {
    for (const { profile, grammar, counter } of grammars) {
      const count = counter.count(grammar, size)
      let cases: Case[] = []
      for (let index = 0n; index < count; index++) {
        const program = sentenceAt(counter, grammar, { size, index }) as unknown as Program
        for (const schedule of schedulesOf(elaborate(program), dialect, schedulesEach))
          cases.push({ program, schedule })
        if (cases.length < batch) continue
        await run(profile, cases)
        cases = []
        if (performance.now() > end)
          return console.log(`  size ${size} of ${profile.chapter}: stopped at ${index} of ${count}`)
      }
      await run(profile, cases)
      console.log(`  all ${count} programs of size ${size} of ${profile.chapter}`)
    }
  }
}

async function atRandom(count: number, seed: number): Promise<void> {
  const each = Math.ceil(count / own.length)
  for (const profile of own) {
    const all = createCases(profile, dialect, seed, each)
    for (let from = 0; from < each; from += batch) {
      await run(
        profile,
        Array.from({ length: Math.min(batch, each - from) }, (_, i) => all.at(from + i)),
      )
    }
    console.log(`  ${each} drawn cases of ${profile.chapter}`)
  }
}

async function run(profile: Profile, cases: readonly Case[]): Promise<void> {
  const chosen = subject.kind === 'language' ? cases.filter(one => !defectMetBy(one, ['fatal', 'wrong'])) : cases
  totals.explained += cases.length - chosen.length
  for (const { predicted, violation } of await execute(subject, [], chosen)) {
    if (predicted.prediction.excluded) totals.excluded++
    else totals.run++
    if (violation) report(profile, predicted, violation)
  }
}

function report(
  profile: Profile,
  { program, case: one }: Execution['predicted'],
  traces: NonNullable<Execution['violation']>,
): void {
  totals.different++
  if (totals.different > 5) return
  const token = tokenOf(profile, one)
  console.log(`\n${token}`)
  console.log(
    renderCounterexample({
      ...traces,
      token,
      rule: `${profile.chapter}.trace`,
      chapter: profile.chapter,
      subject: profile.subject,
      statements: 0,
      source: sourceFor(program, profile.subject),
    }),
  )
}
