import { type ChildProcess, fork } from 'node:child_process'
import type { Report, Run, Runner } from '../campaign/runner.ts'
import type { SavedCounterexample } from '../counterexample/saved.ts'
import { UsageError } from '../messages/usage-error.ts'
import type { Reply, Request } from './protocol.ts'

/** The implementation ended its process, or stopped it from answering. */
export class ImplementationCrash extends Error {
  override readonly name = 'ImplementationCrash'
}

/** How long a process may be silent, in milliseconds: it beats twice a second unless its event loop is blocked. */
export const patience = { silent: 15_000, answer: 180_000 }

/** Memory of a process, in megabytes. */
const memory = 2048

interface Connection {
  readonly child: ChildProcess
  readonly ready: Extract<Reply, { type: 'ready' }>
}

/**
 * Runs cases in a process of their own, which is started again after it has crashed. Calls reject with
 * ImplementationCrash when the implementation crashes.
 */
export async function createIsolatedRunner(address: string, directory: string): Promise<Runner> {
  let connection: Connection | null = await connect(address, directory)
  const { ready } = connection
  const call = async <T>(request: Request): Promise<T> => {
    connection ??= await connect(address, directory)
    const { child } = connection
    try {
      child.send(request)
      const reply = await nextReply(child)
      if (reply.type === 'result') return reply.value as T
      throw new Error(reply.type === 'failed' ? reply.message : `unexpected ${reply.type}`)
    } catch (thrown) {
      if (thrown instanceof ImplementationCrash) connection = null
      throw thrown
    }
  }
  return {
    subjects: ready.subjects,
    dialect: ready.dialect,
    runs: ready.runs,
    isEngine: ready.isEngine,
    runRange: (selection, from, to) => call<Report>({ call: 'runRange', selection, from, to }),
    runSome: (selection, cases) => call<Report>({ call: 'runSome', selection, cases }),
    minimise: (selection, rule, failure) =>
      call<SavedCounterexample | 'unstable'>({ call: 'minimise', selection, rule, failure }),
    runOne: (selection, one) => call<Run>({ call: 'runOne', selection, one }),
    stop() {
      connection?.child.kill('SIGKILL')
      connection = null
    },
  }
}

async function connect(address: string, directory: string): Promise<Connection> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const child = fork(new URL(`./child.${extension}`, import.meta.url), [address, directory], {
    // What an implementation prints is its own business, unless it dies of it.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${memory}`],
  })
  const reply = await nextReply(child)
  if (reply.type === 'ready') return { child, ready: reply }
  child.kill('SIGKILL')
  if (reply.type === 'refused') throw new UsageError(...reply.complaints)
  throw new Error(reply.type === 'failed' ? reply.message : `unexpected ${reply.type}`)
}

/** The next reply that is not a heartbeat. */
function nextReply(child: ChildProcess): Promise<Exclude<Reply, { type: 'alive' }>> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const end = (): void => {
      clearTimeout(silence)
      clearTimeout(answer)
      child.off('message', onMessage)
      child.off('exit', onExit)
      child.stderr?.off('data', onPrinted)
    }
    const crash = (why: string): void => {
      end()
      child.kill('SIGKILL')
      reject(new ImplementationCrash(why))
    }
    const silenced = (): void => crash(`blocks the event loop: not a sign of life for ${patience.silent / 1000} s`)
    let silence = setTimeout(silenced, patience.silent)
    const answer = setTimeout(() => crash(`does not answer within ${patience.answer / 1000} s`), patience.answer)
    const onMessage = (reply: Reply): void => {
      clearTimeout(silence)
      if (reply.type === 'alive') {
        silence = setTimeout(silenced, patience.silent)
        return
      }
      end()
      resolve(reply)
    }
    const onExit = (code: number | null, signal: string | null): void => {
      const how = signal ? `is ended by ${signal}` : `exits with code ${code}`
      crash(`${how}${lastLine(printed)}`)
    }
    const onPrinted = (chunk: Buffer): void => {
      printed = (printed + chunk.toString()).slice(-4000)
    }
    child.on('message', onMessage)
    child.on('exit', onExit)
    child.stderr?.on('data', onPrinted)
  })
}

/** What the process said last of why: the first line that looks like an error. */
function lastLine(printed: string): string {
  const lines = printed.split('\n').map(line => line.trim())
  const said = lines.find(line => /error|fatal/i.test(line)) ?? lines.find(line => line !== '')
  return said ? `: ${said}` : ''
}
