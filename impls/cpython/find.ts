import { spawnSync } from 'node:child_process'
import { RuntimeMissing } from '../../harness/index.ts'

/** A Python that can run the driver. */
export interface Python {
  /** What to start it with: a path, or a name that is on the PATH. */
  readonly command: string
  /** The version of the language and its library, such as `3.11.2`. */
  readonly release: string
  /** The same; of another implementation than CPython its name stands before: `PyPy 3.11.13`. */
  readonly version: string
}

/** Names the Python to use, and nothing else is looked for then. */
export const variable = 'AEXIT_PYTHON'

/** The oldest Python that has what the driver and the programs need (ExceptionGroup, the contextlib of today). */
const oldest = [3, 11] as const

/** Where to look, in order. `python3` may be an old one, with newer ones beside it. */
const usual = ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11', '/usr/bin/python3']

/** Python 2 must understand this as well, to be told that it is too old. */
const tellVersion = `
import sys, platform
print(platform.python_implementation() + " " + ".".join(map(str, sys.version_info[:3])) + " " + str(sys.executable))
`

/** How long one may take to tell its version, in milliseconds: only the clock can tell that it never will. */
const patience = 10_000

/** Finds a Python on this machine. @throws RuntimeMissing if there is none, or none that is new enough */
export function findPython(env: Environment): Python {
  const named = env[variable]
  const candidates = named ? [named] : usual
  const reasons: string[] = []
  for (const command of candidates) {
    const found = probe(command, env)
    if ('python' in found) return found.python
    if (found.reason !== null) reasons.push(`${command} ${found.reason}`)
  }
  throw missing(named, reasons)
}

function probe(command: string, env: Environment): { readonly python: Python } | { readonly reason: string | null } {
  const answer = ask(command, tellVersion, env)
  if ('reason' in answer) return answer
  const [, kind, release = '', executable = ''] = /^(\S+) (\d+\.\d+\.\d+)(?: (.+))?$/.exec(answer.told) ?? []
  if (!kind) return { reason: silent }
  if (isOlder(release)) return { reason: `is ${kind} ${release}` }
  const version = kind === 'CPython' ? release : `${kind} ${release}`
  return { python: { command: behind(command, executable, answer.told, env), release, version } }
}

/**
 * The interpreter itself, where the command is a script that looks for it, as those of version managers are: they take
 * ten times as long to start. What does not answer just the same by itself needs its script.
 */
function behind(command: string, executable: string, told: string, env: Environment): string {
  if (executable === '' || executable === command) return command
  const answer = ask(executable, tellVersion, env)
  return 'told' in answer && answer.told === told ? executable : command
}

export type Environment = Readonly<Record<string, string | undefined>>

const silent = 'does not tell its version'

/**
 * Asks what may be a Python for its version.
 *
 * @returns what it prints, or why it cannot be used: `null` where there is no such command
 */
export function ask(
  command: string,
  program: string,
  env: Environment,
): { readonly told: string } | { readonly reason: string | null } {
  const { error, status, signal, stdout } = spawnSync(command, ['-c', program], {
    encoding: 'utf8',
    env: { ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: patience,
    killSignal: 'SIGKILL',
  })
  if (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return { reason: null }
    return { reason: code === 'ETIMEDOUT' ? silent : `cannot be started: ${code}` }
  }
  if (status !== 0) {
    const end = signal === null ? `exits with code ${status}` : `is ended by ${signal}`
    return { reason: `${end} when it is asked for its version` }
  }
  // The last line: what stands before it may be a greeting of the machine.
  return { told: stdout.trim().split('\n').at(-1) ?? '' }
}

function isOlder(release: string): boolean {
  const [major = 0, minor = 0] = release.split('.').map(Number)
  return major < oldest[0] || (major === oldest[0] && minor < oldest[1])
}

function missing(named: string | undefined, reasons: readonly string[]): RuntimeMissing {
  const wanted = `Python ${oldest.join('.')} or later`
  const nothing = named ? `${named} is not there` : `none of ${usual.join(', ')}`
  return new RuntimeMissing({
    what: `cpython needs ${wanted}`,
    expected: named ? `${wanted} where ${variable} says` : `${wanted} on the PATH`,
    got: reasons.join('; ') || nothing,
    where: named ? `the environment variable ${variable}` : 'this machine',
    fix: `install it (Debian: apt-get install python3, macOS: brew install python), or name one in ${variable}`,
  })
}
