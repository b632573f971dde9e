import { describe, expect, test } from 'vitest'
import { ecmascript } from '../../dialects/ecmascript.ts'
import { asGenerator, type OperatorDeclarations } from '../../dialects/operators.ts'
import type { Consumer, Source, Stage } from '../../program/pipeline/ast.ts'
import { elaboratePipeline } from '../../program/pipeline/elaborate.ts'
import { difference } from '../differ.ts'
import type { Rule } from '../rule.ts'
import { closeErrorSurfaces, closeSourceOnEarlyExit, sourceErrorPropagates } from './closing.ts'
import { closeBeforeStart, finishedStaysFinished } from './requests.ts'
import { noWorkAfterExit } from './working.ts'

const source = (end: Source['end'], values = 1): Source => ({
  kind: 'source',
  items: Array.from({ length: values }, () => ({ kind: 'item', waits: false })),
  end,
  close: 'answers',
})
const done: Source['end'] = { kind: 'ends', waits: false, outcome: 'done' }
const fails: Source['end'] = { kind: 'ends', waits: false, outcome: 'fails' }
const parallel = (of: Stage): Stage => ({ kind: 'parallelMap', of, concurrency: 2, calls: [] })
const asking = (...methods: ('next' | 'return')[]): Consumer => ({
  kind: 'asks',
  idles: false,
  asks: methods.map(method => ({ kind: 'ask', method, awaited: true })),
})
const loop = (leaves: 'at the end' | 'break'): Consumer => ({
  kind: 'loop',
  idles: false,
  bodies: leaves === 'break' ? [{ kind: 'body', waits: false }] : [],
  leaves,
})

function breaks(rule: Rule, stage: Stage, consumer: Consumer, expected: string[], observed: string[]): boolean {
  const operators: OperatorDeclarations = { take: asGenerator, parallelMap: asGenerator, map: asGenerator }
  const program = { ...elaboratePipeline({ kind: 'pipeline', stage, consumer }), form: 'pipeline' as const }
  const found = difference(program, expected, observed, [], { ...ecmascript, operators })
  if (!found) throw new RangeError('the traces are the same')
  return rule.broken(found)
}

describe('an iterator without return()', () => {
  const asked = ['main starts', 'main next 1', 'it1 next', 'main 1: done', 'main return 2']
  test('is not asked', () => {
    const [expected, observed] = [
      [...asked, 'main 2: done'],
      [...asked, 'main 2: no return'],
    ]
    const consumer = asking('next', 'return')
    expect(breaks(finishedStaysFinished, parallel(source(done, 0)), consumer, expected, observed)).toBe(false)
    const stale = [...asked, 'main 2: 1001']
    expect(breaks(finishedStaysFinished, parallel(source(done, 0)), consumer, expected, stale)).toBe(true)
  })
  test('has not been closed', () => {
    const consumer = asking('return', 'next')
    const after = ['main next 2', 'it1 next', 'main 2: done']
    const expected = ['main starts', 'main return 1', 'main 1: done', 'main next 2', 'main 2: done']
    const without = ['main starts', 'main return 1', 'main 1: no return', ...after]
    const begun = ['main starts', 'main return 1', 'main 1: done', ...after]
    for (const rule of [closeBeforeStart, noWorkAfterExit]) {
      expect(breaks(rule, parallel(source(done, 0)), consumer, expected, without)).toBe(false)
      expect(breaks(rule, parallel(source(done, 0)), consumer, expected, begun)).toBe(true)
    }
  })
})

test('a source that is asked on while its end is on its way has ended', () => {
  const stage = parallel(source({ ...done, waits: true }))
  const start = ['main starts', 'it1 next', 'f1 called 101', 'f1 answers 1001', 'it1 next']
  const left = ['main 1: 1001', 'main leaves']
  const expected = [...start, ...left, '> c1', 'main goes on', 'main returns']
  const end = [...left, 'main goes on', 'main returns', '> c1']
  expect(breaks(closeSourceOnEarlyExit, stage, loop('break'), expected, [...start, ...end])).toBe(true)
  expect(breaks(closeSourceOnEarlyExit, stage, loop('break'), expected, [...start, 'it1 next', ...end])).toBe(false)
})

describe('an error that is not shown', () => {
  const read = ['main starts', 'it1 next', 'f1 called 101', 'it1 next']
  const answered = [...read, 'f1 answers 1001']
  const expected = [...read, 'main throws E1']
  const silent = [...answered, 'main 1: 1001', 'main goes on', 'main returns']

  test('take has enough before it comes to its turn', () => {
    const enough = (count: number): Stage => ({ kind: 'take', of: parallel(source(fails)), count })
    expect(breaks(sourceErrorPropagates, enough(1), loop('at the end'), expected, silent)).toBe(false)
    expect(breaks(sourceErrorPropagates, enough(2), loop('at the end'), expected, silent)).toBe(true)
    expect(breaks(sourceErrorPropagates, parallel(source(fails)), loop('at the end'), expected, silent)).toBe(true)
  })
  test('was one of closing, read ahead, and the consumer leaves before it comes to its turn', () => {
    const closed: Source = { ...source(done, 2), close: 'rejects' }
    const taken: Stage = { kind: 'take', of: closed, count: 2 }
    const read = ['main starts', 'main next 1', 'it1 next', 'it1 next', 'it1 return', 'main 1: 101', 'main return 2']
    const [shown, dropped] = ['main 2: throws E1', 'main 2: done'].map(answer => [...read, answer])
    const ahead: Stage = { kind: 'buffer', of: taken, count: 2 }
    expect(breaks(closeErrorSurfaces, ahead, asking('next', 'return'), shown ?? [], dropped ?? [])).toBe(false)
    expect(breaks(closeErrorSurfaces, taken, asking('next', 'return'), shown ?? [], dropped ?? [])).toBe(true)
    // What is closed because the consumer leaves has nobody ahead of it.
    const late = ['main starts', 'main next 1', 'it1 next', 'main 1: 101', 'main return 2', 'it1 return']
    const [surfaces, lost] = ['main 2: throws E1', 'main 2: done'].map(answer => [...late, answer])
    for (const stage of [ahead, taken]) {
      expect(breaks(closeErrorSurfaces, stage, asking('next', 'return'), surfaces ?? [], lost ?? [])).toBe(true)
    }
  })
  test('closing comes too late to excuse it', () => {
    const stage: Stage = { kind: 'map', of: source(fails, 0), calls: [] }
    const asked = ['main starts', 'main next 1', 'it1 next']
    const end = ['main return 2', 'main 2: done']
    const lost = [...asked, 'main 1: throws TypeError', ...end]
    const given = [...asked, 'main 1: throws E1', ...end]
    expect(breaks(sourceErrorPropagates, stage, asking('next', 'return'), given, lost)).toBe(true)
  })
})
