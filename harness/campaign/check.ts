import type { Profile } from '../../spec/program/profile.ts'
import type { Program } from '../../spec/program/program.ts'
import { catalogue } from '../../spec/rules/catalogue.ts'
import { chapters as allChapters, type Chapter, type Rule, type SubjectKind } from '../../spec/rules/rule.ts'
import type { CampaignOptions } from '../cli/engine.ts'
import type { SavedCounterexample } from '../counterexample/saved.ts'
import { tokenOf } from '../counterexample/token.ts'
import { explainer } from '../expectations/known.ts'
import { ImplementationCrash } from '../isolation/implementation-crash.ts'
import { UsageError } from '../messages/usage-error.ts'
import type { RuleOutcome } from '../results/outcome.ts'
import { defaultRuns, runsOf } from './budget.ts'
import type { Case } from './cases.ts'
import { type Failure, isTrace, profileOf, rulesOf } from './chapter.ts'
import { defectsShown, type Shown } from './defects-shown.ts'
import { describeCrash, fallsWith, runRanges } from './ranges.ts'
import type { Runner, Selection } from './runner.ts'
import { sideBySide } from './side-by-side.ts'
import { type Smoke, smoke } from './smoke.ts'

/** A rule with fewer occasions than this was not tested. */
export const enoughOccasions = 10

/** Fewer cases in all are run where the first ones are: until another process has started, it is over. */
const worthAnother = 1000

/** Limits of a campaign, and what messages call the implementation. */
export interface CheckedOptions extends CampaignOptions {
  readonly implementation?: string
}

/** Where campaigns are run: in the first runner, and in so many side by side as there may be. */
export interface Lanes {
  readonly most: number
  readonly open: () => Promise<Runner>
}

/**
 * Checks an implementation: runs all chapters, and gives one outcome for each rule and subject.
 *
 * @throws UsageError if subjects of it do not work at all, when the others have been checked
 */
export async function* checkWith(
  runner: Runner,
  options: CheckedOptions,
  lanes: Lanes = { most: 1, open: async () => runner },
): AsyncGenerator<RuleOutcome> {
  const chosen = options.chapters ?? chaptersOf(options.rules) ?? allChapters
  const name = options.implementation ?? 'the implementation'
  const smokes = await smokeAll(runner, chosen, name)
  const complaints = [...smokes.values()].flatMap(found => ('complaint' in found ? found.complaint : []))
  const [complaint, ...more] = complaints
  if (complaint && complaints.length === runner.subjects.length) throw new UsageError(complaint, ...more)
  const parts = allChapters.filter(one => chosen.includes(one)).flatMap(one => partsOf(one, runner, smokes, options))
  const campaigns = parts.filter(({ isCampaign }) => isCampaign).length
  const most = campaigns * runsIn(runner, options) < worthAnother ? 1 : Math.min(lanes.most, campaigns)
  // Every process begins alike: what a library keeps of its first call, such as the fetch that it found, is the same.
  const open = async (): Promise<Runner> => {
    const other = await lanes.open()
    await smokeAll(other, chosen, name)
    return other
  }
  yield* sideBySide(
    parts,
    ({ outcomes }, own) => outcomes(own),
    { first: runner, open, most },
    ({ isLong }) => isLong,
  )
  if (complaint) throw new UsageError(complaint, ...more)
}

/** Cases of a chapter. */
function runsIn(runner: Runner, options: CampaignOptions): number {
  return options.runs ?? runner.runs ?? defaultRuns
}

/** A part of a check: a campaign, or what can be said without one. */
interface Part {
  readonly isCampaign: boolean
  /** Whether it takes much longer than others. */
  readonly isLong: boolean
  readonly outcomes: (runner: Runner) => AsyncGenerator<RuleOutcome> | Generator<RuleOutcome>
}

function partsOf(
  chapter: Chapter,
  { subjects, dialect }: Runner,
  smokes: ReadonlyMap<SubjectKind, Smoke>,
  options: CheckedOptions,
): Part[] {
  const wanted = (rule: Rule): boolean => !options.rules || options.rules.includes(rule.id)
  const tested = new Set<string>()
  const parts: Part[] = []
  // Its programs are the largest, and their model has the most to do.
  const isLong = chapter === 'tasks'
  for (const subject of subjects) {
    if (!profileOf(chapter, subject)) continue
    const rules = rulesOf(chapter, dialect, subject).filter(wanted)
    for (const rule of rules) tested.add(rule.id)
    const found = smokes.get(subject)
    if (found && 'crash' in found) {
      parts.push({ isCampaign: false, isLong, outcomes: () => crashed(chapter, subject, rules, found) })
    } else if (!found && rules.length > 0) {
      parts.push({
        isCampaign: true,
        isLong,
        outcomes: runner => checkChapter(runner, chapter, subject, rules, options),
      })
    }
  }
  const others = catalogue.filter(({ id }) => id.startsWith(`${chapter}.`) && !tested.has(id))
  return [...parts, { isCampaign: false, isLong: false, outcomes: () => unsupported(chapter, others.filter(wanted)) }]
}

function* unsupported(chapter: Chapter, rules: readonly Rule[]): Generator<RuleOutcome> {
  const message = 'it has no subject for it'
  for (const rule of rules) {
    yield { ...about(rule, chapter, null), verdict: 'unsupported', cases: 0, occasions: 0, message }
  }
}

/** The subjects that do not work at all. */
async function smokeAll(
  runner: Runner,
  chosen: readonly Chapter[],
  name: string,
): Promise<ReadonlyMap<SubjectKind, Smoke>> {
  const smokes = new Map<SubjectKind, Smoke>()
  for (const subject of runner.subjects) {
    const chapter = allChapters.find(one => chosen.includes(one) && profileOf(one, subject))
    const found = chapter ? await smoke(runner, chapter, subject, name) : null
    if (found) smokes.set(subject, found)
  }
  return smokes
}

/** A subject that does not survive the simplest program. */
function* crashed(
  chapter: Chapter,
  subject: SubjectKind,
  rules: readonly Rule[],
  { which, crash }: Extract<Smoke, { crash: unknown }>,
): Generator<RuleOutcome> {
  const blamed = crash.blame === 'import' ? 'every case' : which
  const message = describeCrash({ which: blamed, why: crash.message })
  for (const rule of rules) {
    const outcome = { ...about(rule, chapter, subject), cases: 0, occasions: 0 }
    if (tells(rule, rules)) yield { ...outcome, verdict: 'error', message }
    else yield { ...outcome, verdict: 'untested', message: 'nothing could be run' }
  }
}

/** Crashes are told of once a chapter: by the rule that demands everything, or by the first one if that is left out. */
function tells(rule: Rule, rules: readonly Rule[]): boolean {
  return rule === (rules.find(({ id }) => isTrace(id)) ?? rules[0])
}

function chaptersOf(rules: readonly string[] | undefined): Chapter[] | undefined {
  return rules?.map(id => id.slice(0, id.indexOf('.')) as Chapter)
}

function about(
  rule: Rule,
  chapter: Chapter,
  subject: SubjectKind | null,
): Pick<RuleOutcome, 'rule' | 'chapter' | 'subject' | 'level'> {
  return { rule: rule.id, chapter, subject, level: rule.level }
}

async function* checkChapter(
  runner: Runner,
  chapter: Chapter,
  subject: SubjectKind,
  rules: readonly Rule[],
  options: CampaignOptions,
): AsyncGenerator<RuleOutcome> {
  const runs = runsOf(subject, runsIn(runner, options))
  const selection: Selection = { chapter, subject, seed: options.seed, runs, known: options.known ?? [] }
  const { cases, occasions, failures, known, tried, crashes } = await runRanges(runner, selection, options)
  const defects =
    subject === 'language' && runner.isEngine ? await defectsShown(runner, selection, rules) : new Map<string, Shown>()
  const explains = explainer(selection.known ?? [], subject)
  for (const rule of rules) {
    const counted = {
      ...about(rule, chapter, subject),
      cases,
      occasions: isTrace(rule.id) ? cases : (occasions.get(rule.id) ?? 0),
      known: known.has(rule.id),
      tried: [...tried].filter(([token]) => programsOf(selection, rule.id).includes(token)),
    }
    const shown = defects.get(rule.id)
    const [crash] = tells(rule, rules) ? crashes : []
    if (crash) {
      yield { ...counted, verdict: 'error', message: describeCrash(crash, crashes.length) }
      continue
    }
    const failing = failures.get(rule.id)
    const found = failing ? await simplify(runner, selection, rule.id, failing) : null
    if (shown || found === 'known') counted.known = true
    if (found && found !== 'known') {
      const other = fallsWith(failures, rule.id)
      yield { ...counted, ...(other === null ? {} : { fallsWith: other }), ...found }
    } else if (shown && !explains({ program: shown.counterexample.program as Program, broken: [rule.id] })) {
      yield { ...counted, verdict: 'fail', ...shown }
    } else yield { ...counted, verdict: counted.occasions < enoughOccasions ? 'untested' : 'pass' }
  }
}

/** The replay tokens that a rule is listed with. */
function programsOf({ known = [] }: Selection, rule: string): string[] {
  return known.filter(one => one.rule === rule).flatMap(({ programs }) => programs)
}

type Found = Pick<RuleOutcome, 'verdict' | 'message' | 'counterexample'>

async function simplify(
  runner: Runner,
  selection: Selection,
  rule: string,
  failure: Failure,
): Promise<Found | 'known'> {
  const token = tokenOf(profileOf(selection.chapter, selection.subject) as Profile, failure.case)
  try {
    const counterexample = await runner.minimise(selection, rule, failure)
    if (counterexample === 'known') return counterexample
    if (counterexample !== 'unstable' && (await isStable(runner, selection, counterexample))) {
      return { verdict: 'fail', counterexample }
    }
    return { verdict: 'nondeterministic', message: 'a case that failed gave another trace when it was run again' }
  } catch (thrown) {
    if (!(thrown instanceof ImplementationCrash)) throw thrown
    return {
      verdict: 'fail',
      message: `${token}, which breaks it, could not be simplified: meanwhile the implementation ${thrown.message}`,
    }
  }
}

/** What fails only every other time is caught by running it twice. */
async function isStable(
  runner: Runner,
  selection: Selection,
  { program, schedule, observed }: SavedCounterexample,
): Promise<boolean> {
  for (let i = 0; i < 2; i++) {
    const again = await runner.runOne(selection, { program, schedule } as Case)
    if (again.observed.join('\n') !== observed.join('\n')) return false
  }
  return true
}
