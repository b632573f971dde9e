import type { Line } from './line.ts'
import { openFile } from './open-file.ts'

/** Takes lines of results as they come. */
export interface ResultsWriter {
  write(line: Line): void
  close(): void
}

/**
 * Streams results to a file. Each line is in it at once and whole: whatever ends the process, what has been written is
 * valid, and only the footer is missing.
 */
export function writeResults(path: string, cwd: string): ResultsWriter {
  const file = openFile(path, cwd)
  return { write: line => file.write(formatLine(line)), close: file.close }
}

/** One line of results as text, its line break included. */
export function formatLine(line: Line): string {
  return `${JSON.stringify(line)}\n`
}
