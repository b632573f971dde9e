import { expect, test } from 'vitest'
import { parseAddress } from './address.ts'
import { folderWith } from './folder.fixture.ts'
import { locate } from './locate.ts'

const files = {
  'impls/typescript/adapter.ts': '',
  'impls/babel/package.json': '{ "main": "main.mjs" }',
  'impls/babel/main.mjs': '',
  'impls/broken/package.json': '{ "main": "gone.mjs" }',
  'impls/notes/README.md': '',
  'impls/odd/package.json': '{',
  'pool.ts': '',
  'data.json': '',
}

test.each([
  ['typescript', 'impls/typescript/adapter.ts'],
  ['typescript/es2017', 'impls/typescript/adapter.ts'],
  ['babel', 'impls/babel/main.mjs'],
  ['impls/babel', 'impls/babel/main.mjs'],
  ['./impls/babel#x', 'impls/babel/main.mjs'],
  ['pool.ts', 'pool.ts'],
])('finds %s', (typed, path) => {
  const { folder } = folderWith(files)
  expect(locate(parseAddress(typed), folder).file).toBe(`${folder}/${path}`)
})

async function refusalOf(typed: string): Promise<string> {
  const { folder, messageOf } = folderWith(files)
  const message = await messageOf(() => locate(parseAddress(typed), folder))
  // The suite's own implementations are searched as well, where there are any.
  return message.replace(/(where .*\.\/impls), .*/, '$1')
}

test('a name that no folder has', async () => {
  expect(await refusalOf('typscript/es2017')).toMatchInlineSnapshot(`
    "UsageError: no implementation is called typscript
      expected  the name of a folder in impls/, or a path such as ./my-pool.ts
      got       typscript/es2017
      where     ./impls
      to do     did you mean typescript?"
  `)
})

test('a path where nothing is', async () => {
  expect(await refusalOf('./pol.ts')).toMatchInlineSnapshot(`
    "UsageError: there is no file ./pol.ts
      expected  a .ts, .mts, .js or .mjs file whose default export is an implementation
      got       nothing
      where     FOLDER/pol.ts
      to do     did you mean ./pool.ts?"
  `)
})

test('a file that is no module', async () => {
  expect(await refusalOf('./data.json')).toMatchInlineSnapshot(`
    "UsageError: ./data.json is not a module that can be loaded
      expected  a .ts, .mts, .js or .mjs file whose default export is an implementation
      got       a file of another kind
      where     FOLDER/data.json
      to do     choose ./pool.ts"
  `)
})

test('a folder without an adapter', async () => {
  expect(await refusalOf('notes')).toMatchInlineSnapshot(`
    "UsageError: ./impls/notes has no adapter
      expected  adapter.ts, or the file that its package.json names as main
      got       README.md
      where     FOLDER/impls/notes
      to do     add adapter.ts with an implementation as its default export"
  `)
})

test('a package.json whose main is not there', async () => {
  expect(await refusalOf('broken')).toMatchInlineSnapshot(`
    "UsageError: ./impls/broken has no adapter
      expected  the file gone.mjs, which its package.json names as main
      got       package.json
      where     FOLDER/impls/broken
      to do     add adapter.ts with an implementation as its default export"
  `)
})

test('a package.json that is not JSON', async () => {
  expect(await refusalOf('odd')).toMatchInlineSnapshot(`
    "UsageError: FOLDER/impls/odd/package.json is not JSON
      expected  a package.json
      got       Expected property name or '}' in JSON at position 1 (line 1 column 2)
      where     FOLDER/impls/odd/package.json
      to do     correct it"
  `)
})
