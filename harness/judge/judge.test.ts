import { describe, expect, test } from 'vitest'
import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import { asGenerator } from '../../spec/dialects/operators.ts'
import * as b from '../../spec/model/build.fixture.ts'
import { isRacy } from '../../spec/model/races.ts'
import type { Block } from '../../spec/program/ast.ts'
import { elaborate } from '../../spec/program/program.ts'
import { catalogue, ruleById } from '../../spec/rules/catalogue.ts'
import type { Difference } from '../../spec/rules/difference.ts'
import type { Rule } from '../../spec/rules/rule.ts'
import type { Subject } from '../subjects/subject.ts'
import { judge, type Predicted, predict } from './judge.ts'

const subject: Subject = {
  kind: 'language',
  dialect: ecmascript,
  exact: false,
  observe: async () => [],
}
const exact: Subject = { ...subject, exact: true }

function predicted(...main: Block): Predicted {
  const program = { kind: 'program', main } as const
  return predict({ program, schedule: [] }, elaborate(program), subject)
}

/** A rule that is always broken, under the id of one that has occasions; what it was asked is kept. */
function asking(id: Rule['id']): { readonly rule: Rule; readonly asked: Difference[] } {
  const asked: Difference[] = []
  const broken = (difference: Difference): boolean => asked.push(difference) > 0
  return { rule: { ...(ruleById(id) as Rule), broken }, asked }
}

const ids = (rules: readonly Rule[] | undefined): string[] => (rules ?? []).map(({ id }) => id)

describe('a program of one strand', () => {
  const two = predicted(b.awaitUsing(b.disposable(b.ends), b.disposable(b.ends)), b.event)
  const { trace } = two.prediction

  test('is as it must be, or not, in total order', () => {
    expect(judge(subject, catalogue, two, trace)).toBe(null)
    expect(judge(subject, catalogue, two, trace.slice(0, -1))).not.toBe(null)
    expect(judge(subject, catalogue, two, [...trace, 'late a exit'])).not.toBe(null)
  })

  test('names the rules that are broken, and both traces', () => {
    expect(trace).toEqual(['main 1', 'b exit', 'b exited', 'a exit', 'a exited', 'main returns'])
    const observed = ['main 1', 'a exit', 'a exited', 'b exit', 'b exited', 'main returns']
    const violation = judge(subject, catalogue, two, observed)
    expect(violation).toMatchObject({ expected: trace, observed })
    expect(ids(violation?.broken)).toContain('context-manager.exit-lifo')
    expect(ids(violation?.broken)).toContain('context-manager.trace')
  })

  test('asks only rules that had an occasion, with the events that they demand', () => {
    const lifo = asking('context-manager.exit-lifo')
    const suppress = asking('context-manager.suppress')
    const observed = ['main 1', 'a exit']
    expect(ids(judge(subject, [lifo.rule, suppress.rule], two, observed)?.broken)).toEqual([lifo.rule.id])
    expect(suppress.asked).toEqual([])
    const [difference] = lifo.asked
    expect(difference).toMatchObject({ at: 1, wanted: { text: 'b exit' }, got: { text: 'a exit' } })
    expect(difference?.occasions.map(index => difference.expected[index]?.text)).toEqual(['a exit'])
  })
})

const branch = [b.awaitUsing(b.disposable(b.waits)), b.event]
const side = predicted({ kind: 'concurrently', branches: [branch, branch] })

describe('tasks side by side', () => {
  // Each step has events of both tasks, in the order of the model; here they come the other way round.
  const { trace } = side.prediction
  const swapped = ['task2 2', 'b exit', 'task1 1', 'a exit', ...trace.slice(4)]

  test('may go in any order within a step', () => {
    expect(swapped.toSorted()).toEqual(trace.toSorted())
    expect(swapped).not.toEqual(trace)
    expect(judge(subject, catalogue, side, swapped)).toBe(null)
  })

  test('but not where the engine runs the program as it stands', () => {
    expect(judge(exact, catalogue, side, swapped)).not.toBe(null)
  })

  test('not across steps, and not within a task', () => {
    const late = trace.filter(event => event !== 'task2 2').toSpliced(-1, 0, 'task2 2')
    expect(judge(subject, catalogue, side, late)).not.toBe(null)
    const within = swapped.with(0, 'b exit').with(1, 'task2 2')
    expect(ids(judge(subject, catalogue, side, within)?.broken)).toContain('context-manager.trace')
  })

  test('both traces are shown in one form', () => {
    const wrong = [...swapped.slice(0, 3), 'a exit E1', ...swapped.slice(4)]
    const violation = judge(subject, catalogue, side, wrong)
    expect(violation?.expected.slice(0, 4)).toEqual(['task1 1', 'a exit', 'task2 2', 'b exit'])
    expect(violation?.observed.slice(0, 4)).toEqual(['task1 1', 'a exit E1', 'task2 2', 'b exit'])
  })
})

describe('places of occasions', () => {
  test('are those of the form in which traces are compared', () => {
    // In the model's trace the tasks alternate: the exits stand at other places there.
    const long = [b.event, b.checkpoint, b.awaitUsing(b.disposable(b.ends)), b.tryFinally([b.event], [b.event])]
    const both = predicted({ kind: 'concurrently', branches: [long, long] })
    const once = asking('context-manager.exit-once')
    const { trace, occasions } = both.prediction
    const demanded = occasions.flatMap((one, i) => (one === once.rule.id ? [trace[occasions[i + 1] as number]] : []))
    expect(demanded.length).toBeGreaterThan(1)
    judge(subject, [once.rule], both, ['task1 1'])
    const [difference] = once.asked
    const texts = difference?.occasions.map(index => difference.expected[index]?.text)
    expect(texts?.toSorted()).toEqual(demanded.toSorted())
    expect(difference?.expected.map(({ text }) => text)).not.toEqual(trace)
  })
})

describe('a case whose trace depends on how long an await takes', () => {
  const nothing = b.awaitUsing(b.nothing)
  const slow = { kind: 'labelled', body: [nothing] } as const
  const ask = [
    b.open([b.yields(), b.yields()], {
      kind: 'concurrently',
      branches: [
        [slow, slow, slow, b.next],
        [b.forAwait(b.generator(nothing)), b.next],
      ],
    }),
  ] as const
  const racy = predicted(...ask)

  test('is not judged', () => {
    expect(isRacy(racy.program, [], ecmascript)).toBe(true)
    expect(judge(subject, catalogue, racy, ['main 1'])).toBe(null)
  })

  test('but where the engine runs the program as it stands', () => {
    expect(judge(exact, catalogue, racy, ['main 1'])).not.toBe(null)
  })
})

test('what agrees with the model for want of a text is asked about all the same', () => {
  const together = [1, 2].map(() => ({ kind: 'ask', method: 'next', awaited: false }) as const)
  const source = {
    kind: 'source',
    items: [{ kind: 'item', waits: true }],
    end: { kind: 'ends', waits: false, outcome: 'done' },
    close: 'answers',
  } as const
  const program = {
    kind: 'pipeline',
    stage: { kind: 'concat', of: [source] },
    consumer: { kind: 'asks', idles: false, asks: together },
  } as const
  const brokenBy = (requests: 'queued' | 'parallel'): string[] => {
    const concat = { ...asGenerator, requests }
    const operators: Subject = { ...subject, kind: 'operators', dialect: { ...ecmascript, operators: { concat } } }
    const one = predict({ program, schedule: [] }, elaborate(program), operators)
    const rules = catalogue.filter(({ applies }) => applies(operators.dialect, 'operators'))
    return ids(judge(operators, rules, one, one.prediction.trace)?.broken)
  }
  expect(brokenBy('queued')).toEqual([])
  expect(brokenBy('parallel')).toEqual(['operators.requests'])
})
