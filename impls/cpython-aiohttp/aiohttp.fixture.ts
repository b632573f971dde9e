import { RuntimeMissing } from '../../harness/index.ts'
import { findPython, type Python, variable } from './find.ts'

/**
 * A Python of this machine that has aiohttp. Without one, tests that need it are skipped and say why; where
 * AEXIT_PYTHON_AIOHTTP names one, as on the machines that gate changes, it must be there.
 */
export const { python, missing } = look()

function look(): { readonly python: Python | null; readonly missing: string } {
  try {
    return { python: findPython(process.env), missing: '' }
  } catch (thrown) {
    if (!(thrown instanceof RuntimeMissing) || process.env[variable]) throw thrown
    return { python: null, missing: thrown.message }
  }
}
