/**
 * What a trace shows of a pipeline: what was asked of each source and when, which callbacks ran, what the consumer got.
 * The rules of this chapter are asked of what was observed, so that a library that goes another way than the model
 * without breaking a rule is not blamed.
 */
import type { ElaboratedPipeline, Source } from '../../program/pipeline/elaborated.ts'
import type { ParsedEvent } from '../../trace/event.ts'
import type { Difference } from '../difference.ts'

/** An index into the trace; never, where it did not happen. */
export type When = number
export const never = Number.POSITIVE_INFINITY

export interface Run {
  readonly events: readonly ParsedEvent[]
  readonly sources: ReadonlyMap<string, SourceRun>
  readonly callbacks: ReadonlyMap<string, CallbackRun>
  /** The consumer begins to ask. */
  readonly starts: When
  /** The consumer leaves its loop early. */
  readonly leaves: When
  /** The loop is over: what follows it runs, or the main task ends. */
  readonly over: When
  /** What the main task has thrown. */
  readonly thrown: string | null
  readonly hangs: boolean
  /** What the consumer was given, in this order. */
  readonly values: readonly { readonly at: When; readonly value: string }[]
  readonly requests: readonly Request[]
}

export interface SourceRun {
  readonly source: Source
  readonly nexts: readonly When[]
  readonly returns: readonly When[]
  /** It has answered that it is done, or with an error. */
  readonly finished: When
  /** The error that it has answered with. */
  readonly error: string | null
  /** What closing it has come to: its return() has settled. */
  readonly closed: When
}

export interface CallbackRun {
  readonly calls: readonly {
    readonly at: When
    readonly given: string
    readonly ends: When
    readonly error: string | null
  }[]
}

export interface Request {
  readonly method: string
  readonly at: When
  readonly answered: When
  /** `''` as long as there is no answer. */
  readonly answer: string
}

/**
 * There was nothing to call. An iterator need not have a return(), and then it has not been closed, nor asked: what an
 * operator without one owes its sources is seen where a loop is left.
 * @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-asynciterator-interface
 */
export const lacksMethod = ({ answer }: Request): boolean => answer === 'no return'

export const isAnswered = (request: Request): boolean => request.answer !== '' && !lacksMethod(request)

/** The errors that the consumer is shown, one for each time. */
export function shownErrors({ thrown, requests }: Run): string[] {
  const answered = requests.flatMap(({ answer }) => (answer.startsWith('throws ') ? [answer.slice(7)] : []))
  return thrown === null ? answered : [...answered, thrown]
}

const known = new WeakMap<readonly ParsedEvent[], Run>()

/** What was observed. */
export const observedRun = (d: Difference): Run => runOf(d.program as ElaboratedPipeline, d.inOrder)
/** What the model says. */
export const expectedRun = (d: Difference): Run => runOf(d.program as ElaboratedPipeline, d.expected)

function runOf(program: ElaboratedPipeline, events: readonly ParsedEvent[]): Run {
  const made = known.get(events) ?? readRun(program, events.map(onTime))
  known.set(events, made)
  return made
}

/** An event that came after the end is that event all the same. */
function onTime(event: ParsedEvent): ParsedEvent {
  if (event.actor !== 'late') return event
  const [value = '', ...rest] = event.value.split(' ')
  const [what, given] = [value, rest.join(' ')]
  return { ...event, actor: event.what, what, value: given }
}

function readRun({ sources, callbacks }: ElaboratedPipeline, events: readonly ParsedEvent[]): Run {
  const find = (matches: (event: ParsedEvent) => boolean): When => events.find(matches)?.index ?? never
  const all = (actor: string, what: string): When[] =>
    events.filter(event => event.actor === actor && event.what === what).map(({ index }) => index)
  const main = (what: string): When => find(event => event.actor === 'main' && event.what === what)
  const released = (checkpoint: string | null, from: When): When =>
    checkpoint === null ? from : find(event => event.actor === '>' && event.what === checkpoint)
  const ended = events.find(({ actor, what }) => actor === 'main' && (what === 'throws' || what === 'returns'))

  const readSource = (source: Source): SourceRun => {
    const nexts = all(source.actor, 'next')
    const returns = all(source.actor, 'return')
    const last = source.answers.at(-1)
    const asked = nexts[source.answers.length - 1] ?? never
    // Once it has been closed it is done, whatever its script says.
    const reached = asked < (returns[0] ?? never)
    const answered = reached && last ? released(last.checkpoint, asked) : never
    // One who asks on while the end is on its way is told at once that there is no more.
    const askedOn = nexts[source.answers.length] ?? never
    const finished = Math.min(answered, reached ? askedOn : never)
    const failed = answered !== never && answered <= askedOn && last?.outcome.kind === 'fails'
    return {
      source,
      nexts,
      returns,
      finished,
      error: failed && last?.outcome.kind === 'fails' ? last.outcome.error : null,
      closed: returns[0] === undefined ? never : released(source.close.checkpoint, returns[0]),
    }
  }
  const readCallback = (actor: string): CallbackRun => {
    const ends = events.filter(event => event.actor === actor && event.what !== 'called')
    // Calls that wait may end in any order: what each answers says which it is.
    const script = callbacks.find(callback => callback.actor === actor)
    const taken = new Set<ParsedEvent>()
    const calls = events
      .filter(event => event.actor === actor && event.what === 'called')
      .map(({ index, value }, i) => {
        const call = script?.calls[i]
        const from = call?.checkpoint ? released(call.checkpoint, index) : index
        const end = ends.find(event => event.index > from && !taken.has(event) && answers(event, i))
        if (end) taken.add(end)
        return { at: index, given: value, ends: end?.index ?? never, error: end?.what === 'fails' ? end.value : null }
      })
    function answers({ what, value }: ParsedEvent, i: number): boolean {
      const outcome = script?.calls[i]?.outcome
      if (outcome?.kind === 'fails') return what === 'fails' && value === outcome.error
      if (what !== 'answers') return false
      if (outcome?.kind === 'value') return value === String(outcome.value)
      return outcome !== undefined || value === String((script?.base ?? 0) + i + 1) || script?.of !== 'map'
    }
    return { calls }
  }

  const answersOf = (number: string): ParsedEvent | undefined =>
    events.find(({ actor, what }) => actor === 'main' && what === number)
  const requests = events
    .filter(({ actor, what }) => actor === 'main' && (what === 'next' || what === 'return'))
    .map(({ index, what, value }): Request => {
      const answer = answersOf(value)
      return { method: what, at: index, answered: answer?.index ?? never, answer: answer?.value ?? '' }
    })
  const values = events
    .filter(({ actor, what, value }) => actor === 'main' && /^\d+$/.test(what) && isValue(value))
    .map(({ index, value }) => ({ at: index, value }))
  return {
    events,
    sources: new Map(sources.map(source => [source.actor, readSource(source)])),
    callbacks: new Map(callbacks.map(({ actor }) => [actor, readCallback(actor)])),
    starts: main('starts'),
    leaves: main('leaves'),
    over: Math.min(main('goes'), ended?.index ?? never),
    thrown: ended?.what === 'throws' ? ended.value : null,
    hangs: events.some(({ actor, what }) => actor === 'main' && what === 'hangs'),
    values,
    requests,
  }
}

export function isValue(answer: string): boolean {
  return answer !== '' && !/^(throws |done|no return)/.test(answer)
}

/** A value with what it was made of, such as `f1(101)`: calls are numbered as they come, not by what they are given. */
export function madeOf(run: Run, value: string): string {
  return value.replace(/\d{4,}/g, number => {
    const call = run.callbacks.get(`f${Math.floor(Number(number) / 1000)}`)?.calls[(Number(number) % 1000) - 1]
    return call ? `f${Math.floor(Number(number) / 1000)}(${madeOf(run, call.given)})` : number
  })
}
