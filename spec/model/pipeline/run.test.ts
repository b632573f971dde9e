import { expect, test } from 'vitest'
import { ecmascript } from '../../dialects/ecmascript.ts'
import { asGenerator, type OperatorDeclarations } from '../../dialects/operators.ts'
import type { Consumer, Source, Stage } from '../../program/pipeline/ast.ts'
import { elaborate } from '../../program/program.ts'
import { runModel } from '../run.ts'

const failing: Source = {
  kind: 'source',
  items: [1, 2, 3].map(() => ({ kind: 'item', waits: false })),
  end: { kind: 'ends', waits: false, outcome: 'fails' },
  close: 'answers',
}

function trace(stage: Stage, consumer: Partial<Consumer> = {}, operators: OperatorDeclarations = {}): string {
  const loop = { kind: 'loop', idles: false, bodies: [], leaves: 'at the end', ...consumer } as Consumer
  const program = elaborate({ kind: 'pipeline', stage, consumer: loop })
  return runModel(program, [], { ...ecmascript, operators }).trace.join('; ')
}

const pairs: Stage = { kind: 'chunk', of: failing, count: 2 }
const start = 'main starts; it1 next; it1 next; main 1: [101, 102]; it1 next; it1 next; '

test('what a chunk has when its source fails is dropped', () => {
  expect(trace(pairs)).toBe(`${start}main throws E1`)
})

test('or given before the error, where that is declared', () => {
  const operators = { chunk: { ...asGenerator, part: 'given' } } as const
  expect(trace(pairs, {}, operators)).toBe(`${start}main 2: [103]; main throws E1`)
})

test('a buffer has read so many when the consumer is busy, and its source is closed when it is left', () => {
  const consumer = { bodies: [{ kind: 'body', waits: true }], leaves: 'break' } as const
  expect(trace({ kind: 'buffer', of: failing, count: 1 }, consumer)).toBe(
    'main starts; it1 next; it1 next; main 1: 101; > c1; main leaves; it1 return; main goes on; main returns',
  )
})

test('an error that a buffer has met comes behind the values before it', () => {
  const values = trace({ kind: 'buffer', of: failing, count: 3 }).replaceAll('it1 next; ', '')
  expect(values).toBe('main starts; main 1: 101; main 2: 102; main 3: 103; main throws E1')
})

const passing = { ...asGenerator, requests: 'parallel' } as const
const together = (...methods: ('next' | 'return')[]): Partial<Consumer> =>
  ({ kind: 'asks', asks: methods.map(method => ({ kind: 'ask', method, awaited: false })) }) as const
const waiting: Source = { ...failing, items: failing.items.map((item, i) => ({ ...item, waits: i === 0 })) }

test('requests that are passed on are answered in their order', () => {
  const dropping: Stage = { kind: 'drop', of: waiting, count: 1 }
  expect(trace(dropping, together('next', 'next'), { drop: passing })).toBe(
    'main starts; main next 1; it1 next; main next 2; it1 next; > c1; it1 next; main 1: 102; main 2: 103; main returns',
  )
})

test('one that is passed on before return() is answered as if there were none', () => {
  const mapping: Stage = { kind: 'map', of: waiting, calls: [] }
  expect(trace(mapping, together('next', 'return', 'next'), { map: passing })).toBe(
    'main starts; main next 1; it1 next; main return 2; it1 return; main next 3; ' +
      '> c1; f1 called 101; f1 answers 1001; main 1: 1001; main 2: done; main 3: done; main returns',
  )
})

test('a request that take has no value for closes the source at once', () => {
  const first: Stage = { kind: 'take', of: waiting, count: 1 }
  expect(trace(first, together('next', 'next'), { take: passing })).toBe(
    'main starts; main next 1; it1 next; main next 2; it1 return; > c1; main 1: 101; main 2: done; main returns',
  )
})

test('what an operator declares of which no text says how it passes requests on is taken for queued', () => {
  const both: Stage = { kind: 'concat', of: [waiting] }
  const queued = trace(both, together('next', 'next'))
  expect(trace(both, together('next', 'next'), { concat: passing })).toBe(queued)
})
