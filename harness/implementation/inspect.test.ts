import { expect, test } from 'vitest'
import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import { folderWith } from './folder.fixture.ts'
import { inspect } from './inspect.ts'

async function refusalOf(source: string, patience?: number): Promise<string> {
  const { folder, messageOf } = folderWith({ 'x.mjs': source })
  return await messageOf(() => inspect('./x.mjs', folder, patience))
}

test('describes an implementation', async () => {
  const { folder } = folderWith({ 'x.mjs': 'export default { name: "x", version: "3", bracket() {}, exitStack() {} }' })
  expect(await inspect('./x.mjs', folder)).toEqual([
    {
      name: 'x',
      version: '3',
      dialect: ecmascript,
      variant: null,
      variants: [],
      subjects: ['bracket', 'exitStack'],
      address: './x.mjs',
      file: `${folder}/x.mjs`,
    },
  ])
})

test('globals that an adapter replaces are its own', async () => {
  const { folder } = folderWith({
    'x.mjs': 'globalThis.Promise = class {}; globalThis.setImmediate = 0; export default { name: "x", bracket() {} }',
  })
  const { Promise: before, setImmediate: immediate } = globalThis
  expect(await inspect('./x.mjs', folder)).toHaveLength(1)
  expect(globalThis.Promise).toBe(before)
  expect(globalThis.setImmediate).toBe(immediate)
})

test('what is refused is refused with the same message', async () => {
  expect(await refusalOf('export default { name: "x", braket() {} }')).toMatchInlineSnapshot(`
    "UsageError: braket is not a known key
      expected  one of name, version, homepage, dialect, bracket, disposableStack, exitStack, operators, language, fetchAll, client, fetching, tasks, contextOf, runs, variants
      got       braket
      where     braket in ./x.mjs
      to do     did you mean bracket?"
  `)
})

test('an adapter that throws, in a line of TypeScript', async () => {
  const { folder, messageOf } = folderWith({
    'package.json': '{ "type": "module" }',
    'x.ts': 'interface Pool {}\n\nconst pool: Pool = {}\nthrow new TypeError("no pool", { cause: pool })',
  })
  expect(await messageOf(() => inspect('./x.ts', folder))).toMatchInlineSnapshot(`
    "UsageError: ./x.ts throws when it is imported
      expected  a module that only builds the implementation
      got       TypeError: no pool
      where     ./x.ts:4:7
      to do     correct the error there"
  `)
})

test('an adapter that ends the process', async () => {
  expect(await refusalOf('process.exit(0)')).toMatchInlineSnapshot(`
    "UsageError: ./x.mjs cannot be imported
      expected  a module that only builds the implementation
      got       the end of its thread, with code 0, before it was ready
      where     ./x.mjs
      to do     look for process.exit(), and for an await at the top level that never settles"
  `)
})

test('an adapter that never settles', async () => {
  expect(await refusalOf('await new Promise(() => {})')).toMatchInlineSnapshot(`
    "UsageError: ./x.mjs cannot be imported
      expected  a module that only builds the implementation
      got       the end of its thread, with code 0, before it was ready
      where     ./x.mjs
      to do     look for process.exit(), and for an await at the top level that never settles"
  `)
})

test('an adapter that blocks', async () => {
  expect(await refusalOf('for (;;);', 1)).toMatchInlineSnapshot(`
    "UsageError: ./x.mjs cannot be imported
      expected  a module that only builds the implementation
      got       nothing after 1 seconds
      where     ./x.mjs
      to do     look for a loop at the top level of the module"
  `)
})

test('an adapter that runs out of memory', async () => {
  const { folder, messageOf } = folderWith({
    'x.mjs': 'const kept = []; for (;;) kept.push({ kept: [...kept.slice(-1000)] })',
  })
  expect(await messageOf(() => inspect('./x.mjs', folder, 30, 48))).toMatchInlineSnapshot(`
    "UsageError: ./x.mjs cannot be imported
      expected  a module that only builds the implementation
      got       more than 48 MB in use
      where     ./x.mjs
      to do     look for a loop that keeps things"
  `)
})

test('an adapter that replaces what cannot be replaced', async () => {
  expect(await refusalOf('Symbol.asyncDispose = Symbol()')).toMatchInlineSnapshot(`
    "UsageError: ./x.mjs throws when it is imported
      expected  a module that only builds the implementation
      got       TypeError: Cannot assign to read only property 'asyncDispose' of function 'function Symbol() { [native code] }'
      where     ./x.mjs:1:21
      to do     correct the error there"
  `)
})

test('an adapter that rejects with nothing', async () => {
  const source = 'Promise.reject(undefined); await new Promise(setImmediate); export default 1'
  expect(await refusalOf(source)).toMatchInlineSnapshot(`
    "UsageError: ./x.mjs cannot be imported
      expected  a module that only builds the implementation
      got       UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "undefined"., which nobody caught
      where     ./x.mjs
      to do     catch it, or await it"
  `)
})

test('an adapter that rejects without anyone listening', async () => {
  const source = 'Promise.reject(new TypeError("nobody")); await new Promise(setImmediate); export default 1'
  expect(await refusalOf(source)).toMatchInlineSnapshot(`
    "UsageError: ./x.mjs cannot be imported
      expected  a module that only builds the implementation
      got       TypeError: nobody, which nobody caught
      where     ./x.mjs
      to do     catch it, or await it"
  `)
})
