import type { ElaboratedPipeline, Stage } from '../../program/pipeline/elaborated.ts'
import type { Difference } from '../difference.ts'
import { traitsOf } from './declared.ts'
import type { Run, When } from './observed.ts'

/** How many values have been asked for when something happens. */
export type Demand = (at: When) => number

/** How many values the consumer has asked for before an event. */
export function requestsBefore({ requests, starts, values, events }: Run, { program }: Difference, at: When): number {
  const { consumer } = program as ElaboratedPipeline
  if (at < starts) return 0
  if (consumer.kind === 'asks') return requests.filter(one => one.method === 'next' && one.at < at).length
  const ready = values.filter((value, i) => {
    const waits = consumer.bodies[i] ?? null
    if (consumer.leaves !== 'at the end' && i + 1 >= consumer.bodies.length) return false
    const from = waits === null ? value.at : events.findIndex(({ actor, what }) => actor === '>' && what === waits)
    return from !== -1 && from < at
  })
  return 1 + ready.length
}

/** The most that may be asked of each source below a stage, where so much is asked of the stage. */
export function* bounds(
  d: Difference,
  run: Run,
  stage: Stage,
  asked: Demand,
): Generator<[actor: string, most: Demand]> {
  if (stage.kind === 'source') {
    yield [stage.actor, asked]
    return
  }
  const { prefetch, concurrency } = traitsOf(d, stage.kind)
  const ahead = prefetch === 'unbounded' ? Number.POSITIVE_INFINITY : prefetch
  switch (stage.kind) {
    case 'map':
      yield* bounds(d, run, stage.of, at => asked(at) + ahead)
      return
    case 'filter': {
      const rejected: Demand = at =>
        run.events.slice(0, at).filter(({ actor, text }) => actor === stage.callback.actor && text.endsWith(' false'))
          .length
      yield* bounds(d, run, stage.of, at => asked(at) + rejected(at) + ahead)
      return
    }
    case 'take':
      yield* bounds(d, run, stage.of, at => Math.min(asked(at), stage.count) + ahead)
      return
    case 'drop':
      yield* bounds(d, run, stage.of, at => asked(at) + stage.count + ahead)
      return
    case 'chunk':
      yield* bounds(d, run, stage.of, at => asked(at) * stage.count + ahead)
      return
    case 'buffer':
      yield* bounds(d, run, stage.of, at => asked(at) + stage.count + ahead)
      return
    case 'parallelMap':
      yield* bounds(d, run, stage.of, at => asked(at) + stage.concurrency - 1 + ahead)
      return
    case 'flatMap': {
      const inner = stage.callback.calls.flatMap(({ outcome }) => (outcome.kind === 'given' ? [outcome.source] : []))
      const side = concurrency === 'unbounded' ? Number.POSITIVE_INFINITY : concurrency - 1
      const exhausted: Demand = at =>
        inner.filter(({ actor }) => (run.sources.get(actor)?.finished ?? at) < at).length +
        run.events.slice(0, at).filter(({ text }) => text === `${stage.callback.actor} answers nothing`).length
      yield* bounds(d, run, stage.of, at => asked(at) + exhausted(at) + side + ahead)
      for (const { actor } of inner) yield [actor, at => asked(at) + ahead]
      return
    }
    default:
      for (const one of stage.of) yield* bounds(d, run, one, at => asked(at) + ahead)
  }
}

/** A source is asked more often than it may be, where so much is asked of the whole. */
export function isAskedBeyond(d: Difference, run: Run, asked: Demand): boolean {
  const { stage } = d.program as ElaboratedPipeline
  return [...bounds(d, run, stage, asked)].some(([actor, most]) =>
    (run.sources.get(actor)?.nexts ?? []).some((at, i) => i + 1 > most(at)),
  )
}
