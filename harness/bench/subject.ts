import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import type { Profile } from '../../spec/program/profile.ts'
import { profiles } from '../../spec/program/profiles.ts'
import { elaborate } from '../../spec/program/program.ts'
import type { SubjectKind } from '../../spec/rules/rule.ts'
import { createCases } from '../campaign/cases.ts'
import { rulesOf, runCases } from '../campaign/chapter.ts'
import { defectMetBy } from '../engine/defects.ts'
import { type ResolvedImplementation, resolveImplementation } from '../implementation/resolve.ts'
import { makeSubjects } from '../subjects/make-subjects.ts'
import type { Subject } from '../subjects/subject.ts'
import { best, type Figure } from './figure.ts'

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

/** Everything included: generating, preparing, running, predicting, judging. */
export async function benchSubject(cases: number): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const subject of await benchedSubjects()) {
    const own = profiles.filter(profile => profile.subject === subject.kind)
    const each = Math.ceil(cases / own.length)
    const whole = await best(3, async () => {
      for (const profile of own) await everything(subject, profile, each)
    })
    figures.push({
      what: `${subject.kind}, everything included`,
      value: (each * own.length) / whole,
      unit: 'cases/s',
      asked: asked[subject.kind] ?? 0,
    })
    if (subject.kind !== 'language') continue
    const bare = await best(3, async () => {
      for (const profile of own) await withoutJudge(subject, profile, each)
    })
    figures.push({ what: 'language, with model and judge to without', value: whole / bare, unit: 'ratio', asked: 1.3 })
  }
  return figures
}

async function benchedSubjects(): Promise<Subject[]> {
  const subjects = makeSubjects(plain).map(made => (made.kind === 'bracket' ? { ...made, dialect: replacing } : made))
  for (const [name, wanted] of Object.entries(references)) {
    const { implementation } = await resolveImplementation(name, process.cwd())
    subjects.push(...makeSubjects(implementation).filter(({ kind }) => kind === wanted))
  }
  return subjects
}

async function everything(subject: Subject, profile: Profile, count: number): Promise<void> {
  const cases = createCases(profile, subject.dialect, 1, count)
  const rules = rulesOf(profile.chapter, subject.dialect, subject.kind)
  for (let from = 0; from < count; from += batch) {
    await runCases(
      subject,
      rules,
      Array.from({ length: Math.min(batch, count - from) }, (_, i) => cases.at(from + i)),
      () => false,
    )
  }
}

async function withoutJudge(subject: Subject, profile: Profile, count: number): Promise<void> {
  const cases = createCases(profile, subject.dialect, 1, count)
  for (let from = 0; from < count; from += batch) {
    const some = Array.from({ length: Math.min(batch, count - from) }, (_, i) => cases.at(from + i))
    const chosen = some.filter(one => !defectMetBy(one, ['fatal']))
    await subject.observe(chosen.map(({ program, schedule }) => ({ program: elaborate(program), schedule })))
  }
}
