import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describeValue } from '../messages/describe-value.ts'
import { UsageError } from '../messages/usage-error.ts'
import { displayPath } from './display-path.ts'
import { importFailure } from './import-failure.ts'

/** Imports a module, of TypeScript without a build, and gives its default export. */
export async function loadDefaultExport(file: string, cwd: string): Promise<unknown> {
  const module = await importModule(file, cwd)
  const exported = unwrap(module)
  if (exported !== undefined) return exported
  const names = Object.keys(module).filter(name => name !== 'default' && name !== 'module.exports')
  throw new UsageError({
    what: `${displayPath(file, cwd)} has no default export`,
    expected: 'export default defineImplementation({ name: …, … })',
    got: names.length === 0 ? 'no export at all' : `only the named exports ${names.join(', ')}`,
    where: displayPath(file, cwd),
    fix: names.length === 1 ? `write export default ${names[0]}` : 'export the implementation as default',
  })
}

async function importModule(file: string, cwd: string): Promise<Record<string, unknown>> {
  const { href } = pathToFileURL(file)
  try {
    if (!isModule(file)) return await importByTsx(href)
    return await import(href).catch(thrown => {
      if (isOfItsForm(thrown)) return importByTsx(href)
      throw thrown
    })
  } catch (thrown) {
    throw importFailure(thrown, file, cwd)
  }
}

/** Loaded where it is needed only: that takes as long as all that is our own. */
async function importByTsx(href: string): Promise<Record<string, unknown>> {
  const { tsImport } = await import('tsx/esm/api')
  return await tsImport(href, import.meta.url)
}

/**
 * Whether Node.js is told that it is a module. Of what it has to guess it makes another thing than tsx: what a CommonJS
 * module that was a module once exports as default is another value there.
 */
function isModule(file: string): boolean {
  if (/\.m[jt]s$/.test(file)) return true
  if (!/\.[jt]s$/.test(file)) return false
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    // A manifest that does not parse is told of by tsx.
    if (existsSync(manifest)) return /"type"\s*:\s*"module"/.test(readFileSync(manifest, 'utf8'))
    if (dirname(folder) === folder) return false
  }
}

/** What Node.js says of modules that it cannot take as they stand, but tsx may: before any of them has run. */
const codesOfForm: ReadonlySet<unknown> = new Set([
  'ERR_INVALID_TYPESCRIPT_SYNTAX',
  'ERR_MODULE_NOT_FOUND',
  'ERR_NO_TYPESCRIPT',
  'ERR_PACKAGE_PATH_NOT_EXPORTED',
  'ERR_REQUIRE_ESM',
  'ERR_UNKNOWN_FILE_EXTENSION',
  'ERR_UNSUPPORTED_DIR_IMPORT',
  'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING',
  'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
  'MODULE_NOT_FOUND',
])

/** TypeScript with more than types in it, imports without an extension, an old Node.js: tsx knows them. */
function isOfItsForm(thrown: unknown): boolean {
  return (
    thrown instanceof Error && (thrown.name === 'SyntaxError' || ('code' in thrown && codesOfForm.has(thrown.code)))
  )
}

/** A .ts file of a package without `"type": "module"` is a CommonJS module to tsx, with its exports one level down. */
function unwrap(module: Record<string, unknown>): unknown {
  const exported = module.default
  if (typeof exported !== 'object' || exported === null || !('module.exports' in module)) return exported
  if ('default' in exported) return exported.default
  return '__esModule' in exported ? undefined : exported
}

/** What `value`, the default export of `file`, is refused with when it is nothing to take keys from. */
export function demandObject(value: unknown, where: string): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Promise)) return value
  throw new UsageError({
    what: `the default export of ${where} is not an implementation`,
    expected: 'an object with a name and what is to be tested',
    got: describeValue(value),
    where,
    fix: fixFor(value),
  })
}

function fixFor(value: unknown): string {
  if (typeof value === 'function') return 'export the object itself, not a function that makes it'
  if (value instanceof Promise) return 'await it: export default await …'
  return 'export default defineImplementation({ name: …, … })'
}
