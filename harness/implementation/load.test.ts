import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from './folder.fixture.ts'
import { loadDefaultExport } from './load.ts'

const MODULE = { 'package.json': '{ "type": "module" }' }

async function refusalOf(name: string, files: Record<string, string>): Promise<string> {
  const { folder, messageOf } = folderWith({ ...MODULE, ...files })
  return await messageOf(() => loadDefaultExport(join(folder, name), folder))
}

const typed = 'interface Named { name: string }\nexport default { name: "x" } satisfies Named'

test.each([
  ['x.ts', { ...MODULE, 'x.ts': typed }],
  ['x.mts', { 'x.mts': typed }],
  ['x.ts', { 'x.ts': typed, 'package.json': '{ "type": "commonjs" }' }],
  ['x.js', { ...MODULE, 'x.js': 'export default { name: "x" }' }],
  ['x.mjs', { 'x.mjs': 'export default { name: "x" }' }],
  ['x.js', { 'x.js': 'module.exports = { name: "x" }' }],
])('loads %s of %o', async (name, files) => {
  const { folder } = folderWith(files)
  expect(await loadDefaultExport(join(folder, name), folder)).toEqual({ name: 'x' })
})

// Node.js by itself takes none of these.
test.each([
  ['an enum', { ...MODULE, 'x.ts': 'enum Name { x = "x" }\nexport default { name: Name.x }' }],
  ['an import without its extension', { ...MODULE, 'x.ts': 'export { default } from "./y"', 'y.ts': typed }],
  [
    'a type that is imported as if it were a value',
    {
      ...MODULE,
      'x.ts': 'import { Named } from "./y.ts"\nexport default { name: "x" } as Named',
      'y.ts': 'export interface Named { name: string }',
    },
  ],
])('loads %s', async (_, files) => {
  const { folder } = folderWith(files)
  expect(await loadDefaultExport(join(folder, 'x.ts'), folder)).toEqual({ name: 'x' })
})

test('the default export of a CommonJS module that was a module once, in a package without modules', async () => {
  const { folder } = folderWith({
    'x.ts': 'import made from "./y.cjs"\nexport default made',
    'y.cjs': 'exports.__esModule = true; exports.default = { name: "x" }',
  })
  expect(await loadDefaultExport(join(folder, 'x.ts'), folder)).toEqual({ name: 'x' })
})

test('a module that is imported once runs once', async () => {
  const { folder } = folderWith({
    'x.mjs': 'globalThis.times = (globalThis.times ?? 0) + 1; export default { name: "x" }',
  })
  await loadDefaultExport(join(folder, 'x.mjs'), folder)
  expect(globalThis).toHaveProperty('times', 1)
})

test('TypeScript that does not parse', async () => {
  expect(await refusalOf('x.ts', { 'x.ts': 'export default {\n  name: "x",,\n}' })).toMatchInlineSnapshot(`
    "UsageError: ./x.ts does not parse
      expected  a JavaScript or TypeScript module
      got       Expected identifier but found ","
      where     ./x.ts:2:13
      to do     correct the syntax there"
  `)
})

test('JavaScript that does not parse', async () => {
  expect(await refusalOf('x.mjs', { 'x.mjs': 'export default {\n  name: "x",,\n}' })).toMatchInlineSnapshot(`
    "UsageError: ./x.mjs does not parse
      expected  a JavaScript or TypeScript module
      got       SyntaxError: Unexpected token ','
      where     ./x.mjs:2:13
      to do     correct the syntax there"
  `)
})

test('an imported module that does not parse', async () => {
  const files = { 'x.ts': 'import "./y.ts"\nexport default {}', 'y.ts': 'export const = 1' }
  expect(await refusalOf('x.ts', files)).toMatchInlineSnapshot(`
    "UsageError: ./y.ts does not parse
      expected  a JavaScript or TypeScript module
      got       Expected identifier but found "="
      where     ./y.ts:1:14
      to do     correct the syntax there"
  `)
})

test('no default export', async () => {
  expect(await refusalOf('x.ts', { 'x.ts': 'export const pool = {}' })).toMatchInlineSnapshot(`
    "UsageError: ./x.ts has no default export
      expected  export default defineImplementation({ name: …, … })
      got       only the named exports pool
      where     ./x.ts
      to do     write export default pool"
  `)
})

test('no default export, in a package without modules', async () => {
  const files = { 'x.ts': 'export const a = 1\nexport const b = 2', 'package.json': '{}' }
  expect(await refusalOf('x.ts', files)).toMatchInlineSnapshot(`
    "UsageError: ./x.ts has no default export
      expected  export default defineImplementation({ name: …, … })
      got       only the named exports a, b
      where     ./x.ts
      to do     export the implementation as default"
  `)
})

test('no export at all', async () => {
  expect(await refusalOf('x.mjs', { 'x.mjs': '' })).toMatchInlineSnapshot(`
    "UsageError: ./x.mjs has no default export
      expected  export default defineImplementation({ name: …, … })
      got       no export at all
      where     ./x.mjs
      to do     export the implementation as default"
  `)
})

test('a module that throws a SyntaxError of its own', async () => {
  expect(await refusalOf('x.mjs', { 'x.mjs': 'export default JSON.parse("{")' })).toMatchInlineSnapshot(`
    "UsageError: ./x.mjs throws when it is imported
      expected  a module that only builds the implementation
      got       SyntaxError: Expected property name or '}' in JSON at position 1 (line 1 column 2)
      where     ./x.mjs:1:21
      to do     correct the error there"
  `)
})

test('a module that throws undefined', async () => {
  expect(await refusalOf('x.mjs', { 'x.mjs': 'throw undefined' })).toMatchInlineSnapshot(`
    "UsageError: ./x.mjs throws when it is imported
      expected  a module that only builds the implementation
      got       undefined (not an error)
      where     ./x.mjs
      to do     correct the error there"
  `)
})

test('a module that throws a frozen object', async () => {
  expect(await refusalOf('x.mjs', { 'x.mjs': 'throw Object.freeze({ a: 1 })' })).toMatchInlineSnapshot(`
    "UsageError: ./x.mjs throws when it is imported
      expected  a module that only builds the implementation
      got       an object with the keys a (not an error)
      where     ./x.mjs
      to do     correct the error there"
  `)
})

test('an import of a file that is not there', async () => {
  expect(await refusalOf('x.ts', { 'x.ts': 'import "./y.ts"' })).toMatchInlineSnapshot(`
    "UsageError: ./x.ts imports something that is not there
      expected  every import to be found
      got       Cannot find module 'FOLDER/y.ts' imported from FOLDER/x.ts
      where     ./x.ts
      to do     correct the import, or add what it names"
  `)
})

test('an import of a package that is not there', async () => {
  expect(await refusalOf('x.ts', { 'x.ts': 'import "no-such-pool"' })).toMatchInlineSnapshot(`
    "UsageError: ./x.ts imports something that is not there
      expected  every import to be found
      got       Cannot find package 'no-such-pool' imported from FOLDER/x.ts
      where     ./x.ts
      to do     install no-such-pool beside the adapter, or correct the import"
  `)
})

test('an import of a name that is not exported', async () => {
  const files = { 'x.ts': 'import { y } from "./y.ts"\nexport default y', 'y.ts': 'export const z = 1' }
  expect(await refusalOf('x.ts', files)).toMatchInlineSnapshot(`
    "UsageError: ./x.ts imports something that is not there
      expected  every import to be found
      got       The requested module './y.ts' does not provide an export named 'y'
      where     ./x.ts:1
      to do     correct the import, or add what it names"
  `)
})
