import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { suggest } from '../messages/nearest.ts'
import { UsageError } from '../messages/usage-error.ts'
import { type Address, EXTENSIONS } from './address.ts'
import { displayPath } from './display-path.ts'
import { packageRoot } from './package-root.ts'

/** The module in a folder that is its adapter, unless its package.json names another one as `main`. */
const STEMS = ['adapter', 'index'] as const

export interface Located {
  /** The module to load, an absolute path. */
  readonly file: string
  readonly address: Address
}

/** Finds the module that an address means. */
export function locate(address: Address, cwd: string): Located {
  return address.kind === 'path' ? locatePath(address, cwd) : locateFolder(address, cwd)
}

function locatePath(address: Address & { kind: 'path' }, cwd: string): Located {
  const path = resolve(cwd, address.path)
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory()) return { file: adapterIn(path, cwd), address }
  if (found && EXTENSIONS.some(extension => path.endsWith(extension))) return { file: path, address }
  throw new UsageError({
    what: found ? `${address.path} is not a module that can be loaded` : `there is no file ${address.path}`,
    expected: 'a .ts, .mts, .js or .mjs file whose default export is an implementation',
    got: found ? 'a file of another kind' : 'nothing',
    where: path,
    fix: suggest(
      address.path,
      neighbours(path, address.path),
      'check the path; it is taken from the current directory',
    ),
  })
}

/** What could have been meant: the modules beside it, spelled like the path that was typed. */
function neighbours(path: string, typed: string): string[] {
  const folder = dirname(path)
  if (!existsSync(folder)) return []
  const prefix = typed.slice(0, Math.max(typed.lastIndexOf('/'), typed.lastIndexOf('\\')) + 1)
  return readdirSync(folder)
    .filter(name => EXTENSIONS.some(extension => name.endsWith(extension)))
    .map(name => prefix + name)
}

function locateFolder(address: Address & { kind: 'folder' }, cwd: string): Located {
  const shelves = shelvesFor(cwd)
  for (const shelf of shelves) {
    const folder = join(shelf, address.folder)
    if (isFolder(folder)) return { file: adapterIn(folder, cwd), address }
  }
  // `impls/typescript`, as a shell completes it.
  const typed = address.variant === null ? address.folder : `${address.folder}/${address.variant}`
  if (isFolder(resolve(cwd, typed))) return locatePath({ kind: 'path', path: `./${typed}`, variant: null }, cwd)
  throw new UsageError({
    what: `no implementation is called ${address.folder || "''"}`,
    expected: 'the name of a folder in impls/, or a path such as ./my-pool.ts',
    got: typed || 'an empty name',
    where:
      shelves.length === 0 ? `there is no impls/ in ${cwd}` : shelves.map(shelf => displayPath(shelf, cwd)).join(', '),
    fix: suggest(address.folder, shelves.flatMap(folderNames), 'give the path of your adapter'),
  })
}

/** The folders of implementations: one in the current directory, and the one that came with the suite. */
function shelvesFor(cwd: string): string[] {
  return [...new Set([resolve(cwd, 'impls'), join(packageRoot(), 'impls')])].filter(isFolder)
}

/** The names of all folders in impls/. */
export function folderNames(shelf: string): string[] {
  return readdirSync(shelf, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map(entry => entry.name)
}

function adapterIn(folder: string, cwd: string): string {
  const main = mainOf(folder)
  const candidates = main
    ? [resolve(folder, main)]
    : STEMS.flatMap(stem => EXTENSIONS.map(extension => join(folder, stem + extension)))
  const file = candidates.find(candidate => existsSync(candidate))
  if (file) return file
  throw new UsageError({
    what: `${displayPath(folder, cwd)} has no adapter`,
    expected: main
      ? `the file ${main}, which its package.json names as main`
      : 'adapter.ts, or the file that its package.json names as main',
    got: readdirSync(folder).join(', ') || 'an empty folder',
    where: folder,
    fix: 'add adapter.ts with an implementation as its default export',
  })
}

function mainOf(folder: string): string | undefined {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return undefined
  try {
    const { main } = JSON.parse(readFileSync(file, 'utf8')) as { main?: string }
    return main
  } catch (error) {
    throw new UsageError({
      what: `${file} is not JSON`,
      expected: 'a package.json',
      got: (error as Error).message,
      where: file,
      fix: 'correct it',
    })
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
