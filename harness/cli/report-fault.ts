import { UsageError } from '../messages/usage-error.ts'
import type { Shell } from './context.ts'

/** Says what is at fault: a message for what a user gave, a stack for what should not have happened. */
export function reportFault(thrown: unknown, { err, style }: Pick<Shell, 'err' | 'style'>): void {
  const text = thrown instanceof UsageError ? thrown.message : internalFault(thrown)
  err(`${style('red', 'error')}: ${text}\n`)
}

function internalFault(thrown: unknown): string {
  const text = thrown instanceof Error ? (thrown.stack ?? String(thrown)) : String(thrown)
  return `aexit itself failed; please report this with the command that you gave\n${text}`
}
