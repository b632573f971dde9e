import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as b from '../model/build.fixture.ts'
import { runModel } from '../model/run.ts'
import { dialectOf, sampleCases } from '../model/sample.fixture.ts'
import type { Block } from '../program/ast.ts'
import type { Profile } from '../program/profile.ts'
import { profiles } from '../program/profiles.ts'
import { elaborate } from '../program/program.ts'
import { canonical, type Strands, strandsOf } from './strands.ts'

const strands = (...main: Block): Record<string, string> | null => {
  const found = strandsOf(elaborate({ kind: 'program', main }))
  return found && Object.fromEntries(found)
}

describe('strands', () => {
  test('a program without tasks or bursts has one only', () => {
    expect(strands(b.awaitUsing(b.disposable(b.ends)), b.open([b.yields()], b.next, b.next))).toBe(null)
  })

  test('tasks are strands, with the resources that they hold', () => {
    const branch = [b.awaitUsing(b.disposable(b.ends)), b.event]
    expect(strands(b.awaitUsing(b.nothing), { kind: 'concurrently', branches: [branch, branch] })).toEqual({
      main: 'main',
      a: 'main',
      task1: 'task1',
      b: 'task1',
      task2: 'task2',
      c: 'task2',
    })
  })

  test('a generator that is asked by hand is one, a source of a loop belongs to its loop', () => {
    expect(
      strands(
        b.open(
          [b.delegate(b.iterator(['value'], 'answers')), b.yields()],
          b.burst(b.nextCall, b.nextCall),
          b.forAwait(b.generator(b.yields())),
          b.forAwait(b.syncIterator([], 'answers')),
        ),
      ),
    ).toEqual({ main: 'main', gen1: 'gen1', it1: 'gen1', gen2: 'main', it2: 'main' })
  })
})

describe('the canonical form', () => {
  const two: Strands = new Map([
    ['main', 'main'],
    ['task1', 'task1'],
    ['a', 'task1'],
  ])

  test('is the trace itself where there is one strand', () => {
    expect(canonical(['b x', 'a x'], null)).toEqual(['b x', 'a x'])
  })

  test('puts the events of a strand together within a step, in their order', () => {
    expect(
      canonical(['task1 1', 'main 2', 'a exit', 'main 1', '> c1', 'a exited', 'main 3', 'unhandled E1'], two),
    ).toEqual(['main 2', 'main 1', 'task1 1', 'a exit', '> c1', 'main 3', 'a exited', 'unhandled E1'])
  })

  test('leaves out a session that is opened and closed at once, and no other', () => {
    const holding: Strands = new Map(['main', 's1', 's2'].map(actor => [actor, 'the holder']))
    const vain = ['s2 enter', 's2 entered', 's2 exit E1', 's2 exited']
    expect(canonical(['s1 enter', 's1 entered', '> c1', ...vain, 's1 exit E1', 's1 exited'], holding)).toEqual([
      's1 enter',
      's1 entered',
      '> c1',
      's1 exit E1',
      's1 exited',
    ])
    const used = ['s1 enter', 's1 entered', '> c1', 's1 exit', 's1 exited']
    expect(canonical(used, holding)).toEqual(used)
  })

  test.each(profiles.filter(hasTasks))('of $chapter: the same for any interleaving, and its own', profile => {
    for (const { program, schedule } of sampleCases(profile, 1500)) {
      const own = strandsOf(program)
      if (!own) continue
      const { trace } = runModel(program, schedule, dialectOf(profile))
      const form = canonical(trace, own)
      expect(canonical(form, own)).toEqual(form)
      expect(form.toSorted()).toEqual(trace.toSorted())
      expect(form.filter(isRelease)).toEqual(trace.filter(isRelease))
      const [mixed] = fc.sample(interleaved(trace, own), { numRuns: 1, seed: trace.length })
      expect(canonical(mixed as string[], own)).toEqual(form)
    }
  })
})

function hasTasks({ weights }: Profile): boolean {
  return (weights.concurrently ?? weights.burst ?? 0) > 0
}

const isRelease = (event: string): boolean => event.startsWith('> ')

/** The trace with the strands of each step interleaved in another way. */
function interleaved(trace: readonly string[], strandOf: Strands): fc.Arbitrary<string[]> {
  return fc.infiniteStream(fc.nat()).map(numbers => {
    const mixed: string[] = []
    let waiting = new Map<string, string[]>()
    const flush = (): void => {
      while (waiting.size > 0) {
        const keys = [...waiting.keys()]
        const key = keys[numbers.next().value % keys.length] as string
        const queue = waiting.get(key) as string[]
        mixed.push(queue.shift() as string)
        if (queue.length === 0) waiting.delete(key)
      }
    }
    for (const event of trace) {
      if (isRelease(event)) {
        flush()
        mixed.push(event)
        continue
      }
      const actor = event.slice(0, event.indexOf(' '))
      const key = strandOf.get(actor) ?? actor
      waiting.set(key, [...(waiting.get(key) ?? []), event])
    }
    flush()
    waiting = new Map()
    return mixed
  })
}
