import type { Language } from '../implementation/implementation.ts'
import { describeThrown, describeValue } from '../messages/describe-value.ts'

/** A language whose compiler always comes to an end, and the way to end it when it cannot any more. */
export interface SettlingLanguage {
  readonly language: Language
  /** Says that nothing is left to wait for; false if the compiler is not what is being waited for. */
  readonly giveUp: () => boolean
}

/**
 * Makes a compiler throw where it gives no text: because what it gives is none, or because its promise will never
 * settle, which is known when the process has nothing left to do.
 */
export function settlingLanguage(own: Language): SettlingLanguage {
  let stuck: (() => void) | null = null
  return {
    language: {
      ...own,
      async lower(source) {
        const { promise, reject } = Promise.withResolvers<never>()
        stuck = () => reject(new Error('language.lower gives a promise that never settles'))
        try {
          const text: unknown = await Promise.race([own.lower(source), promise])
          if (typeof text === 'string') return text
          throw new TypeError(`language.lower gives ${describeValue(text)} where a string was expected`)
        } catch (thrown) {
          // The message is what is told of it, so there must be one.
          throw thrown instanceof Error ? thrown : new Error(`language.lower throws ${describeThrown(thrown)}`)
        } finally {
          stuck = null
        }
      },
    },
    giveUp() {
      stuck?.()
      return stuck !== null
    },
  }
}
