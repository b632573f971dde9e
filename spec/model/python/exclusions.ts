/** What no implementation can be held to: why, and who says so. */
export interface Exclusion {
  readonly id: string
  readonly reason: string
  readonly urls: readonly string[]
}

/** The cases that the model leaves out of judgement, each with its reason. */
export const exclusions = {
  endlessContextFix: {
    id: 'endless-context-fix',
    reason:
      'AsyncExitStack.__aexit__ follows the contexts of a new error until it meets the end, the error before it or the ' +
      'one of the body; where raising known errors again has made the chain a ring without any of them, it never ends.',
    urls: ['https://github.com/python/cpython/issues/102201', 'https://github.com/python-trio/trio/issues/2577'],
  },
} as const satisfies Readonly<Record<string, Exclusion>>

/** Ends the run of a case that is excluded. */
export class Excluded extends Error {
  readonly exclusion: Exclusion
  constructor(exclusion: Exclusion) {
    super(exclusion.reason)
    this.exclusion = exclusion
  }
}
