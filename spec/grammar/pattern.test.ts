import { expect, test } from 'vitest'
import { profiles } from '../program/profiles.ts'
import { programGrammar } from '../program/program.ts'
import { createCounter } from './count.ts'
import { alternative, choice, type Expression, list, literal, node, reference, type Sentence } from './expression.ts'
import { matcherOf, matches, patternOf } from './pattern.ts'
import { drawFrom } from './random.fixture.ts'

const block: Expression = list(
  reference(() => statement),
  0,
  5,
)
const statement: Expression = choice(
  alternative('event', 1, node('event', 1)),
  alternative('yield', 1, node('yield', 1, { value: literal('plain', 'rejected') })),
  alternative('try', 1, node('try', 1, { block, finalizer: block })),
  alternative('loop', 1, node('loop', 1, { times: literal(1, [2, 1]), head: literal(null), body: block })),
)
const event = { kind: 'event' }
const plain = { kind: 'yield', value: 'plain' }
const rejected = { kind: 'yield', value: 'rejected' }
const attempt = (inside: Sentence[], finalizer: Sentence[]) => ({ kind: 'try', block: inside, finalizer })
const loop = (times: number, ...body: Sentence[]) => ({ kind: 'loop', times, head: null, body })

const counter = createCounter()
const within = (small: Sentence[], large: Sentence[]) => {
  const pattern = patternOf(counter, block, small)
  const found = matches(pattern, large)
  // What is counted first rules out nothing that would be found.
  expect(matcherOf([pattern])(large)).toBe(found)
  return found
}

test('a sentence is within itself, and nothing is within all', () => {
  expect(within([attempt([plain], [event])], [attempt([plain], [event])])).toBe(true)
  expect(within([], [event])).toBe(true)
  expect(within([event], [])).toBe(false)
})

test('among other elements, in order', () => {
  expect(within([plain, event], [event, plain, rejected, event])).toBe(true)
  expect(within([plain, rejected], [rejected, event])).toBe(false)
})

test('what holds a part may be left out', () => {
  expect(within([plain, rejected], [loop(2, attempt([event, plain], [])), rejected])).toBe(true)
  expect(within([attempt([plain], [])], [attempt([], [plain])])).toBe(false)
})

test('the simplest constant stands for every other, no other does', () => {
  expect(within([plain], [rejected])).toBe(true)
  expect(within([rejected], [plain])).toBe(false)
  expect(within([loop(1)], [loop(2)])).toBe(true)
  expect(within([loop(2)], [loop(1)])).toBe(false)
})

test('a kind is no constant that is simplified; the simplest there is stands for everything', () => {
  expect(within([plain], [event])).toBe(false)
  expect(within([event], [plain])).toBe(true)
})

test('programs of the real grammar', () => {
  const { programs } = programGrammar('ecmascript', {
    event: 1,
    'await-using': 1,
    methods: 1,
    'exit-waits': 1,
    finally: 1,
    return: 1,
  })
  const declare = (methods: string, checkpoints: number) => ({
    kind: 'declare',
    declaration: 'await using',
    shadow: false,
    resources: [
      {
        kind: 'disposable',
        enter: { checkpoints: 0, outcome: 'entered' },
        carrier: 'object',
        methods,
        exit: { checkpoints, outcome: 'ends' },
      },
    ],
  })
  const program = (...main: Sentence[]) => ({ kind: 'program', main })
  const pattern = patternOf(createCounter(), programs, program(declare('null-async', 0)))
  expect(
    matches(
      pattern,
      program(event, { kind: 'try', block: [declare('null-async', 0)], handler: null, finalizer: [event] }),
    ),
  ).toBe(true)
  expect(matches(pattern, program(declare('async', 2), event))).toBe(false)
})

test('of several patterns one is enough', () => {
  const [one, other] = [patternOf(counter, block, [rejected]), patternOf(counter, block, [loop(2)])]
  expect(matcherOf([one, other])([loop(2)])).toBe(true)
  expect(matcherOf([one, other])([loop(1)])).toBe(false)
  expect(matcherOf([])([loop(1)])).toBe(false)
})

test.each(profiles)('counting first rules out nothing that would be found: $chapter on $subject', profile => {
  const { programs } = programGrammar(profile.form, profile.weights)
  const draw = drawFrom(programs)
  const small = Array.from({ length: 12 }, (_, seed) => patternOf(counter, programs, draw(3, seed).sentence))
  let found = 0
  for (let seed = 0; seed < 12; seed++) {
    const { sentence } = draw(profile.largest, seed)
    for (const pattern of small) {
      const isFound = matches(pattern, sentence)
      expect(matcherOf([pattern])(sentence)).toBe(isFound)
      if (isFound) found++
    }
  }
  expect(found).toBeGreaterThan(0)
})
