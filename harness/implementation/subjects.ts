import type { SubjectKind } from '../../spec/rules/rule.ts'
import type { Implementation } from './implementation.ts'

/** A record first, so that a subject that is missing here does not compile. */
const order: Readonly<Record<SubjectKind, true>> = {
  language: true,
  bracket: true,
  disposableStack: true,
  exitStack: true,
  tasks: true,
  python: true,
}

/** The parts of an implementation that are tested, in the order in which reports list them. */
export const SUBJECTS = Object.keys(order) as readonly SubjectKind[]

/** Those that are a key of an implementation: Python is a syntax of its language. */
export type SubjectKey = Exclude<SubjectKind, 'python'>
export const SUBJECT_KEYS: readonly SubjectKey[] = SUBJECTS.filter(subject => subject !== 'python')

/** The subjects that an implementation brings. */
export function subjectsOf(implementation: Pick<Implementation, SubjectKey>): SubjectKind[] {
  const { language } = implementation
  return SUBJECTS.filter(subject => {
    if (subject === 'language') return language?.syntax === 'ecmascript'
    return subject === 'python' ? language?.syntax === 'python' : implementation[subject] !== undefined
  })
}
