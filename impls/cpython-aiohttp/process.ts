import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Without what a user's environment adds to Python, and without leaving compiled files behind. */
const options = ['-E', '-B', fileURLToPath(new URL('driver.py', import.meta.url))]

/** What a consumer can be asked for: see driver.py. */
export type Ask = 'next' | 'leave' | 'close'

/** What it answers. */
export type Answer =
  | { readonly text: string }
  | { readonly done: true }
  | { readonly cancelled: true }
  | { readonly error: string; readonly message: string; readonly url: string | null }

/** One loop over async_fetch. */
export interface Consumer {
  readonly ask: (ask: Ask) => Promise<Answer>
  /** Cancels its task, wherever that is. */
  readonly cancel: () => void
}

/** The tutorial's program in a process of its own. */
export interface Program {
  readonly open: (urls: readonly string[]) => Consumer
  /** Resolves when nothing is left to do but to wait. */
  readonly idle: () => Promise<void>
  /** Has garbage collected, and with it what was forgotten to be closed. */
  readonly collect: () => Promise<void>
  /** What its event loop complained of to nobody in particular, in order. */
  readonly complaints: readonly string[]
  /** Rejects whatever is owed; the next use starts it anew. */
  readonly end: () => void
}

interface Owed {
  readonly resolve: (answer: never) => void
  readonly reject: (reason: Error) => void
}

/** Who has asked: a consumer, by its number, or whoever asks for all. */
type Whose = number | 'idle' | 'collect'

interface Running {
  readonly child: ChildProcess
  /** Who waits, in order. */
  readonly owed: Map<Whose, Owed[]>
  /** Why nothing will be answered any more. */
  ended: Error | null
}

type Line =
  | (Answer & { readonly id: number })
  | { readonly idle: true }
  | { readonly collect: true }
  | { readonly complaint: string }

/** The process is started when it is needed, and again after it has ended. */
export function runProgram(command: string): Program {
  const complaints: string[] = []
  let running: Running | null = null
  let latest = 0

  const use = (): Running => {
    if (!running || running.ended) running = start(command, complaints)
    return running
  }
  const request = <T>({ child, owed, ended }: Running, whose: Whose, line: object): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (ended) return reject(ended)
      const queue = owed.get(whose) ?? []
      owed.set(whose, [...queue, { resolve: resolve as Owed['resolve'], reject }])
      hold(child, true)
      write(child, line)
    })
  return {
    complaints,
    open(urls) {
      const id = ++latest
      // One that has ended takes its consumers with it.
      const own = use()
      write(own.child, { ask: 'open', id, urls })
      return { ask: ask => request(own, id, { ask, id }), cancel: () => write(own.child, { ask: 'cancel', id }) }
    },
    idle: () => request(use(), 'idle', { ask: 'idle' }),
    collect: () => request(use(), 'collect', { ask: 'collect' }),
    end() {
      running?.child.kill('SIGKILL')
    },
  }
}

function write({ stdin }: ChildProcess, line: object): void {
  stdin?.write(`${JSON.stringify(line)}\n`)
}

/** Only while an answer is owed does it keep this process alive. */
function hold(child: ChildProcess, held: boolean): void {
  for (const part of [child, child.stdin, child.stdout, child.stderr] as unknown as NodeJS.Timeout[]) {
    if (held) part.ref()
    else part.unref()
  }
}

function start(command: string, complaints: string[]): Running {
  const child = spawn(command, options, { stdio: ['pipe', 'pipe', 'pipe'] })
  const owed: Running['owed'] = new Map()
  const running: Running = { child, owed, ended: null }
  let printed = ''
  let unread = ''
  const take = (whose: Whose): Owed | undefined => {
    const [first, ...others] = owed.get(whose) ?? []
    if (others.length > 0) owed.set(whose, others)
    else owed.delete(whose)
    if (owed.size === 0) hold(child, false)
    return first
  }
  const fail = (reason: string): void => {
    const error = new Error(`${command} ${reason}`)
    running.ended ??= error
    for (const queue of owed.values()) for (const { reject } of queue) reject(error)
    owed.clear()
  }
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    printed = (printed + chunk).slice(-8000)
  })
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (unread + chunk).split('\n')
    unread = lines.pop() ?? ''
    for (const line of lines) {
      // Whatever else stands there is a greeting of the machine.
      if (!/^\{"(id|idle|collect|complaint)":/.test(line)) continue
      const said = JSON.parse(line) as Line
      if ('complaint' in said) complaints.push(said.complaint)
      else if ('id' in said) take(said.id)?.resolve(said as never)
      else take('idle' in said ? 'idle' : 'collect')?.resolve(undefined as never)
    }
  })
  // Written to a process that has ended: how it ended says more.
  child.stdin.on('error', () => {})
  child.on('error', ({ message }) => fail(`cannot be started: ${message}`))
  child.on('close', (code, signal) => {
    const said = printed.trim().split('\n').at(-1)?.slice(0, 200)
    fail(`${signal ? `is ended by ${signal}` : `exits with code ${code}`}${said ? `: ${said}` : ''}`)
  })
  hold(child, false)
  return running
}
