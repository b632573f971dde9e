import type { Progress } from '../cli/engine.ts'

export interface ProgressOutput {
  readonly write: (text: string) => void
  /** Whether a line that was written can be written over: a terminal, and not a log of CI. */
  readonly live: boolean
  readonly columns: number
}

/** Says how far a run has come. */
export interface ProgressReporter {
  /** Says what is about to begin; called before anything is loaded. */
  begin(text: string): void
  update(implementation: string, progress: Progress): void
  /** Takes the progress line away. */
  end(): void
}

/** Erases the line that the cursor stands on. */
const ERASE = '\r\u001B[2K'

/** A line that is written over on a terminal; elsewhere a line for each chapter and subject that begins. */
export function progressReporter({ write, live, columns }: ProgressOutput): ProgressReporter {
  let shown = ''
  const show = (line: string) => {
    if (line === shown) return
    shown = line
    write(live ? ERASE + line.slice(0, Math.max(columns - 1, 1)) : `${line}\n`)
  }
  return {
    begin: show,
    update: (implementation, progress) => {
      show(live ? formatProgress(implementation, progress) : formatStage(implementation, progress))
    },
    end: () => {
      if (live && shown !== '') write(ERASE)
      shown = ''
    },
  }
}

/** `typescript/es2017: generator on language, 42%`: it changes a hundred times a stage at most. */
export function formatProgress(implementation: string, progress: Progress): string {
  const { done, total } = progress
  const share = total > 0 ? `, ${Math.min(100, Math.floor((100 * done) / total))}%` : ''
  return `${formatStage(implementation, progress)}${share}`
}

function formatStage(implementation: string, { chapter, subject }: Progress): string {
  return `${implementation}: ${chapter}${subject === '' ? '' : ` on ${subject}`}`
}
