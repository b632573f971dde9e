import { type ChildProcess, fork } from 'node:child_process'
import { extname } from 'node:path'
import { ImplementationCrash } from './implementation-crash.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { exitCodes, isMessage, type Reply, type Request } from './protocol.ts'
import { watchSilence } from './silence.ts'

type First = Extract<Reply, { type: 'ready' | 'refused' | 'unusable' }>
type Answer = Extract<Reply, { type: 'result' | 'crash' }>

/** A process that holds an implementation. */
export interface Connection {
  /** How the import went. */
  readonly ready: Promise<First>
  /** Asks one thing at a time. Rejects with ImplementationCrash when no answer comes. */
  readonly ask: (request: Request) => Promise<Answer>
  readonly kill: () => void
}

const { silent, answer } = defaultLimits

/** Starts a process that imports an implementation. */
export function startProcess(address: string, directory: string, limits: Limits): Connection {
  const child = fork(new URL(`./child${extname(import.meta.url)}`, import.meta.url), [address, directory], {
    // What an implementation prints is its own business, unless it dies of it.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${limits.memory}`],
  })
  const printed = lastWords(child)
  // What an import may cost is not what a case may cost.
  const ready = nextReply(
    child,
    printed,
    { ...limits, silent, answer },
    (reply): reply is First => 'type' in reply && !('id' in reply),
  )
  // Whoever asks gets the rejection; a process that is killed before has nobody to tell.
  ready.catch(() => {})
  return {
    ready,
    ask(request) {
      const reply = nextReply(child, printed, limits, (one): one is Answer => 'id' in one && one.id === request.id)
      // A process that has gone meanwhile says so through its exit.
      child.send(request, () => {})
      return reply
    },
    kill: () => void child.kill('SIGKILL'),
  }
}

/** The next reply of a kind. */
function nextReply<T extends Reply>(
  child: ChildProcess,
  printed: () => string,
  limits: Limits,
  wanted: (reply: Reply) => reply is T,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const crash = (why: string, slow: boolean): void => {
    child.kill('SIGKILL')
    reject(new ImplementationCrash(why, { slow }))
  }
  const silence = watchSilence(child.pid, limits.silent, () =>
    crash(`blocks the event loop: not a sign of life for ${limits.silent / 1000} seconds`, true),
  )
  const patience = setTimeout(
    () => crash(`does not answer within ${limits.answer / 1000} seconds`, true),
    limits.answer,
  )
  const onMessage = (message: unknown): void => {
    // What the implementation itself sends is not for us.
    if (!isMessage(message)) return
    silence.broken()
    if (message.type !== 'alive' && wanted(message)) resolve(message)
  }
  let grace: NodeJS.Timeout | undefined
  const inASecond = (then: () => void): void => {
    clearTimeout(grace)
    grace = setTimeout(then, 1000)
  }
  // `close` comes when all that was printed has been read; a process of the implementation's own may keep it from coming.
  const onExit = (): void => inASecond(onClose)
  const onClose = (): void => crash(howItEnded(child, printed(), limits), false)
  // It ends by itself when it has closed the channel, unless it has been kept from it.
  const onDisconnect = (): void => inASecond(() => void child.kill('SIGKILL'))
  const events = { message: onMessage, exit: onExit, close: onClose, disconnect: onDisconnect }
  for (const [event, listener] of Object.entries(events)) child.on(event, listener)
  if (child.exitCode !== null || child.signalCode !== null) onExit()
  return promise.finally(() => {
    silence.stop()
    clearTimeout(patience)
    clearTimeout(grace)
    for (const [event, listener] of Object.entries(events)) child.off(event, listener)
  })
}

/** Keeps what a process printed last, to say what it died of. */
function lastWords(child: ChildProcess): () => string {
  let printed = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    printed = (printed + chunk).slice(-8000)
  })
  return () => printed
}

function howItEnded({ exitCode, signalCode }: ChildProcess, printed: string, { memory }: Limits): string {
  if (/heap out of memory/i.test(printed)) return `runs out of memory: it has ${memory} MB`
  // The signal may be ours: see onDisconnect.
  if (exitCode === exitCodes.disconnected || signalCode === 'SIGKILL')
    return 'closes the channel to the suite, or is killed'
  if (exitCode === exitCodes.uncaught) return `throws where nobody can catch it${said(printed)}`
  return signalCode ? `is ended by ${signalCode}` : `exits with code ${exitCode}${said(printed)}`
}

/** The last line that looks like an error. */
function said(printed: string): string {
  const lines = printed
    .split('\n')
    .map(line => line.trim())
    .filter(line => !line.startsWith('at '))
  const error = lines.findLast(line => /error|fatal/i.test(line)) ?? lines.findLast(line => line !== '')
  return error ? `: ${error.slice(0, 200)}` : ''
}
