import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderWith } from '../implementation/folder.fixture.ts'
import { expectationsBeside, parseExpectations, readExpectations } from './read.ts'

const vocabulary = { rules: ['exit-stack.lifo', 'exit-stack.transfer'], variants: ['es2017', 'es2022'] }

test('a list of known failures', () => {
  const expectations = [
    { rule: 'exit-stack.lifo', reason: 'pops the first' },
    {
      rule: 'exit-stack.transfer',
      variants: ['es2017'],
      subject: 'language',
      reason: 'copies',
      program: ['exit-stack.language.2.1.fifo.3bb', 'exit-stack.language.3.gc.fifo.c9s'],
      upstream: 'https://example.org/1',
    },
    { rule: 'exit-stack.transfer', variants: ['es2022'], reason: 'copies' },
    { rule: 'exit-stack.lifo', reason: 'fails for another reason', program: 'exit-stack.language.2.1.fifo.3bb' },
  ]
  expect(parseExpectations(JSON.stringify(expectations), 'expectations.json', vocabulary)).toEqual(expectations)
})

test('the file beside an adapter', () => {
  const { folder } = folderWith({ 'impls/pool/expectations.json': '[]' })
  const file = join(folder, 'impls/pool/expectations.json')
  expect(expectationsBeside(join(folder, 'impls/pool/adapter.ts'))).toBe(file)
  expect(expectationsBeside(join(folder, 'pool.ts'))).toBeUndefined()
})

test('a file that is not there', async () => {
  const { folder, messageOf } = folderWith({})
  expect(await messageOf(() => readExpectations('known.json', folder, vocabulary))).toMatchInlineSnapshot(`
    "UsageError: cannot read the expectations in known.json
      expected  a JSON file with a list of known failures
      got       ENOENT: no such file or directory, open 'FOLDER/known.json'
      where     FOLDER/known.json
      to do     check the path, or leave --expectations out"
  `)
})

describe('refused', () => {
  const lifo = { rule: 'exit-stack.lifo', reason: 'pops the first' }

  test.each([
    ['not JSON', '[{]'],
    ['no list', '{}'],
    ['an entry that is no object', '["exit-stack.lifo"]'],
    ['no reason', JSON.stringify([{ rule: 'exit-stack.lifo' }])],
    ['an empty reason', JSON.stringify([{ ...lifo, reason: '  ' }])],
    ['a reason of two lines', JSON.stringify([{ ...lifo, reason: 'a\nb' }])],
    ['a key that there is not', JSON.stringify([{ ...lifo, variant: 'es2017' }])],
    ['a subject that there is not', JSON.stringify([{ ...lifo, subject: 'exitstack' }])],
    ['an upstream that is no URL', JSON.stringify([{ ...lifo, upstream: '#12' }])],
    ['a rule that there is not', JSON.stringify([{ ...lifo, rule: 'exit-stack.lief' }])],
    ['a variant that there is not', JSON.stringify([{ ...lifo, variants: ['es2107'] }])],
    ['a program that is none', JSON.stringify([{ ...lifo, program: 'await using a' }])],
    ['a program that is not there', JSON.stringify([{ ...lifo, program: 'exit-stack.language.1.zzzz.fifo.000' }])],
    ['a program of another chapter', JSON.stringify([{ ...lifo, program: 'generator.language.2.1.fifo.z6h' }])],
    ['a failure that is listed twice', JSON.stringify([{ ...lifo, subject: 'language' }, lifo])],
  ])('%s', (_, text) => {
    let message = 'nothing was thrown'
    try {
      parseExpectations(text, 'expectations.json', vocabulary)
    } catch (thrown) {
      message = String(thrown)
    }
    expect(message).toMatchSnapshot()
  })
})
