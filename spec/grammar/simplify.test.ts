import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCounter } from './count.ts'
import { alternative, choice, type Expression, list, literal, node, type Sentence } from './expression.ts'
import { grammars } from './grammars.fixture.ts'
import { isSimpler, numberOf, type SentenceNumber, sentenceAt } from './number.ts'
import { drawFrom, randomOf } from './random.fixture.ts'
import { simplifications, withoutOne } from './simplify.ts'
import { tiny } from './tiny.fixture.ts'

const counter = createCounter()

describe.each(grammars)('simplifications in %s', (_, grammar) => {
  const draw = drawFrom(grammar)

  test('each is well-formed and strictly simpler, none comes twice', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.integer(), (most, seed) => {
        const { sentence } = draw(most, seed)
        const own = numberOf(counter, grammar, sentence) as SentenceNumber
        const seen = new Set<string>()
        for (const simpler of simplifications(counter, grammar, sentence)) {
          const number = numberOf(counter, grammar, simpler)
          if (!number || !isSimpler(number, own)) expect.fail(`${JSON.stringify(simpler)} is not simpler`)
          const text = JSON.stringify(simpler)
          if (seen.has(text)) expect.fail(`${text} comes twice`)
          seen.add(text)
        }
      }),
      { numRuns: 30 },
    )
  })

  test('simplifying ends, in what has no simplification: the simplest sentence', () => {
    let size = 0
    while (counter.count(grammar, size) === 0n) size++
    const simplest = sentenceAt(counter, grammar, { size, index: 0n })
    fc.assert(
      fc.property(fc.nat(12), fc.integer(), (most, seed) => {
        const { sentence } = draw(most, seed)
        const random = randomOf(seed)
        let at: Sentence = sentence
        for (let steps = 0; ; steps++) {
          expect(steps).toBeLessThan(1000)
          // Any of the first ones, not the boldest: a long way down.
          const some = [...take(simplifications(counter, grammar, at), 8)]
          if (some.length === 0) break
          at = some[random(0, some.length - 1)] as Sentence
        }
        expect(at).toEqual(simplest)
      }),
      { numRuns: 10 },
    )
  })
})

function* take<T>(all: Iterable<T>, count: number): Generator<T> {
  let left = count
  for (const one of all) {
    if (left-- === 0) return
    yield one
  }
}

test('the boldest first', () => {
  const one = { kind: 'number', value: 1 }
  const all = simplifications(counter, tiny, [{ kind: 'minus', of: one }, one])
  expect([...all].map(sentence => JSON.stringify(sentence))).toMatchInlineSnapshot(`
    [
      "[]",
      "[{"kind":"number","value":1}]",
      "[{"kind":"minus","of":{"kind":"number","value":1}}]",
      "[{"kind":"number","value":1},{"kind":"number","value":1}]",
      "[{"kind":"number","value":0},{"kind":"number","value":1}]",
      "[{"kind":"minus","of":{"kind":"number","value":0}},{"kind":"number","value":1}]",
      "[{"pair":[{"kind":"number","value":0},"left"]},{"kind":"number","value":1}]",
      "[{"kind":"minus","of":{"kind":"number","value":1}},{"kind":"number","value":0}]",
    ]
  `)
})

test('an element is replaced by what it holds, several at once', () => {
  const block = list(
    choice(
      alternative('a', 1, node('a', 1)),
      alternative('b', 1, node('b', 1)),
      alternative('held', 1, {
        type: 'record',
        cost: 1,
        fields: [
          ['kind', literal('held')],
          ['body', { type: 'reference', resolve: () => block }],
        ],
      }),
    ),
    0,
    4,
  )
  const [a, b] = [{ kind: 'a' }, { kind: 'b' }]
  const simpler = [...simplifications(counter, block, [a, { kind: 'held', body: [a, b] }])]
  expect(simpler).toContainEqual([a, a, b])
})

test('null is simpler than what stands behind it', () => {
  const handler = choice(alternative('none', 1, literal(null)), alternative('some', 1, list(node('event', 1), 0, 2)))
  const attempt = list(node('try', 1, { handler }), 0, 2)
  expect([...simplifications(counter, attempt, [{ kind: 'try', handler: [] }])]).toContainEqual([
    { kind: 'try', handler: null },
  ])
})

test('every element of every list is left out, one at a time', () => {
  const block: Expression = list(choice(alternative('a', 1, node('a', 1)), alternative('held', 1, held())), 1, 4)
  function held(): Expression {
    return node('held', 1, { body: { type: 'reference', resolve: () => block } })
  }
  const a = { kind: 'a' }
  const inner = { kind: 'held', body: [a, a] }
  expect([...withoutOne(block, [a, inner])]).toEqual([
    [a, { kind: 'held', body: [a] }],
    [a, { kind: 'held', body: [a] }],
    [inner],
    [a],
  ])
  expect([...withoutOne(block, [{ kind: 'held', body: [a] }])]).toEqual([])
})

test('nothing is simpler than the simplest', () => {
  expect([...simplifications(counter, tiny, [])]).toEqual([])
})
