import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { UsageError } from '../messages/usage-error.ts'

export interface WritableFile {
  write(text: string): void
  close(): void
}

/** Opens a file to write to, its folder included; what is written is in it at once. */
export function openFile(path: string, cwd: string): WritableFile {
  const file = resolve(cwd, path)
  let descriptor: number
  try {
    mkdirSync(dirname(file), { recursive: true })
    descriptor = openSync(file, 'w')
  } catch (error) {
    throw new UsageError({
      what: `cannot write ${path}`,
      expected: 'a file that can be written',
      got: (error as Error).message,
      where: file,
      fix: 'choose another file',
    })
  }
  return { write: text => void writeSync(descriptor, text), close: () => closeSync(descriptor) }
}
