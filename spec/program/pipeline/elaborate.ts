import type * as ast from './ast.ts'
import type * as el from './elaborated.ts'

/**
 * Gives every place of a pipeline its name: sources (it1…), callbacks (f1…), checkpoints (c1…) and errors (E1…) are
 * numbered through the program. The third value of it2 is 203, what the third call of f2 answers is 2003.
 */
export function elaboratePipeline(program: ast.Pipeline): el.ElaboratedPipeline {
  const names = new Names()
  const stage = elaborateStage(program.stage, names)
  const consumer = elaborateConsumer(program.consumer, names)
  return { form: 'pipeline', stage, consumer, sources: names.sources, callbacks: names.callbacks }
}

class Names {
  checkpoints = 0
  errors = 0
  inputs = 0
  operators = 0
  readonly sources: el.Source[] = []
  readonly callbacks: el.Callback[] = []

  checkpoint = (waits: boolean): string | null => (waits ? `c${++this.checkpoints}` : null)
  failure = (): el.Failure => ({ kind: 'fails', error: `E${++this.errors}` })
}

function elaborateStage(stage: ast.Stage, names: Names): el.Stage {
  switch (stage.kind) {
    case 'source':
      return elaborateSource(stage, names)
    case 'map':
    case 'parallelMap': {
      const of = elaborateStage(stage.of, names)
      const callback = elaborateCallback(stage.kind, stage.calls, names, (call, value) =>
        call.outcome === 'fails' ? names.failure() : { kind: 'value', value },
      )
      return { kind: stage.kind, of, callback, concurrency: stage.kind === 'map' ? 1 : stage.concurrency }
    }
    case 'filter': {
      const of = elaborateStage(stage.of, names)
      const callback = elaborateCallback('filter', stage.calls, names, ({ outcome }) =>
        outcome === 'fails' ? names.failure() : { kind: 'kept', kept: outcome === 'keeps' },
      )
      return { kind: 'filter', of, callback, concurrency: 1 }
    }
    case 'flatMap': {
      const of = elaborateStage(stage.of, names)
      const callback = elaborateCallback('flatMap', stage.calls, names, ({ gives }) =>
        gives ? { kind: 'given', source: elaborateSource(gives, names) } : names.failure(),
      )
      return { kind: 'flatMap', of, callback }
    }
    case 'take':
    case 'drop':
    case 'chunk':
    case 'buffer':
      return { kind: stage.kind, of: elaborateStage(stage.of, names), count: stage.count }
    default:
      return { kind: stage.kind, of: stage.of.map(one => elaborateStage(one, names)) }
  }
}

function elaborateSource({ items, end, close }: ast.Source, names: Names): el.Source {
  const number = ++names.inputs
  const answers = items.map(
    ({ waits }, i): el.Answer => ({
      checkpoint: names.checkpoint(waits),
      outcome: { kind: 'value', value: number * 100 + i + 1 },
    }),
  )
  const last: el.Answer = {
    checkpoint: names.checkpoint(end.waits),
    outcome: end.outcome === 'fails' ? names.failure() : { kind: 'done' },
  }
  const source: el.Source = {
    kind: 'source',
    actor: `it${number}`,
    answers: [...answers, last],
    close: {
      kind: close,
      checkpoint: names.checkpoint(close === 'waits'),
      error: close === 'rejects' ? names.failure().error : null,
    },
  }
  names.sources.push(source)
  return source
}

function elaborateCallback<Call extends object>(
  of: el.Callback['of'],
  calls: readonly Call[],
  names: Names,
  outcomeOf: (call: Call, value: number) => el.Call['outcome'],
): el.Callback {
  const number = ++names.operators
  const base = number * 1000
  const callback: el.Callback = {
    actor: `f${number}`,
    of,
    base,
    calls: calls.map((call, i) => ({
      checkpoint: names.checkpoint('waits' in call && call.waits === true),
      outcome: outcomeOf(call, base + i + 1),
    })),
  }
  names.callbacks.push(callback)
  return callback
}

function elaborateConsumer(consumer: ast.Consumer, names: Names): el.Consumer {
  const idle = names.checkpoint(consumer.idles)
  if (consumer.kind === 'asks') {
    return { kind: 'asks', idle, asks: consumer.asks.map(({ method, awaited }) => ({ method, awaited })) }
  }
  const { bodies, leaves } = consumer
  return {
    kind: 'loop',
    idle,
    bodies: bodies.map(({ waits }) => names.checkpoint(waits)),
    leaves,
    error: leaves === 'throw' ? names.failure().error : null,
  }
}
