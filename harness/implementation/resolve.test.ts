import { expect, test } from 'vitest'
import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import { python } from '../../spec/dialects/python.ts'
import { folderWith } from './folder.fixture.ts'
import { resolveImplementation, resolveImplementations, resolveVariants } from './resolve.ts'

const bracket = async () => undefined as never

test('an implementation without variants is itself', () => {
  expect(resolveVariants({ name: 'pool', bracket }, './pool.ts')).toEqual([
    { name: 'pool', variant: null, version: 'unknown', dialect: ecmascript, bracket },
  ])
})

test('each variant overrides the keys that it names', () => {
  const exitStack = () => undefined as never
  const resolved = resolveVariants(
    {
      name: 'pool',
      version: '1',
      dialect: 'python',
      bracket,
      runs: 5,
      variants: { fast: { runs: 1, exitStack }, next: { version: '2', dialect: { ...python, name: 'next' } } },
    },
    './pool.ts',
  )
  expect(resolved).toEqual([
    { name: 'pool/fast', variant: 'fast', version: '1', dialect: python, bracket, exitStack, runs: 1 },
    { name: 'pool/next', variant: 'next', version: '2', dialect: { ...python, name: 'next' }, bracket, runs: 5 },
  ])
})

const files = {
  'impls/pool/adapter.mjs':
    'export default { name: "pool", bracket() {}, variants: { es2017: {}, es2022: {}, esnext: {} } }',
  'one.mjs': 'export default { name: "one", bracket() {} }',
  'empty.mjs': 'export default { name: "empty", dialect: "python" }',
}

test('a name stands for all variants, or for the one that it names', async () => {
  const { folder } = folderWith(files)
  const addresses = async (typed: string) => (await resolveImplementations(typed, folder)).map(({ address }) => address)
  expect(await addresses('pool')).toEqual(['pool/es2017', 'pool/es2022', 'pool/esnext'])
  expect(await addresses('pool/es2022')).toEqual(['pool/es2022'])
  expect(await addresses('./impls/pool#esnext')).toEqual(['./impls/pool#esnext'])
  expect(await addresses('./one.mjs')).toEqual(['./one.mjs'])
})

async function refusalOf(typed: string): Promise<string> {
  const { folder, messageOf } = folderWith(files)
  return await messageOf(() => resolveImplementation(typed, folder))
}

test('a variant that there is not', async () => {
  expect(await refusalOf('pool/es2018')).toMatchInlineSnapshot(`
    "UsageError: pool has no variant es2018
      expected  the name of one of its variants
      got       es2018
      where     FOLDER/impls/pool/adapter.mjs
      to do     did you mean es2017 or es2022?"
  `)
})

test('a variant of what has none', async () => {
  expect(await refusalOf('./one.mjs#fast')).toMatchInlineSnapshot(`
    "UsageError: ./one.mjs has no variant fast
      expected  no variant: it has none
      got       fast
      where     FOLDER/one.mjs
      to do     leave the variant out"
  `)
})

test('several where one is asked for', async () => {
  expect(await refusalOf('pool')).toMatchInlineSnapshot(`
    "UsageError: pool has 3 variants
      expected  one implementation
      got       pool
      where     the command line
      to do     name one of them: pool/es2017, pool/es2022, pool/esnext"
  `)
})

test('nothing to test', async () => {
  expect(await refusalOf('./empty.mjs')).toMatchInlineSnapshot(`
    "UsageError: empty brings nothing to test
      expected  at least one of the keys language, bracket, disposableStack, exitStack, tasks, operators, fetchAll, client
      got       none of them
      where     ./empty.mjs
      to do     add the part that you want to have tested"
  `)
})
