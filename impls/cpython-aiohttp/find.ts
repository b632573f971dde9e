import { RuntimeMissing } from '../../harness/index.ts'
import { ask, type Environment } from '../cpython/find.ts'

/** A Python that has aiohttp. */
export interface Python {
  readonly command: string
  /** Of aiohttp, and of the Python: `3.8.4 (Python 3.11.2)`. */
  readonly version: string
}

/** Names the Python to use, and nothing else is looked for then. */
export const variable = 'AEXIT_PYTHON_AIOHTTP'

/** Debian's own first: it is the one that has Debian's aiohttp. */
const usual = ['/usr/bin/python3', 'python3']

const none = 'has no aiohttp'

const tellVersions = `
import sys
try:
    import aiohttp
    print("aiohttp " + aiohttp.__version__ + " (Python " + ".".join(map(str, sys.version_info[:3])) + ")")
except ImportError:
    print("${none}")
`

/** Finds a Python with aiohttp on this machine. @throws RuntimeMissing if there is none */
export function findPython(env: Environment): Python {
  const named = env[variable]
  const reasons: string[] = []
  for (const command of named ? [named] : usual) {
    const answer = ask(command, tellVersions, env)
    const version = 'told' in answer && /^aiohttp (\S+ \(Python 3\S*\))$/.exec(answer.told)?.[1]
    if (version) return { command, version }
    reasons.push(`${command} ${reasonOf(answer)}`)
  }
  throw new RuntimeMissing({
    what: 'cpython-aiohttp needs a Python with aiohttp',
    expected: `Python 3 with aiohttp ${named ? `where ${variable} says` : `as ${usual.join(' or ')}`}`,
    got: reasons.join('; '),
    where: named ? `the environment variable ${variable}` : 'this machine',
    fix: `install it (Debian: apt-get install python3-aiohttp), or name a Python that has it in ${variable}`,
  })
}

function reasonOf(answer: ReturnType<typeof ask>): string {
  if ('reason' in answer) return answer.reason ?? 'is not there'
  return answer.told === none ? none : 'does not tell its version'
}
