import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import { profiles } from '../../spec/program/profiles.ts'
import { elaborate } from '../../spec/program/program.ts'
import type { Rule, SubjectKind } from '../../spec/rules/rule.ts'
import { type Case, type Cases, createCases } from '../campaign/cases.ts'
import { rulesOf, runCases } from '../campaign/chapter.ts'
import { runnable } from '../engine/runnable.ts'
import { type ResolvedImplementation, resolveImplementation } from '../implementation/resolve.ts'
import { makeSubjects } from '../subjects/make-subjects.ts'
import type { Subject } from '../subjects/subject.ts'
import { bestByTurns, type Figure, ratioByTurns } from './figure.ts'

const batch = 200

/** Plain implementations, so that the suite is measured and not what it tests. */
const plain: ResolvedImplementation = {
  name: 'plain',
  version: '0',
  variant: null,
  dialect: ecmascript,
  language: { syntax: 'ecmascript', lower: source => source, microtasks: 'exact' },
  bracket: async (manager, body) => {
    const resource = await manager.enter()
    try {
      return await body(resource)
    } finally {
      await manager.exit()
    }
  },
  disposableStack: AsyncDisposableStack as never,
}
const replacing = { ...ecmascript, exitErrorMeetsError: 'replaces' } as const

/** Cases a second that are asked of each subject. */
const asked: Partial<Readonly<Record<SubjectKind, number>>> = {
  language: 5_000,
  bracket: 15_000,
  disposableStack: 15_000,
  exitStack: 15_000,
  operators: 10_000,
}

/** What has no plain form here is measured of the references, which are small. */
const references = { contextlib: 'exitStack', 'operators-reference/queued': 'operators' } as const

/** Rounds that a figure is the best of, or the sum. */
const rounds = 5

/**
 * Everything included: generating, preparing, running, predicting, judging. The pools that most cases are drawn from are
 * gathered once, in the first round, which is never the best.
 */
export async function benchSubject(cases: number): Promise<Figure[]> {
  const benched = (await benchedSubjects()).map(subject => ({ subject, chapters: chaptersOf(subject, cases) }))
  const seconds = await bestByTurns(
    rounds,
    benched.map(({ subject, chapters }) => async () => {
      for (const chapter of chapters) await everything(subject, chapter, 0, chapter.count)
    }),
  )
  const figures: Figure[] = []
  for (const [i, { subject, chapters }] of benched.entries()) {
    const count = chapters.reduce((sum, chapter) => sum + chapter.count, 0)
    figures.push({
      what: `${subject.kind}, everything included`,
      value: count / (seconds[i] as number),
      unit: 'cases/s',
      asked: asked[subject.kind] ?? 0,
    })
    if (subject.kind !== 'language') continue
    const value = await ratioByTurns(
      rounds,
      chapters.flatMap(chapter => slicesOf(subject, chapter)),
    )
    figures.push({ what: 'language, with model and judge to without', value, unit: 'ratio', asked: 1.3 })
  }
  return figures
}

/** The cases that a chapter runs on a subject, and what they are judged by. */
interface BenchedChapter {
  readonly cases: Cases
  readonly count: number
  readonly rules: readonly Rule[]
}

function chaptersOf({ kind, dialect }: Subject, cases: number): BenchedChapter[] {
  const own = profiles.filter(profile => profile.subject === kind)
  const count = Math.ceil(cases / own.length)
  return own.map(profile => ({
    cases: createCases(profile, dialect, 1, count),
    count,
    rules: rulesOf(profile.chapter, dialect, kind),
  }))
}

/** Each batch with model and judge, and without. */
function slicesOf(subject: Subject, chapter: BenchedChapter) {
  return Array.from({ length: Math.ceil(chapter.count / batch) }, (_, i) => {
    const [from, to] = [i * batch, Math.min((i + 1) * batch, chapter.count)]
    return [() => everything(subject, chapter, from, to), () => withoutJudge(subject, chapter, from, to)] as const
  })
}

async function benchedSubjects(): Promise<Subject[]> {
  const subjects = makeSubjects(plain).map(made => (made.kind === 'bracket' ? { ...made, dialect: replacing } : made))
  for (const [name, wanted] of Object.entries(references)) {
    const { implementation } = await resolveImplementation(name, process.cwd())
    subjects.push(...makeSubjects(implementation).filter(({ kind }) => kind === wanted))
  }
  return subjects
}

async function everything(subject: Subject, { cases, rules }: BenchedChapter, from: number, to: number): Promise<void> {
  for (const some of batches(cases, from, to)) await runCases(subject, rules, some, () => false)
}

/** The very programs that are run with model and judge. */
async function withoutJudge(subject: Subject, { cases }: BenchedChapter, from: number, to: number): Promise<void> {
  for (const some of batches(cases, from, to)) {
    const { plain } = await runnable(subject, some)
    await subject.observe(plain.map(({ program, schedule }) => ({ program: elaborate(program), schedule })))
  }
}

/** Draws the cases, a batch at a time. */
function* batches(cases: Cases, from: number, to: number): Generator<Case[]> {
  for (let at = from; at < to; at += batch) {
    yield Array.from({ length: Math.min(batch, to - at) }, (_, i) => cases.at(at + i))
  }
}
