import { expect, test } from 'vitest'
import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import * as b from '../../spec/model/build.fixture.ts'
import { runModel } from '../../spec/model/run.ts'
import type { Block } from '../../spec/program/ast.ts'
import { elaborate, type Program } from '../../spec/program/program.ts'
import type { Case } from './cases.ts'
import { gatherPool } from './pool.ts'
import { randomFrom } from './random.ts'
import { createShapes } from './shape.ts'
import { createWays } from './ways.ts'

const caseOf = (...main: Block): Case => ({ program: { kind: 'program', main }, schedule: [] })
const closes = (close: 'answers' | 'later', ...body: Block) => b.forAwait(b.iterator(['value'], close), ...body)

/** The ways in which a program meets the rules on iteration. */
function waysOf(one: Case): Set<number> {
  return new Set(ways.metBy(one, shapeOf(one.program)).ways)
}
const without = (some: ReadonlySet<number>, others: ReadonlySet<number>): number[] =>
  [...some].filter(way => !others.has(way))

const ways = createWays('iteration', ecmascript)
const shapeOf = createShapes(ways.numberOf)

test('another program may meet the same rules in other ways', () => {
  const [left, thrown, waiting] = [
    caseOf(closes('answers', b.leave)),
    caseOf(closes('answers', b.raise)),
    caseOf(closes('later', b.leave)),
  ].map(waysOf) as [Set<number>, Set<number>, Set<number>]
  expect(without(left, waysOf(caseOf(closes('answers', b.leave))))).toEqual([])
  for (const other of [thrown, waiting]) {
    expect(without(other, left)).not.toEqual([])
    expect(without(left, other)).not.toEqual([])
  }
})

test('which place or error it is, is no other way', () => {
  const [one, two] = [caseOf(closes('answers', b.raise)), caseOf(b.event, closes('answers', b.raise))].map(waysOf)
  const added = without(two as Set<number>, one as Set<number>)
  // What is added is the event, as a production, under each rule that is met.
  expect(added.length).toBeGreaterThan(0)
  expect(added.length).toBeLessThan(8)
})

test('a schedule that decides nothing is told from one that does', () => {
  const sequence = caseOf(b.checkpoint, b.checkpoint)
  const tasks = caseOf({ kind: 'concurrently', branches: [[b.checkpoint], [b.checkpoint]] })
  const decides = (one: Case): boolean => ways.metBy(one, shapeOf(one.program)).decides
  expect([sequence, tasks].map(decides)).toEqual([false, true])
})

test('programs that differ have another hash', () => {
  const programs: Program[] = []
  for (const first of [b.event, b.checkpoint, b.raise, b.leave]) {
    for (const second of [b.event, b.checkpoint, b.raise]) {
      programs.push(caseOf(first, second).program, caseOf(b.repeat(1, first), second).program)
      programs.push(caseOf(b.repeat(1, first, second)).program, caseOf(b.repeat(2, first, second)).program)
    }
  }
  expect(new Set(programs.map(one => shapeOf(one).hash)).size).toBe(programs.length)
  for (const one of programs) expect(shapeOf(structuredClone(one)).hash).toBe(shapeOf(one).hash)
})

/** Gathers from programs of a loop, of which `vary` makes longer ones, and says what came of it. */
function gather(drawn: readonly Case[], varied: number) {
  const random = randomFrom(1, 'pool')
  const vary = ({ program }: Case): Case => {
    const more = [b.event, b.raise, closes('answers', b.leave), closes('answers')][random(0, 3)] as Block[number]
    return caseOf(...(program.main as Block).toSpliced(random(0, program.main.length), 0, more).slice(0, 5))
  }
  return gatherPool('iteration', ecmascript, drawn, varied, vary, random)
}

test('step by step, the pool comes to rules that no drawn case meets', () => {
  const meets = (rule: string) => (one: Case) =>
    runModel(elaborate(one.program), one.schedule, ecmascript).occasions.includes(rule as never)
  const [before, after] = [gather([caseOf(b.event)], 0), gather([caseOf(b.event)], 400)]
  expect(before.cases.some(meets('iteration.break-closes'))).toBe(false)
  expect(after.cases.filter(meets('iteration.break-closes')).length).toBeGreaterThan(4)
})

test('the pool holds each case once, and without a schedule that decides nothing', () => {
  const { cases } = gather([caseOf(b.event), { ...caseOf(b.checkpoint), schedule: [2, 1] }, caseOf(b.event)], 300)
  const texts = cases.map(one => JSON.stringify(one))
  expect(new Set(texts).size).toBe(texts.length)
  expect(cases.every(({ schedule }) => schedule.length === 0)).toBe(true)
})

test('of programs that meet the rules in the same ways, small ones are kept', () => {
  const drawn = Array.from({ length: 60 }, (_, i) => caseOf(...Array.from({ length: 60 - i }, () => b.event)))
  const lengths = gather(drawn, 0).cases.map(({ program }) => program.main.length)
  expect(lengths.length).toBeLessThan(12)
  expect(lengths).toContain(1)
  expect(lengths.filter(length => length > 10)).toHaveLength(0)
})

test('there is nothing to choose from nothing', () => {
  expect(gather([], 10).choose(randomFrom(1))).toBe(null)
})
