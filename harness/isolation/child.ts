import { createLocalRunner } from '../campaign/local-runner.ts'
import type { Runner } from '../campaign/runner.ts'
import { resolveImplementation } from '../implementation/resolve.ts'
import { UsageError } from '../messages/usage-error.ts'
import { heartbeat, type Reply, type Request } from './protocol.ts'

/*
 * The process that holds an implementation. What it needs of its globals it takes before the implementation is loaded.
 */
const send = process.send?.bind(process) as (message: Reply) => void
const every = setInterval
const [, , address = '', directory = ''] = process.argv

every(() => send({ type: 'alive' }), heartbeat).unref()
// An implementation that throws where nobody catches it ends the process, and the other side says so.
process.on('uncaughtException', thrown => {
  process.stderr.write(`${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`)
  process.exit(70)
})

try {
  const { implementation } = await resolveImplementation(address, directory)
  serve(createLocalRunner(implementation))
} catch (thrown) {
  if (thrown instanceof UsageError) send({ type: 'refused', complaints: thrown.complaints })
  else send({ type: 'failed', message: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) })
}

function serve(runner: Runner): void {
  process.on('message', (request: Request) => {
    answer(runner, request).then(
      value => send({ type: 'result', value }),
      (thrown: unknown) =>
        send({ type: 'failed', message: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) }),
    )
  })
  const { subjects, dialect, runs, isEngine } = runner
  send({ type: 'ready', subjects, dialect, runs, isEngine })
}

function answer(runner: Runner, request: Request): Promise<unknown> {
  switch (request.call) {
    case 'runRange':
      return runner.runRange(request.selection, request.from, request.to)
    case 'runSome':
      return runner.runSome(request.selection, request.cases)
    case 'minimise':
      return runner.minimise(request.selection, request.rule, request.failure)
    case 'runOne':
      return runner.runOne(request.selection, request.one)
  }
}
