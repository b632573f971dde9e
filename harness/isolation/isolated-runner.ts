import type { Minimised, Report, Run, Runner } from '../campaign/runner.ts'
import { UsageError } from '../messages/usage-error.ts'
import { ImplementationCrash } from './implementation-crash.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { type Connection, startProcess } from './process.ts'
import type { Question, Reply } from './protocol.ts'

export { ImplementationCrash } from './implementation-crash.ts'

/**
 * Runs cases in a process of their own, which is started again after it has crashed. Calls reject with
 * ImplementationCrash when the implementation crashes.
 *
 * @throws UsageError if the implementation cannot be imported there
 */
export async function createIsolatedRunner(
  address: string,
  directory: string,
  limits: Limits = defaultLimits,
): Promise<Runner> {
  let last = 0
  const first = await connect(address, directory, limits)
  const { ready } = first
  let connection: Connection | null = first.connection
  let stopped = false
  const reconnect = async (): Promise<Connection> => {
    if (!stopped) {
      const { connection: another } = await connect(address, directory, limits)
      if (!stopped) return another
      another.kill()
    }
    throw new Error(`The process of ${address} has been stopped.`)
  }
  const call = async <T>(question: Question): Promise<T> => {
    connection ??= await reconnect()
    const id = ++last
    try {
      const reply = await connection.ask({ ...question, id })
      if (reply.type === 'result') return reply.value as T
      throw new ImplementationCrash(reply.message, { blame: reply.blame })
    } catch (thrown) {
      // Whatever it was: a process that has been harmed answers no further question.
      if (!(thrown instanceof ImplementationCrash) || thrown.blame !== 'import') {
        connection.kill()
        connection = null
      }
      throw thrown
    }
  }
  return {
    subjects: ready.subjects,
    dialect: ready.dialect,
    runs: ready.runs,
    isEngine: ready.isEngine,
    isIsolated: true,
    runRange: (selection, from, to) => call<Report>({ call: 'runRange', selection, from, to }),
    brokenBy: (selection, cases) => call<(string[] | null)[]>({ call: 'brokenBy', selection, cases }),
    runSome: (selection, cases) => call<Report>({ call: 'runSome', selection, cases }),
    minimise: (selection, rule, failure) => call<Minimised>({ call: 'minimise', selection, rule, failure }),
    runOne: (selection, one) => call<Run>({ call: 'runOne', selection, one }),
    stop() {
      stopped = true
      connection?.kill()
      connection = null
    },
  }
}

interface Connected {
  readonly connection: Connection
  readonly ready: Extract<Reply, { type: 'ready' }>
}

/** Starts the process and waits until the implementation has been imported there. */
async function connect(address: string, directory: string, limits: Limits): Promise<Connected> {
  const connection = startProcess(address, directory, limits)
  try {
    const reply = await connection.ready
    if (reply.type === 'ready') return { connection, ready: reply }
    throw reply.type === 'refused' ? new UsageError(...reply.complaints) : notImported(address, reply.message)
  } catch (thrown) {
    connection.kill()
    throw thrown instanceof ImplementationCrash ? notImported(address, `it ${thrown.message}`) : thrown
  }
}

/** It was imported when it was described: what goes wrong here goes wrong in a process of its own only. */
function notImported(address: string, got: string): UsageError {
  return new UsageError({
    what: `${address} cannot be imported in a process of its own`,
    expected: 'a module that only builds the implementation, and can be imported any number of times',
    got,
    where: address,
    fix: 'look at the top level of the module',
  })
}
