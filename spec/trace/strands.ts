import type * as el from '../program/elaborated.ts'
import { type ElaboratedPipeline, stagesOf } from '../program/pipeline/elaborated.ts'
import type { Elaborated } from '../program/program.ts'
import type { Trace } from './event.ts'

/**
 * Which strand each actor belongs to: what runs by itself (a task beside others, a generator that is asked by hand) and
 * everything within. Actors that are not listed belong to the main strand.
 */
export type Strands = ReadonlyMap<string, string>

const holder = 'the holder'

/** The strands of a program, or null where there is only one: then every order is total. */
export function strandsOf(program: Elaborated): Strands | null {
  // Each request, the signal and the consumer are strands of their own; the last of them goes by what the others do.
  if (program.form === 'fetching') return new Map([['main', 'the consumer']])
  // Each request is; the block and the sessions that it holds are one, for one thing leads to the next.
  if (program.form === 'client') {
    return new Map(['main', ...program.held.map(({ session }) => session)].map(actor => [actor, holder]))
  }
  if (program.form === 'pipeline') return pipelineStrands(program)
  const strands = new Map<string, string>()
  let concurrent = false
  const fibers = program.form === 'fibers'
  const visit = (node: unknown, strand: string): void => {
    if (Array.isArray(node)) {
      for (const one of node) visit(one, strand)
      return
    }
    if (typeof node !== 'object' || node === null) return
    const { kind, actor, name } = node as { kind?: string; actor?: string; name?: string }
    if (kind === 'burst' || kind === 'concurrently' || (fibers && (kind === 'spawn' || kind === 'all')))
      concurrent = true
    if (actor !== undefined) strands.set(actor, strand)
    if (name !== undefined) strands.set(name, strand)
    for (const [field, part] of Object.entries(node)) {
      const own = kind === 'open' && field === 'generator' ? (part as el.Routine).actor : null
      const branches = field === 'branches' && (kind === 'concurrently' || fibers)
      if (fibers && field === 'routine') visit(part, (part as el.Routine).actor)
      else if (branches) for (const branch of part as el.Routine[]) visit(branch, branch.actor)
      else visit(part, own ?? strand)
    }
  }
  visit(program.main, 'main')
  return concurrent ? strands : null
}

/** A request that the client takes back in the step in which it makes it may never reach a server. */
function isWithdrawn(strand: string, events: readonly string[]): boolean {
  return events.length === 2 && events[0] === `${strand} request` && events[1] === `${strand} aborted`
}

/**
 * Leaves out sessions that are opened and closed at once, without anything in between: a client that looks at its signal
 * before it opens one need not open it.
 */
function withoutVainSessions(events: readonly string[]): readonly string[] {
  const kept: string[] = []
  for (const event of events) {
    kept.push(event)
    const [, session] = /^(s\d+) exited$/.exec(event) ?? []
    if (!session) continue
    const [enter, entered, exit] = kept.slice(-4)
    const inVain =
      enter === `${session} enter` && entered === `${session} entered` && exit?.startsWith(`${session} exit`)
    if (inVain) kept.splice(-4)
  }
  return kept
}

/**
 * Of a pipeline: one strand as long as one thing leads to the next. Where several are under way at once, every actor is a
 * strand of its own.
 */
function pipelineStrands({ stage, consumer }: ElaboratedPipeline): Strands | null {
  const inFlight = consumer.kind === 'asks' && consumer.asks.some(({ awaited }) => !awaited)
  const sideBySide = (kind: string): boolean => ['merge', 'zip', 'parallelMap', 'buffer'].includes(kind)
  return inFlight || [...stagesOf(stage)].some(({ kind }) => sideBySide(kind)) ? new Map() : null
}

/**
 * Brings a trace into the form in which traces are compared: within a step, the events of one strand stand together.
 * Their order within the strand, and the order of steps, is kept. A request that was withdrawn at once is left out, and so
 * is a session that was.
 */
export function canonical(trace: Trace, strands: Strands | null): Trace {
  if (!strands) return trace
  const result: string[] = []
  let step = new Map<string, string[]>()
  const flush = (): void => {
    for (const strand of [...step.keys()].sort()) {
      const events = step.get(strand) as string[]
      if (!isWithdrawn(strand, events)) result.push(...(strand === holder ? withoutVainSessions(events) : events))
    }
    step = new Map()
  }
  for (const event of trace) {
    if (event.startsWith('> ')) {
      flush()
      result.push(event)
      continue
    }
    const actor = event.slice(0, event.indexOf(' '))
    const strand = strands.get(actor) ?? actor
    const events = step.get(strand)
    if (events) events.push(event)
    else step.set(strand, [event])
  }
  flush()
  return result
}
