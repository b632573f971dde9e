/** What a process that holds an implementation is allowed. */
export interface Limits {
  /**
   * How long it may be silent, in milliseconds of its processor time: it beats twice a second unless its event loop is
   * blocked, and nothing but a clock can tell a blocked one. See silence.ts.
   */
  readonly silent: number
  /** How long one answer may take, in milliseconds, while it beats. */
  readonly answer: number
  /** Memory for its objects, in megabytes. */
  readonly memory: number
}

export const defaultLimits: Limits = { silent: 15_000, answer: 180_000, memory: 2048 }
