import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { PythonLanguage } from '../../harness/index.ts'

/** The driver, which this and every other Python runs: see there what it does. */
export const driver: string = fileURLToPath(new URL('driver.py', import.meta.url))

/** Without what a user's environment adds to Python, and without leaving compiled files behind. */
const options = ['-E', '-s', '-B', driver]

/**
 * Runs batches in a process of Python, a line of JSON each. The process is started when it is needed, and again after
 * it has ended.
 */
export function evaluateIn(command: string): PythonLanguage['evaluate'] {
  let python: Python | null = null
  return async batch => {
    python ??= start(command)
    try {
      const answer = await python.ask(JSON.stringify(batch.map(({ source, schedule }) => [source, schedule])))
      return (JSON.parse(answer) as { traces: Traces }).traces
    } catch (thrown) {
      python.end()
      python = null
      throw thrown
    }
  }
}

type Traces = Awaited<ReturnType<PythonLanguage['evaluate']>>

interface Python {
  /** One request at a time. Rejects when the process ends. */
  readonly ask: (line: string) => Promise<string>
  readonly end: () => void
}

function start(command: string): Python {
  const child = spawn(command, options, { stdio: ['pipe', 'pipe', 'pipe'] })
  let printed = ''
  let unread = ''
  let settle: { readonly answer: (line: string) => void; readonly fail: (reason: Error) => void } | null = null
  const fail = (reason: string) => settle?.fail(new Error(`${command} ${reason}`))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    printed = (printed + chunk).slice(-8000)
  })
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (unread + chunk).split('\n')
    unread = lines.pop() ?? ''
    // Whatever else stands there was printed before the driver took the stream for itself.
    for (const line of lines) if (line.startsWith('{"traces":')) settle?.answer(line)
  })
  // Written to a process that has ended: how it ended says more.
  child.stdin.on('error', () => {})
  child.on('error', ({ message }) => fail(`cannot be started: ${message}`))
  child.on('close', () => fail(howItEnded(child, printed)))
  /** Only while an answer is owed does it keep this process alive. */
  const hold = (held: boolean): void => {
    for (const part of [child, child.stdin, child.stdout, child.stderr] as unknown as NodeJS.Timeout[]) {
      if (held) part.ref()
      else part.unref()
    }
  }
  hold(false)
  return {
    async ask(line) {
      const { promise, resolve, reject } = Promise.withResolvers<string>()
      settle = { answer: resolve, fail: reject }
      if (child.exitCode !== null || child.signalCode !== null) fail(howItEnded(child, printed))
      hold(true)
      child.stdin.write(`${line}\n`)
      try {
        return await promise
      } finally {
        settle = null
        hold(false)
      }
    },
    end: () => void child.kill('SIGKILL'),
  }
}

function howItEnded({ exitCode, signalCode }: ChildProcess, printed: string): string {
  if (signalCode === 'SIGPROF') return `does not come to the end of a case: it was ${whereabouts(printed)}`
  const said = printed.trim().split('\n').at(-1)?.slice(0, 200)
  return `${signalCode ? `is ended by ${signalCode}` : `exits with code ${exitCode}`}${said ? `: ${said}` : ''}`
}

/** The innermost frame of the traceback that faulthandler prints. */
function whereabouts(printed: string): string {
  const [, file = '', line, name] = /^ {2}File "(.*)", line (\d+) in (.*)$/m.exec(printed) ?? []
  return name ? `in ${name}, ${file.split('/').at(-1)}:${line}` : 'in a loop'
}
