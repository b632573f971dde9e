import type { SubjectKind } from '../../spec/rules/rule.ts'
import type { Implementation } from './implementation.ts'

/** A record first, so that a subject that is missing here does not compile. */
const order: Readonly<Record<SubjectKind, true>> = {
  language: true,
  bracket: true,
  disposableStack: true,
  exitStack: true,
  tasks: true,
  operators: true,
  python: true,
  fetchStub: true,
  fetchMsw: true,
  fetchServer: true,
  clientStub: true,
  clientMsw: true,
  clientServer: true,
}

/** The parts of an implementation that are tested, in the order in which reports list them. */
export const SUBJECTS = Object.keys(order) as readonly SubjectKind[]

/** The keys of an implementation that bring a subject: Python is a syntax of its language, the last two bring three each. */
export const SUBJECT_KEYS = [
  'language',
  'bracket',
  'disposableStack',
  'exitStack',
  'tasks',
  'operators',
  'fetchAll',
  'client',
] as const
export type SubjectKey = (typeof SUBJECT_KEYS)[number]

/** The subjects that `fetchAll` is tested as. */
export type FetchingSubject = 'fetchStub' | 'fetchMsw' | 'fetchServer'
export const isFetching = (subject: SubjectKind): subject is FetchingSubject => subject.startsWith('fetch')
/** The subjects that `client` is tested as. */
export type ClientSubject = 'clientStub' | 'clientMsw' | 'clientServer'
export const isClient = (subject: SubjectKind): subject is ClientSubject => subject.startsWith('client')

/** The subjects that an implementation brings. */
export function subjectsOf(implementation: Pick<Implementation, SubjectKey | 'fetching'>): SubjectKind[] {
  const { language, fetchAll, client, fetching } = implementation
  return SUBJECTS.filter(subject => {
    if (subject === 'language') return language?.syntax === 'ecmascript'
    if (subject === 'fetchStub') return fetchAll !== undefined && fetching?.globalFetch !== false
    if (subject === 'fetchMsw') return fetchAll !== undefined && fetching?.intercepted !== false
    if (isFetching(subject)) return fetchAll !== undefined
    // What a client requests goes through the session, wherever that fetches.
    if (isClient(subject)) return client !== undefined
    return subject === 'python' ? language?.syntax === 'python' : implementation[subject] !== undefined
  })
}
