import type { FetchingTraits } from './fetching.ts'
import type { OperatorDeclarations } from './operators.ts'
import type { TaskDialect } from './tasks.ts'

/**
 * The questions on which conforming systems differ, as a record. The model reads these fields and nothing else; the
 * sources of each answer stand beside the named dialects, in `./ecmascript.ts` and `./python.ts`.
 */
export interface Dialect {
  readonly name: string

  /** Is the exit of a resource told about the error that leaves its body? */
  readonly exitSees: 'error' | 'nothing'
  /** May the exit end an error by its result? */
  readonly exitSuppresses: 'truthy' | 'never'
  /** May an exit fail at all? Where it may not, what then happens is nobody's promise, and no program does it. */
  readonly exitMayFail: boolean

  /**
   * An exit fails while another error is in flight. `replaces`: the new error goes on. `aggregates`: both go on, as
   * SuppressedError. `yields`: the first error goes on, the new one is dropped.
   */
  readonly exitErrorMeetsError: 'replaces' | 'aggregates' | 'yields'
  /** Is the replaced error kept as the context of the one that replaced it, and if so, of which raises? */
  readonly errorContext: 'none' | 'exits' | 'all'
  /** What an exit that fails after a body that ended well does: the error goes on, or is dropped. */
  readonly exitErrorAlone: 'propagates' | 'dropped'

  /** Registering on a stack that is closing. */
  readonly registerWhileClosing: 'honoured' | 'refused'
  /** Using a stack that has been closed. */
  readonly closedStack: 'reusable' | 'refused'

  /** A second request while the generator runs. */
  readonly concurrentRequests: 'queued' | 'refused'
  /** How a suspended generator learns that it is closed. */
  readonly closeSignal: 'return completion' | 'exception'
  /** A generator that yields while it is being closed. */
  readonly yieldWhileClosing: 'answered' | 'refused'
  /** throw() into a generator that has finished. */
  readonly throwAfterEnd: 'rejects' | 'answers'
  /** Is the operand of yield awaited? */
  readonly yieldAwaits: boolean
  /** Does leaving a loop early close what it iterates? */
  readonly leavingLoopCloses: boolean
  /** The body of a loop throws and closing fails too: whose error goes on? */
  readonly closeErrorMeetsError: 'body' | 'close'

  /**
   * In which order are the methods of a manager looked up? CPython 3.11 to 3.13 look `__aenter__` up first, 3.14
   * `__aexit__`.
   */
  readonly managerLookup: 'enter first' | 'exit first'
  /**
   * A generator function under `asynccontextmanager` yields a second time: is the generator closed, or left where it is?
   * CPython 3.11.7 and 3.12.1, and what came after them, close it.
   */
  readonly secondYield: 'closed' | 'left'
  /**
   * What ends an iteration is thrown into a generator that has not started: does it come out as a RuntimeError? CPython
   * 3.11 makes it one, as if it had left the body; from 3.12 on it comes out as it is.
   */
  readonly stopThrownBeforeStart: 'wrapped' | 'passes'
  /**
   * The task that closes a generator is cancelled meanwhile, and the generator ends with that: is it taken to be running
   * from then on, so that every further request for a value is refused? In CPython 3.11 and 3.12 it is.
   */
  readonly closeInterrupted: 'stays running' | 'finished'

  /**
   * When does a group of tasks take back the cancellation of its own task? CPython 3.11 and 3.12 do before they wait for
   * the children, 3.13 afterwards; it also leaves a group with errors cancelled again if somebody else has asked for it.
   */
  readonly groupUncancels: 'before waiting' | 'after waiting'
  /** Does taking back the last request to cancel a task drop one that has not been delivered? Since CPython 3.13. */
  readonly uncancelDropsPending: boolean
  /**
   * An error comes of the cleanup that a timeout has brought about: is a TimeoutError put before the CancelledError in
   * its contexts? Since CPython 3.13.
   */
  readonly timeoutInContexts: boolean
  /**
   * A timeout has expired within a block that was entered when the task had been cancelled before: does it convert its
   * own cancellation all the same, or only if no other request is left? CPython 3.11.2 leaves it then, and keeps the
   * CancelledError as context, where 3.11.3 and later name it as cause.
   */
  readonly timeoutConverts: 'own request' | 'last request'

  /** How `fetchAll` goes about it, where there is one: what the adapter declares. */
  readonly fetching?: FetchingTraits
  /** What a library's operators declare of themselves, each for itself; absent where there are none. */
  readonly operators?: OperatorDeclarations
  /** Of libraries with structured concurrency only: what they declare with their operations, and which they have. */
  readonly tasks?: TaskDialect
}
