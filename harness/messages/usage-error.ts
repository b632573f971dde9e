/** What is wrong with something that a user gave, in the five parts that every message has. */
export interface Complaint {
  /** The problem, in one line without a full stop. */
  readonly what: string
  readonly expected: string
  readonly got: string
  /** The file, the key, the option: where to look. */
  readonly where: string
  /** What to do about it. */
  readonly fix: string
}

/** The adapter, a file or the command line is at fault: the exit code is 2, the message is all that is shown. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly complaints: readonly [Complaint, ...Complaint[]]

  constructor(first: Complaint, ...more: Complaint[]) {
    super([first, ...more].map(formatComplaint).join('\n\n'))
    this.complaints = [first, ...more]
  }
}

function formatComplaint({ what, expected, got, where, fix }: Complaint): string {
  return [what, row('expected', expected), row('got', got), row('where', where), row('to do', fix)].join('\n')
}

/** Lines after the first are set under the first. */
function row(label: string, text: string): string {
  return `  ${label.padEnd(8)}  ${text.replaceAll('\n', `\n${' '.repeat(12)}`)}`
}
