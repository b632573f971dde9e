import { createLocalRunner } from '../campaign/local-runner.ts'
import type { Runner } from '../campaign/runner.ts'
import { resolveImplementation } from '../implementation/resolve.ts'
import { describeThrown } from '../messages/describe-value.ts'
import { UsageError } from '../messages/usage-error.ts'
import { routeTimers } from '../world/clock.ts'
import { tuneCollector } from '../world/garbage-collector.ts'
import { watchGlobals } from './global-objects.ts'
import { ImplementationCrash } from './implementation-crash.ts'
import { exitCodes, heartbeat, type Message, mark, type Question, type Reply, type Request } from './protocol.ts'
import { type SettlingLanguage, settlingLanguage } from './settling-language.ts'

/*
 * The process that holds an implementation. What it needs of its globals it takes before the implementation is loaded.
 */
const sendRaw = process.send?.bind(process) as (message: Message) => void
const send = (reply: Reply): void => sendRaw({ ...reply, from: mark })
const exit = process.exit.bind(process)
const listenersOf = process.listeners.bind(process)
const includes = Function.prototype.call.bind(Array.prototype.includes) as (list: unknown[], one: unknown) => boolean
const { then } = Promise.prototype
const settled = Function.prototype.call.bind(then) as <T>(
  promise: Promise<T>,
  fulfilled: (value: T) => void,
  rejected: (thrown: unknown) => void,
) => void
const { channel } = process
const every = setInterval
const nextTurn = setImmediate
routeTimers()
tuneCollector()
const replacedGlobal = watchGlobals()
const [, , address = '', directory = ''] = process.argv

/** The request that is being worked on, and how many heartbeats ago a global was found replaced meanwhile. */
let working: { readonly id: number; spoilt: number } | null = null
let compiler: SettlingLanguage | null = null
/** What came of an earlier request when its answer had been given. */
let stray: string | null = null

every(() => {
  send({ type: 'alive' })
  // Without its globals the suite may wait here for ever.
  if (working && replacedGlobal() && ++working.spoilt > 1) answerWithCrash(working.id, new Error('unreachable'))
}, heartbeat).unref()

/** An implementation that throws where nobody catches it ends the process, and the other side says so. */
const uncaught = (thrown: unknown): void => {
  process.stderr.write(`${describeThrown(thrown)}\n`)
  exit(exitCodes.uncaught)
}
/** While it works, this is for `watchRejections`; after that, nobody has been waiting for it. */
const rejected = (reason: unknown): void => {
  if (!working) stray ??= `rejects after its case has ended, and nobody listens: ${describeThrown(reason)}`
}
const disconnected = (): void => exit(exitCodes.disconnected)
/** Nothing is left to do, and an answer is owed: what is being waited for never comes. */
const idle = (): void => {
  if (importing) send({ type: 'unusable', message: 'it awaits, at its top level, what never comes' })
  if (!working) return
  // The process ends unless there is something to do when this returns.
  nextTurn(() => {})
  if (compiler?.giveUp()) return
  answerWithCrash(working.id, new ImplementationCrash('leaves the suite waiting for what never comes'))
}
const asked = (request: unknown): void => void work(request as Request)
const listeners = [
  ['uncaughtException', uncaught],
  ['unhandledRejection', rejected],
  ['disconnect', disconnected],
  ['beforeExit', idle],
  ['message', asked],
] as const

let runner: Runner | null = null
let importing = true
/** The global that the implementation has replaced when it was imported. */
let spoilt: string | null = null
for (const [event, listener] of listeners) process.on(event as 'message', listener)
channel?.unref()
try {
  const { implementation } = await resolveImplementation(address, directory)
  const { language } = implementation
  compiler = language?.syntax === 'ecmascript' ? settlingLanguage(language) : null
  runner = createLocalRunner(compiler ? { ...implementation, language: compiler.language } : implementation)
  spoilt = replacedGlobal()
  const { subjects, dialect, runs, isEngine } = runner
  send({ type: 'ready', subjects, dialect, runs, isEngine })
} catch (thrown) {
  const replaced = replacedGlobal()
  if (replaced) send({ type: 'unusable', message: `it replaces the global ${replaced} when it is imported` })
  else if (thrown instanceof UsageError) send({ type: 'refused', complaints: thrown.complaints })
  else send({ type: 'unusable', message: describeThrown(thrown) })
}
importing = false
channel?.ref()

function work(request: Request): void {
  const { id } = request
  if (spoilt !== null) {
    const message = `replaces the global ${spoilt} when it is imported`
    send({ type: 'crash', id, message, blame: 'import' })
    return
  }
  if (stray !== null) {
    send({ type: 'crash', id, message: stray, blame: 'earlier' })
    return
  }
  working = { id, spoilt: 0 }
  // While it works, nothing but the work keeps the process alive: `idle` knows when there is none left.
  channel?.unref()
  settled(
    answer(runner as Runner, request),
    value => {
      const harm = harmDone()
      if (harm === null) reply({ type: 'result', id, value })
      else answerWithCrash(id, new ImplementationCrash(harm))
    },
    thrown => answerWithCrash(id, thrown),
  )
}

/** Only the first reply counts: a heartbeat may have found out before the work came to an end. */
function reply(one: Reply & { readonly id: number }): void {
  if (working?.id !== one.id) return
  working = null
  channel?.ref()
  send(one)
}

/** What is broken around the suite is the reason for whatever else went wrong. */
function answerWithCrash(id: number, thrown: unknown): void {
  const harm = harmDone()
  const known = thrown instanceof ImplementationCrash ? thrown : null
  const message = harm ?? known?.message ?? `makes the suite itself fail: ${whereThrown(thrown)}`
  reply({ type: 'crash', id, message, blame: known?.blame ?? 'now' })
}

function harmDone(): string | null {
  const replaced = replacedGlobal()
  if (replaced !== null) return `replaces the global ${replaced}`
  for (let i = 0; i < listeners.length; i++) {
    const [event, listener] = listeners[i] as (typeof listeners)[number]
    if (!includes(listenersOf(event as 'message'), listener)) return `removes the listeners of process for ${event}`
  }
  return null
}

/** The error and the innermost frame: it may be a mistake of the suite. */
function whereThrown(thrown: unknown): string {
  const said = describeThrown(thrown)
  const frame = thrown instanceof Error ? /\n +at (.*)/.exec(String(thrown.stack))?.[1] : undefined
  return frame === undefined ? said : `${said}, at ${frame}`
}

function answer(own: Runner, request: Question): Promise<unknown> {
  switch (request.call) {
    case 'runRange':
      return own.runRange(request.selection, request.from, request.to)
    case 'brokenBy':
      return own.brokenBy(request.selection, request.cases)
    case 'runSome':
      return own.runSome(request.selection, request.cases)
    case 'minimise':
      return own.minimise(request.selection, request.rule, request.failure)
    case 'runOne':
      return own.runOne(request.selection, request.one)
  }
}
