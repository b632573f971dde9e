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

/**
 * A line that is written over on a terminal, with all that is going on; elsewhere a line for each chapter and subject that
 * begins.
 */
export function progressReporter({ write, live, columns }: ProgressOutput): ProgressReporter {
  let shown = ''
  const begun = new Set<string>()
  const running = new Map<string, Progress>()
  const show = (line: string) => {
    if (line === shown) return
    shown = line
    write(live ? ERASE + line.slice(0, Math.max(columns - 1, 1)) : `${line}\n`)
  }
  return {
    begin: show,
    update: (implementation, progress) => {
      const stage = formatStage(progress)
      running.set(stage, progress)
      if (live) show(`${implementation}: ${[...running.values()].map(formatProgress).join('; ')}`)
      else if (!begun.has(stage)) show(`${implementation}: ${stage}`)
      begun.add(stage)
      if (progress.done >= progress.total) running.delete(stage)
    },
    end: () => {
      if (live && shown !== '') write(ERASE)
      shown = ''
      begun.clear()
      running.clear()
    },
  }
}

/** `generator on language, 42%`: it changes a hundred times a stage at most. */
function formatProgress(progress: Progress): string {
  const { done, total } = progress
  const share = total > 0 ? `, ${Math.min(100, Math.floor((100 * done) / total))}%` : ''
  return `${formatStage(progress)}${share}`
}

function formatStage({ chapter, subject }: Progress): string {
  return `${chapter}${subject === '' ? '' : ` on ${subject}`}`
}
