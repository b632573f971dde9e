/**
 * The questions on which libraries with structured concurrency differ. What implements `tasks` answers them with its
 * operations; the model of `fibers` reads the answers, and the rules hold the library to them.
 */
export interface TaskAnswers {
  /**
   * A cancellation comes while a resource is being acquired. `interrupted`: the acquisition ends there, and nothing is
   * released. `waits`: it runs to its end, the body does not start, and the resource is released.
   */
  readonly acquisition: 'interrupted' | 'waits'
  /** A cancellation comes while a resource is being released, or in a finaliser: is the rest of that left out? */
  readonly cleanup: 'interrupted' | 'waits'
  /**
   * A task is cancelled, before its cleanup has begun or while it runs, and the cleanup fails. `raised`: the error goes
   * on in place of the cancellation, and whoever has cancelled the task gets it, be it by a statement or because its own
   * body has ended. `dropped`: nobody does.
   */
  readonly cleanupErrors: 'raised' | 'dropped'
  /**
   * What does whoever joins a task get that was cancelled? `cancelled`: it ends as if it had been cancelled itself, and
   * no handler sees that. `error`: an error of the library, which a handler may catch.
   */
  readonly joinCancelled: 'cancelled' | 'error'
  /**
   * Whoever has joined a task that was cancelled ends as if it had been cancelled itself, and its cleanup fails: does it
   * go on with the `error`, or as `cancelled`?
   */
  readonly joinCancelledMeetsError: 'error' | 'cancelled'
  /**
   * A child fails. `ends its parent`: the parent is cancelled, and ends with that error. `waits for a joiner`: it is told
   * to nobody but to whoever joins the child.
   */
  readonly childError: 'ends its parent' | 'waits for a joiner'
  /**
   * A task has come to the end of its body, and its children run. They are cancelled, `one by one`, the last first, each
   * when the one before it has ended, or all `together`; or they are `awaited`.
   */
  readonly children: 'one by one' | 'together' | 'awaited'
  /** One of several that run side by side has failed, and another one fails before it is cancelled: whose error goes on? */
  readonly groupError: 'first' | 'last'
  /**
   * The body of a block has failed, and while its cleanup runs, which nothing interrupts, a child fails whose error ends
   * the task, or time is up: whose error goes on? (Where somebody has cancelled the task, neither does.)
   */
  readonly bodyErrorMeetsChildError: 'body' | 'child'
  /**
   * What is made within a block that cleans up, `hold` and `ensure`: is it over before the cleanup begins (`scopes`), or
   * does it belong to the task, as everything else that is made in it (`plain`)? A child that fails when its scope is being
   * left already ends the scope around.
   */
  readonly blocks: 'scopes' | 'plain'
}

/** An operation that not every library has; programs do without those that are not there. */
export type OptionalOperation = 'all' | 'timeout' | 'shield' | 'sleep'

/** What the model knows of a library: its answers, and what it has. */
export interface TaskDialect extends TaskAnswers {
  readonly operations: readonly OptionalOperation[]
}
