import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describeThrown } from '../messages/describe-value.ts'
import { UsageError } from '../messages/usage-error.ts'
import { displayPath } from './display-path.ts'
import { isRuntimeMissing } from './runtime-missing.ts'

interface Position {
  readonly file: string
  readonly line: number
  readonly column: number | null
}

/**
 * Says why a module could not be imported: it does not parse, it imports what is not there, it lacks its runtime, or it
 * throws.
 */
export function importFailure(thrown: unknown, file: string, cwd: string): UsageError {
  if (isRuntimeMissing(thrown)) return new UsageError(thrown.complaint)
  if (isMissingModule(thrown) || isMissingExport(thrown)) return missingImport(thrown, file, cwd)
  return syntaxError(thrown, file, cwd) ?? throwsOnImport(thrown, file, cwd)
}

function isMissingModule(thrown: unknown): thrown is Error {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  return /^(ERR_)?MODULE_NOT_FOUND$|^ERR_PACKAGE_PATH_NOT_EXPORTED$/.test(code)
}

/** A named export that the imported module does not have: found while the modules are linked, before any of them runs. */
function isMissingExport(thrown: unknown): thrown is Error {
  return thrown instanceof Error && /does not provide an export named/.test(thrown.message)
}

function missingImport(error: Error, file: string, cwd: string): UsageError {
  const [reason = ''] = error.message.split('\n')
  const at = stackHead(error)
  const [, wanted] = /^Cannot find package '([^']*)'/.exec(reason) ?? []
  return new UsageError({
    what: `${displayPath(file, cwd)} imports something that is not there`,
    expected: 'every import to be found',
    got: reason,
    where: at ? formatPosition(at, cwd) : displayPath(file, cwd),
    fix: wanted
      ? `install ${wanted} beside the adapter, or correct the import`
      : 'correct the import, or add what it names',
  })
}

function syntaxError(thrown: unknown, file: string, cwd: string): UsageError | undefined {
  if (!(thrown instanceof Error)) return undefined
  const found = transformError(thrown) ?? nativeSyntaxError(thrown, file)
  if (!found) return undefined
  return new UsageError({
    what: `${displayPath(found.at.file, cwd)} does not parse`,
    expected: 'a JavaScript or TypeScript module',
    got: found.reason,
    where: formatPosition(found.at, cwd),
    fix: 'correct the syntax there',
  })
}

interface Unparsed {
  readonly at: Position
  readonly reason: string
}

/** tsx reports what its compiler said: `Transform failed with 1 error:` and a line for each. */
function transformError(error: Error): Unparsed | undefined {
  const match = /^(.+?):(\d+):(\d+): ERROR: (.*)$/m.exec(error.message)
  if (error.name !== 'TransformError' || !match) return undefined
  const [, file = '', line, column, reason = ''] = match
  return { at: { file, line: Number(line), column: Number(column) + 1 }, reason }
}

/** A SyntaxError of the engine: of this module or, with the position in front of its stack, of one that it imports. */
function nativeSyntaxError(error: Error, file: string): Unparsed | undefined {
  if (error.name !== 'SyntaxError' || frameOutside(error)) return undefined
  return { at: stackHead(error) ?? checkSyntax(file), reason: describeThrown(error) }
}

/** The position that the engine puts in front of the stack of some errors: `file:///…/x.ts:1`, then the line itself. */
function stackHead(error: Error): Position | undefined {
  const [, file, line] = /^(.+):(\d+)\n/.exec(error.stack ?? '') ?? []
  return file ? { file: pathOf(file), line: Number(line), column: null } : undefined
}

/** The engine drops the position of a syntax error in a module that is imported; parsing it alone tells it. */
function checkSyntax(file: string): Position {
  const { stderr } = spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' })
  const [, line] = /^.+:(\d+)\n/.exec(stderr) ?? []
  const caret = /^( *)\^/m.exec(stderr)
  return { file, line: Number(line ?? 0), column: line && caret ? (caret[1]?.length ?? 0) + 1 : null }
}

function throwsOnImport(thrown: unknown, file: string, cwd: string): UsageError {
  const frame = thrown instanceof Error ? frameOutside(thrown) : undefined
  return new UsageError({
    what: `${displayPath(file, cwd)} throws when it is imported`,
    expected: 'a module that only builds the implementation',
    got: describeThrown(thrown),
    where: frame ? formatPosition(frame, cwd) : displayPath(file, cwd),
    fix: 'correct the error there',
  })
}

/** The innermost frame of a stack that is in the code of a user. */
function frameOutside(error: Error): Position | undefined {
  for (const line of String(error.stack).split('\n').slice(1)) {
    const [, url = '', row, column] = /^ +at (?:.*\()?((?:file:|\/|[A-Z]:\\).*?):(\d+):(\d+)\)?$/.exec(line) ?? []
    if (
      url !== '' &&
      !/node_modules[/\\](tsx|esbuild)[/\\]/.test(url) &&
      !url.startsWith(import.meta.url.replace(/[^/]*$/, ''))
    ) {
      return { file: pathOf(url), line: Number(row), column: Number(column) }
    }
  }
  return undefined
}

/** tsx marks what it loads with a query. */
function pathOf(url: string): string {
  const bare = url.replace(/\?.*$/, '')
  return bare.startsWith('file:') ? fileURLToPath(bare) : bare
}

function formatPosition({ file, line, column }: Position, cwd: string): string {
  const row = line > 0 ? `:${line}` : ''
  return `${displayPath(file, cwd)}${row}${column === null ? '' : `:${column}`}`
}
