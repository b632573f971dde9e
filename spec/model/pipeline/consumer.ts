import type { Asks, Loop } from '../../program/pipeline/elaborated.ts'
import { type Completion, empty, jumping, returning, throwing } from '../completion.ts'
import type { Coroutine } from '../coroutine.ts'
import type { AsyncIterator } from '../iteration.ts'
import { occasion } from '../machine.ts'
import { checkpoint } from '../objects.ts'
import { demandAnswer, settled, show } from '../occasions.ts'
import { derivedPromise, type PromiseRecord } from '../promise.ts'
import { ErrorValue, type IteratorResult } from '../values.ts'
import { forAwait, type Iterable } from './generators.ts'
import type { Pipe } from './pipe.ts'
import { build } from './stages.ts'

/** The main task: makes the pipeline, then takes from it what its script says. */
export function* consume(pipe: Pipe): Coroutine {
  const { machine, program } = pipe
  const iterable = build(pipe, program.stage)
  const { consumer } = program
  if (consumer.idle !== null) {
    machine.operand = checkpoint(machine, consumer.idle)
    yield 'await'
  }
  machine.trace.push('main starts')
  return consumer.kind === 'loop' ? yield* loop(pipe, consumer, iterable) : yield* asks(pipe, consumer, iterable())
}

/** How far a loop has come. */
interface Looping {
  turn: number
  left: boolean
}

function* loop(pipe: Pipe, consumer: Loop, iterable: Iterable): Coroutine {
  const { machine } = pipe
  const looping: Looping = { turn: 0, left: false }
  const completion = yield* forAwait(pipe, iterable, value => takeTurn(pipe, consumer, looping, value))
  occasion(machine, 'operators.concurrent-next-settle')
  if (looping.left) leftLoop(pipe)
  if (completion.type === 'throw' || completion.type === 'return') return completion
  if (!looping.left) occasion(machine, 'operators.values')
  machine.trace.push('main goes on')
  return empty
}

function* takeTurn({ machine }: Pipe, { bodies, leaves, error }: Loop, looping: Looping, value: unknown): Coroutine {
  if (looping.turn > 0) occasion(machine, 'operators.order')
  occasion(machine, 'operators.values')
  machine.trace.push(`main ${looping.turn + 1}: ${show(machine, value)}`)
  const waits = bodies[looping.turn++] ?? null
  if (waits !== null) {
    machine.operand = checkpoint(machine, waits)
    yield 'await'
  }
  if (leaves === 'at the end' || looping.turn < bodies.length) return empty
  machine.trace.push('main leaves')
  looping.left = true
  if (leaves === 'break') return jumping('break', null)
  return leaves === 'throw' ? throwing(new ErrorValue(error as string)) : returning(undefined)
}

/** The next event shows that the loop is over. */
function leftLoop({ machine, program }: Pipe): void {
  occasion(machine, 'operators.no-work-after-exit')
  occasion(machine, 'operators.close-source-on-early-exit')
  if (program.sources.length > 1) occasion(machine, 'operators.close-all-sources')
}

function* asks(pipe: Pipe, { asks }: Asks, iterator: AsyncIterator): Coroutine {
  const { machine } = pipe
  const answers: PromiseRecord[] = []
  let inFlight = 0
  let finished = false
  let started = false
  for (const [i, { method, awaited }] of asks.entries()) {
    machine.trace.push(`main ${method} ${i + 1}`)
    if (inFlight > 0 && !finished && method === 'next') occasion(machine, 'operators.requests')
    const asked = (method === 'next' ? iterator.next() : iterator.return?.()) as { readonly value: PromiseRecord }
    const promise = asked.value
    demandAnswer(promise, 'operators.concurrent-next-settle')
    if (finished) demandAnswer(promise, 'operators.finished-stays-finished')
    else if (method === 'return')
      demandAnswer(promise, started ? 'operators.no-work-after-exit' : 'operators.close-before-start')
    started = true
    inFlight++
    const text = `main ${i + 1}:`
    const recorded = derivedPromise(machine, promise, ({ state, result }) => {
      inFlight--
      settled(machine, promise)
      const failed = state === 'rejected'
      if (failed || (result as IteratorResult).done) finished = true
      else occasion(machine, 'operators.values')
      machine.trace.push(failed ? `${text} throws ${show(machine, result)}` : `${text} ${show(machine, result)}`)
    })
    answers.push(recorded)
    if (!awaited) continue
    machine.operand = recorded
    yield 'await'
  }
  for (const answer of answers) {
    if (inFlight === 0) break
    machine.operand = answer
    yield 'await'
  }
  return empty satisfies Completion
}
