import type { Dialect } from '../dialects/dialect.ts'
import type { TaskDialect } from '../dialects/tasks.ts'
import type { SubjectKind } from './rule.ts'

// Which rules say anything about which subject. A language runs every program; the others one kind of block each.

const fetches: ReadonlySet<SubjectKind> = new Set(['fetchStub', 'fetchMsw', 'fetchServer'])
const holds: ReadonlySet<SubjectKind> = new Set(['clientStub', 'clientMsw', 'clientServer'])

const isLanguage = (subject: SubjectKind): boolean => subject === 'language' || subject === 'python'

export const inLanguage = (_: Dialect, subject: SubjectKind): boolean => isLanguage(subject)
/** asyncio's tasks. */
export const inTasks = (_: Dialect, subject: SubjectKind): boolean => subject === 'python'
/** Libraries with structured concurrency that answer so; of one whose answers are not known, every rule says something. */
export const inLibraries =
  (so: (tasks: TaskDialect) => boolean = () => true) =>
  ({ tasks }: Dialect, subject: SubjectKind): boolean =>
    subject === 'tasks' && (tasks === undefined || so(tasks))
/** Asyncio's tasks, and those of these libraries. */
export const inAllTasks =
  (so: (tasks: TaskDialect) => boolean = () => true) =>
  (dialect: Dialect, subject: SubjectKind): boolean =>
    inTasks(dialect, subject) || inLibraries(so)(dialect, subject)
export const inBracket = (_: Dialect, subject: SubjectKind): boolean => isLanguage(subject) || subject === 'bracket'
/** Brackets of the dialects in which an exit may fail at all. */
export const inFailingBracket = (dialect: Dialect, subject: SubjectKind): boolean =>
  inBracket(dialect, subject) && dialect.exitMayFail
export const inStack = (_: Dialect, subject: SubjectKind): boolean =>
  subject !== 'bracket' && subject !== 'tasks' && !fetches.has(subject) && !holds.has(subject)

/** `fetchAll`. */
export const inFetchAll = (_: Dialect, subject: SubjectKind): boolean => fetches.has(subject)
/** `client`. */
export const inClient = (_: Dialect, subject: SubjectKind): boolean => holds.has(subject)
/** Clients of the dialects in which exits see the error. */
export const inSeeingClient = (dialect: Dialect, subject: SubjectKind): boolean =>
  holds.has(subject) && dialect.exitSees === 'error'
/** Both. */
export const inFetching = (_: Dialect, subject: SubjectKind): boolean => fetches.has(subject) || holds.has(subject)
/** Those that do not request more and more while nobody asks for it. */
export const withBoundedLookahead = (dialect: Dialect, subject: SubjectKind): boolean =>
  fetches.has(subject) && dialect.fetching?.lookahead !== 'unbounded'

/** Declarations that dispose of what they hold: the languages whose exits are told nothing. */
export const inDeclaration = (dialect: Dialect, subject: SubjectKind): boolean =>
  subject === 'language' && dialect.exitSees === 'nothing'
/** ECMAScript's stack: use, adopt, defer, move, disposeAsync. */
export const inDisposableStack = (dialect: Dialect, subject: SubjectKind): boolean =>
  subject === 'disposableStack' || inDeclaration(dialect, subject)
/** Python's stack: enter, push, callback, popAll, close. */
export const inExitStack = (dialect: Dialect, subject: SubjectKind): boolean =>
  subject === 'exitStack' || (isLanguage(subject) && dialect.exitSees === 'error')

/** Generators that are closed by a return completion have return values, and `yield*`, too. */
export const hasReturnCompletions = (dialect: Dialect, subject: SubjectKind): boolean =>
  isLanguage(subject) && dialect.closeSignal === 'return completion'
/** Generators that end by an exception, and are closed by one. */
export const hasEndExceptions = (dialect: Dialect, subject: SubjectKind): boolean =>
  isLanguage(subject) && dialect.closeSignal === 'exception'
/** Loops that close what they iterate when they are left early. */
export const loopsClose = (dialect: Dialect, subject: SubjectKind): boolean =>
  isLanguage(subject) && dialect.leavingLoopCloses
/** Loops that close it, or that may stand in a block which does: `async with aclosing(…)`. */
export const closesLoops = (dialect: Dialect, subject: SubjectKind): boolean =>
  loopsClose(dialect, subject) || subject === 'python'
/** Loops that leave it open. */
export const loopsLeaveOpen = (dialect: Dialect, subject: SubjectKind): boolean =>
  isLanguage(subject) && !dialect.leavingLoopCloses
