import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawFrom } from '../grammar/random.fixture.ts'
import * as b from '../model/build.fixture.ts'
import type { Block, Program, Statement } from './ast.ts'
import { profiles } from './profiles.ts'
import { elaborate, programGrammar, statementsOf } from './program.ts'

const elaborated = (...main: Block) => elaborate({ kind: 'program', main }).main.body

/** Every name of an elaborated program, in the order in which they stand: texts of events, errors, checkpoints, … */
function names(node: unknown, field = ''): string[] {
  if (typeof node === 'string') return naming.has(field) ? [node] : []
  if (typeof node !== 'object' || node === null) return []
  if (Array.isArray(node)) return node.flatMap(part => names(part, field))
  return Object.entries(node).flatMap(([name, part]) => names(part, name))
}

const naming = new Set([
  'text',
  'given',
  'error',
  'checkpoint',
  'checkpoints',
  'pending',
  'name',
  'stack',
  'actor',
  'label',
])

const failing = b.disposable(b.fails, { enter: { checkpoints: 1, outcome: 'fails' } })

test.each<[string, Block]>([
  ['events, errors and checkpoints', [b.event, b.raise, b.checkpoint, b.event, b.raise, b.checkpoint]],
  ['what a handler catches', [b.tryCatch([b.event], [{ kind: 'raise', again: true }])]],
  ['resources', [b.awaitUsing(failing, b.nothing, b.disposable(b.waits)), b.using(b.sync(b.ends))]],
  ['managers of a bracket', [b.held([b.manager('fails'), b.manager('again')], b.event)]],
  ['a generator at hand', [b.open([b.yieldsRecorded, b.yields('pending')], b.next, b.throwInto, b.close('rejected'))]],
  ['generators within generators', [b.forAwait(b.generator(b.delegate(b.generator(b.event)), b.event)), b.event]],
  [
    'scripted iterators',
    [
      b.forAwait(b.iterator(['value', 'later', 'rejects', 'not an object'], 'later')),
      b.forAwait(b.syncIterator(['pending', 'throws'], 'throws')),
    ],
  ],
  ['a burst', [b.open([b.yields()], b.burst(b.nextCall, b.throwCall, b.returnCall('pending')))]],
  [
    'tasks',
    [
      b.event,
      {
        kind: 'concurrently',
        branches: [
          [b.event, b.raise],
          [b.event, b.raise],
        ],
      },
      b.event,
    ],
  ],
  ['a stack', [b.stack('held', b.use(failing), b.adopt(b.fails), b.defer(b.waits), b.closeStack, b.move(b.closeBad))]],
  [
    "a stack of Python's shape",
    [
      b.stack(
        'loose',
        b.push('fails'),
        b.register({ kind: 'enter', manager: b.manager('ends') }),
        b.register({ kind: 'callback', exit: b.ends }),
      ),
    ],
  ],
  [
    'labels',
    [
      b.repeat(1, {
        kind: 'labelled',
        body: [b.repeat(1, { kind: 'continue', levels: 2 }, { kind: 'break', levels: 1 }, b.leave)],
      }),
    ],
  ],
])('names: %s', (_, main) => {
  expect(names(elaborated(...main)).join(', ')).toMatchSnapshot()
})

describe('of every drawn program', () => {
  test.each(profiles.filter(({ form }) => form === 'ecmascript' || form === 'python'))(
    'each place of $chapter on $subject has a name of its own',
    ({ form, weights, largest }) => {
      const draw = drawFrom(programGrammar(form, weights).programs)
      fc.assert(
        fc.property(fc.nat(largest), fc.integer(), (most, seed) => {
          const program = draw(most, seed).sentence as unknown as Program
          const once = elaborate(program)
          expect(elaborate(program)).toEqual(once)
          const made = places(statementsOf(once).main)
          expect(new Set(made).size).toBe(made.length)
          // Numbers are given out in order, none is left out.
          for (const [kind, given] of Map.groupBy(made, name => name.replace(/\d+$/, ''))) {
            const numbers = given.map(name => Number(name.slice(kind.length))).sort((x, y) => x - y)
            expect([kind, numbers]).toEqual([kind, numbers.map((_, i) => i + 1)])
          }
        }),
        { numRuns: 150 },
      )
    },
  )
})

/** Places, errors, checkpoints, iterators and stacks where they are made, as `E3` or `place 2`. */
function places(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  if (Array.isArray(node)) return node.flatMap(places)
  const { kind, stack } = node as { kind?: string; stack?: string }
  return Object.entries(node).flatMap(([field, part]) => {
    if (field === 'checkpoints') return part as string[]
    if (typeof part !== 'string') return places(part)
    if (field === 'text' || field === 'given') return [`place ${part.replace(/:$/, '').split(' ')[1]}`]
    if (field === 'error' || field === 'checkpoint' || field === 'pending') return [part]
    if (field === 'name' && /^it\d/.test(part)) return [part]
    if (field === 'stack' && part === stack && (kind === 'stack' || kind === 'move')) return [part]
    return []
  })
}

test('resources are letters that cannot be misread, then letters with a number', () => {
  const many = Array.from({ length: 45 }, () => b.awaitUsing(b.nothing))
  const given = names(elaborated(...many))
  expect(given.join(' ')).toMatchInlineSnapshot(
    `"a b c d f g h j k m n p q r s t u v w x y z a1 b1 c1 d1 f1 g1 h1 j1 k1 m1 n1 p1 q1 r1 s1 t1 u1 v1 w1 x1 y1 z1 a2"`,
  )
  expect(new Set(given).size).toBe(45)
})

describe('shadowing', () => {
  const outer = b.awaitUsing(b.disposable(b.ends))
  const shadows = { ...outer, shadow: true }
  const variables = (node: unknown): string[] => {
    if (typeof node !== 'object' || node === null) return []
    const { name, variable } = node as { name?: string; variable?: string }
    const own = name && variable ? [`${name} in ${variable}`] : []
    return [...own, ...Object.values(node).flatMap(variables)]
  }

  test('takes the name of the nearest enclosing declaration', () => {
    expect(variables(elaborated(outer, b.repeat(1, shadows)))).toEqual(['a in a', 'b in a'])
  })
  test('but not of one in the same block: that would be declared twice', () => {
    expect(variables(elaborated(outer, shadows))).toEqual(['a in a', 'b in b'])
    expect(variables(elaborated(outer, b.repeat(1, shadows, shadows)))).toEqual(['a in a', 'b in a', 'c in c'])
  })
  test('and not where there is none', () => {
    expect(variables(elaborated(shadows))).toEqual(['a in a'])
  })
})

test.each<[string, Statement]>([
  ['break without a target', b.leave],
  ['break over more levels than there are', b.repeat(1, { kind: 'break', levels: 1 })],
  ['continue of a labelled block', { kind: 'labelled', body: [{ kind: 'continue', levels: 0 }] }],
  ['break out of a generator', b.repeat(1, b.open([b.leave], b.event))],
  ['break out of a bracket', b.repeat(1, b.held([b.manager('ends')], b.leave))],
  ['a request to no generator', b.next],
  ['a burst to no generator', b.burst(b.nextCall, b.nextCall)],
  ['a loop over no generator', b.forAwait({ kind: 'shared', generator: 0 })],
  ['closing no stack', b.closeStack],
  ['registering on no stack', b.defer(b.ends)],
  ['moving an outer stack that is none', b.stack('held', { kind: 'move', stack: 1, body: [] })],
])('refused: %s', (_, statement) => {
  expect(() => elaborated(statement)).toThrowErrorMatchingSnapshot()
})
