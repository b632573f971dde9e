import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Makes a folder with these files, by path, for the length of a test; its messages are then the same everywhere. */
export function folderWith(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'aexit-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  /** The message of what `work` is refused with, with the folder's own name taken out. */
  const messageOf = async (work: () => unknown): Promise<string> => {
    try {
      await work()
    } catch (thrown) {
      return neutral(String(thrown))
    }
    return 'nothing was thrown'
  }
  const neutral = (text: string) => text.replaceAll(folder, 'FOLDER')
  return { folder, messageOf, neutral }
}
