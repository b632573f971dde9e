/** What is known of the case that is to blame for a crash. */
export type Blame =
  /** It is among those that were being run. */
  | 'now'
  /** It was run before: what it left behind came later. */
  | 'earlier'
  /** None: the implementation has been unusable since it was imported. */
  | 'import'

export interface CrashDetails {
  readonly blame?: Blame
  /** Whether it took long to notice: then the search for the case does not go on to the next one. */
  readonly slow?: boolean
}

/**
 * The implementation ended its process, stopped it from answering, or broke what the suite itself stands on. The
 * message goes on after "the implementation".
 */
export class ImplementationCrash extends Error {
  override readonly name = 'ImplementationCrash'
  readonly blame: Blame
  readonly slow: boolean

  constructor(message: string, { blame = 'now', slow = false }: CrashDetails = {}) {
    super(message)
    this.blame = blame
    this.slow = slow
  }
}
