import { expect, test } from 'vitest'
import { statementGrammar } from '../program/grammar.ts'
import { profiles } from '../program/profiles.ts'
import { programGrammar } from '../program/program.ts'
import { createCounter } from './count.ts'
import { createDrawer } from './draw.ts'
import { alternative, choice, type Expression, list, literal, node, reference, tuple } from './expression.ts'
import { sentenceAt } from './number.ts'
import { randomOf } from './random.fixture.ts'
import { createSharing } from './share.ts'
import { withinOf } from './within.ts'

const flag = () => literal(false, [true, 1])

test('of the same structure is one object, behind references too', () => {
  const made = createSharing()(
    tuple(
      node('a', 1, { on: flag() }),
      list(flag(), 0, 2),
      reference(() => tuple(node('a', 1, { on: flag() }), list(flag(), 0, 2), flag())),
    ),
  )
  const [a, flags, behind] = resolved(made)
  expect(resolved(behind as Expression)).toEqual([a, flags, expect.anything()])
  expect(resolved(behind as Expression)[0]).toBe(a)
  expect(resolved(behind as Expression)[1]).toBe(flags)
  expect(resolved(flags as Expression)[0]).toBe(resolved(behind as Expression)[2])
})

test.each<[string, Expression, Expression]>([
  ['constants of another type', literal(1), literal('1')],
  ['other costs', literal(1), literal([1, 1])],
  ['another order', literal(1, 2), literal(2, 1)],
  ['another cost of a record', node('a', 1), node('a', 2)],
  ['another name of a field', node('a', 1, { b: flag() }), node('a', 1, { c: flag() })],
  ['other lengths', list(node('a', 1), 0, 2), list(node('a', 1), 1, 2)],
  ['a tuple and a list', tuple(node('a', 1)), list(node('a', 1), 1, 1)],
  ['another name', choice(alternative('x', 1, flag())), choice(alternative('y', 1, flag()))],
  ['another weight', choice(alternative('x', 1, flag())), choice(alternative('x', 2, flag()))],
  ['another place in a list', choice(alternative('x', 1, flag())), choice(alternative('x', 1, flag(), true))],
  ['two references', reference(flag), reference(flag)],
])('is not one with what differs: %s', (_, one, other) => {
  const share = createSharing()
  expect(share(one)).not.toBe(share(other))
  expect(share(one)).toBe(share(one))
})

test('references are resolved when they are needed, so that an expression can stand within itself', () => {
  const term: Expression = reference(() => choice(alternative('end', 1, literal(0)), alternative('more', 1, more)))
  const more = node('more', 1, { then: term })
  const shared = createSharing()(more)
  expect(createCounter().count(shared, 3)).toBe(1n)
})

test.each(profiles.filter(({ form }) => form === 'ecmascript'))(
  'the programs of $chapter on $subject, their numbers and how they are drawn stay the same',
  ({ form, weights, largest }) => {
    const { programs } = programGrammar(form, weights)
    const plain = statementGrammar(weights).programs
    expect(nodesOf(programs).size).toBeLessThan(nodesOf(plain).size / 2)
    const counter = { shared: createCounter(), plain: createCounter() }
    for (const size of [1, 3, 6]) {
      const count = counter.plain.count(plain, size)
      expect(counter.shared.count(programs, size)).toBe(count)
      const last = { size, index: count - 1n }
      expect(sentenceAt(counter.shared, programs, last)).toEqual(sentenceAt(counter.plain, plain, last))
    }
    const drawer = { shared: createDrawer(), plain: createDrawer() }
    const random = { shared: randomOf(1), plain: randomOf(1) }
    for (let i = 0; i < 20; i++) {
      const drawn = drawer.shared.draw(programs, largest, random.shared)
      expect(drawn).toEqual(drawer.plain.draw(plain, largest, random.plain))
    }
  },
)

/** The parts, with references resolved. */
function resolved(expression: Expression): Expression[] {
  if (expression.type === 'reference') return resolved(expression.resolve())
  return [...withinOf(expression)]
}

function nodesOf(expression: Expression, found = new Set<Expression>()): ReadonlySet<Expression> {
  if (expression.type === 'reference') return nodesOf(expression.resolve(), found)
  if (found.has(expression)) return found
  found.add(expression)
  for (const part of withinOf(expression)) nodesOf(part, found)
  return found
}
