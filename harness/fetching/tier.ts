/** A way in which requests reach the servers of a case. */
export interface Tier {
  /** What stands before the path of each URL of a case, such as `http://127.0.0.1:8080`. */
  readonly originOf: (id: string) => string
  /** Turns of the event loop without activity that count as quiescence. */
  readonly turns: number
  /** Where what is sent travels by itself for a while: waits until it has arrived. */
  readonly passedOn?: () => Promise<void>
  /** Cases that run side by side. */
  readonly width: number
  /** Whether a client is let make a first request before any case does: see `warmUp`. */
  readonly warmsUp: boolean
  /** Puts the tier in the way of requests, until `close` is called. */
  readonly open: () => void | Promise<void>
  readonly close: () => void
  /** What went wrong in the suite itself, told once; null if nothing did. */
  readonly fault: () => unknown
}
