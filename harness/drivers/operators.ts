import type * as el from '../../spec/program/pipeline/elaborated.ts'
import { type Operators, runOf } from '../implementation/operators.ts'
import type { World } from '../world/world.ts'

/** Runs a pipeline with the operators of an implementation. */
export async function runPipeline(
  { stage, consumer }: el.ElaboratedPipeline,
  world: World,
  operators: Operators,
): Promise<unknown> {
  const pipeline = build(stage, world, operators)
  if (consumer.idle !== null) await world.checkpoint(consumer.idle)
  world.log('main starts')
  if (consumer.kind === 'loop') await loop(pipeline, consumer, world)
  else await asks(pipeline, consumer, world)
  return undefined
}

function build(stage: el.Stage, world: World, operators: Operators): AsyncIterable<unknown> {
  const input = (one: el.Stage) => build(one, world, operators)
  switch (stage.kind) {
    case 'source':
      return source(stage, world)
    case 'map':
      return runOf(operators, 'map')(input(stage.of), callback(stage.callback, world))
    case 'parallelMap':
      return runOf(operators, 'parallelMap')(input(stage.of), callback(stage.callback, world), stage.concurrency)
    case 'filter':
      return runOf(operators, 'filter')(
        input(stage.of),
        callback(stage.callback, world) as (value: unknown) => Promise<boolean>,
      )
    case 'take':
    case 'drop':
    case 'chunk':
    case 'buffer':
      return runOf(operators, stage.kind)(input(stage.of), stage.count)
    case 'flatMap':
      return runOf(operators, 'flatMap')(input(stage.of), expansion(stage.callback, world))
    default:
      return runOf(operators, stage.kind)(stage.of.map(input))
  }
}

/** A scripted source: each of its iterators goes through the script from the start, and records every request. */
function source({ actor, answers, close }: el.Source, world: World): AsyncIterable<unknown> {
  return {
    [Symbol.asyncIterator]: () => {
      let asked = 0
      let over = false
      const next = async (): Promise<IteratorResult<unknown>> => {
        world.log(`${actor} next`)
        const answer = over ? undefined : answers[asked++]
        over ||= answer?.outcome.kind !== 'value'
        if (!answer) return { value: undefined, done: true }
        if (answer.checkpoint !== null) await world.checkpoint(answer.checkpoint)
        const { outcome } = answer
        if (outcome.kind === 'fails') throw world.error(outcome.error)
        return outcome.kind === 'value' ? { value: outcome.value, done: false } : { value: undefined, done: true }
      }
      if (close.kind === 'absent') return { next }
      const end = async (): Promise<IteratorResult<unknown>> => {
        world.log(`${actor} return`)
        over = true
        if (close.checkpoint !== null) await world.checkpoint(close.checkpoint)
        if (close.error !== null) throw world.error(close.error)
        return { value: undefined, done: true }
      }
      return { next, return: end }
    },
  }
}

/** A callback as an async function. */
function callback({ actor, of, calls, base }: el.Callback, world: World): (value: unknown) => Promise<unknown> {
  let called = 0
  return async value => {
    world.log(`${actor} called`, value)
    const number = ++called
    const call = calls[number - 1]
    if (call && call.checkpoint !== null) await world.checkpoint(call.checkpoint)
    const given = call ? outcomeOf(call, actor, world) : of === 'filter' ? true : base + number
    world.log(`${actor} answers`, given)
    return given
  }
}

/** The callback of a flatMap: it answers at once. */
function expansion({ actor, calls }: el.Callback, world: World): (value: unknown) => AsyncIterable<unknown> {
  let called = 0
  return value => {
    world.log(`${actor} called`, value)
    const call = calls[called++]
    const given = call && (outcomeOf(call, actor, world) as el.Source)
    world.log(`${actor} answers ${given?.actor ?? 'nothing'}`)
    return given ? source(given, world) : nothing
  }
}

/** An iterable without values. */
const nothing: AsyncIterable<never> = {
  [Symbol.asyncIterator]: () => ({ next: async () => ({ value: undefined, done: true }) }),
}

function outcomeOf({ outcome }: el.Call, actor: string, world: World): unknown {
  switch (outcome.kind) {
    case 'fails':
      world.log(`${actor} fails ${outcome.error}`)
      throw world.error(outcome.error)
    case 'given':
      return outcome.source
    case 'kept':
      return outcome.kept
    case 'value':
      return outcome.value
  }
}

async function loop(pipeline: AsyncIterable<unknown>, { bodies, leaves, error }: el.Loop, world: World): Promise<void> {
  let turn = 0
  for await (const value of pipeline) {
    world.log(`main ${++turn}:`, value)
    const waits = bodies[turn - 1] ?? null
    if (waits !== null) await world.checkpoint(waits)
    if (leaves === 'at the end' || turn < bodies.length) continue
    world.log('main leaves')
    if (leaves === 'throw') throw world.error(error as string)
    if (leaves === 'return') return
    break
  }
  world.log('main goes on')
}

async function asks(pipeline: AsyncIterable<unknown>, { asks }: el.Asks, world: World): Promise<void> {
  const iterator = pipeline[Symbol.asyncIterator]()
  const answers: PromiseLike<void>[] = []
  for (const [i, { method, awaited }] of asks.entries()) {
    world.log(`main ${method} ${i + 1}`)
    const answer = world.record(`main ${i + 1}:`, request(iterator, method))
    answers.push(answer)
    if (awaited) await answer
  }
  await Promise.all(answers)
}

/** What is thrown at once, and what is no promise, is an answer too. */
async function request(iterator: AsyncIterator<unknown>, method: 'next' | 'return'): Promise<unknown> {
  if (method === 'next') return iterator.next()
  return iterator.return ? iterator.return() : 'no return'
}
