import { expect, test } from 'vitest'
import { nearest, oneOf, suggest } from './nearest.ts'

const rules = ['context-manager.exit-lifo', 'context-manager.exit-once', 'exit-stack.lifo', 'generator.trace']

test.each([
  ['context-manager.exit-lfo', ['context-manager.exit-lifo']],
  ['exit-lifo', ['context-manager.exit-lifo']],
  ['Generator.Trace', ['generator.trace']],
  ['lifo', ['exit-stack.lifo']],
  ['quite-another-thing', []],
])('nearest to %s', (word, expected) => {
  expect(nearest(word, rules)[0]).toBe(expected[0])
})

test('what is near is offered, else what there is, else the way to a list', () => {
  expect(suggest('bable', ['babel', 'swc'], 'look')).toBe('did you mean babel?')
  expect(suggest('effection', ['babel', 'swc'], 'look')).toBe('choose babel or swc')
  expect(suggest('effection', [], 'look')).toBe('look')
  expect(
    suggest(
      'zzzzzz',
      Array.from('abcdefghijklmnop', letter => letter.repeat(9)),
      'look',
    ),
  ).toBe('look')
})

test('a list of words', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(oneOf)).toEqual(['', 'a', 'a or b', 'a, b or c'])
})
