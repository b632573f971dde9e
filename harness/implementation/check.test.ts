import { expect, test } from 'vitest'
import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import { python } from '../../spec/dialects/python.ts'
import { checkImplementation } from './check.ts'

const bracket = () => {}

function refusalOf(value: unknown): string {
  try {
    checkImplementation(value, './pool.ts')
  } catch (thrown) {
    return String(thrown)
  }
  return 'nothing was thrown'
}

test('gives back what has the right shape', () => {
  const implementation = {
    name: 'pool',
    version: '1.0.0',
    homepage: 'https://example.org/pool',
    dialect: { ...python, name: 'pool' },
    bracket,
    disposableStack: class {},
    exitStack: () => {},
    language: { syntax: 'ecmascript', lower: (source: string) => source, globals: {} },
    contextOf: () => {},
    runs: 10,
    variants: { fast: { runs: 1, dialect: 'ecmascript' }, slow: {} },
  }
  expect(checkImplementation(implementation, './pool.ts')).toBe(implementation)
})

test('accepts an instance of a class', () => {
  class Pool {
    name = 'pool'
    bracket() {}
  }
  expect(refusalOf(new Pool())).toBe('nothing was thrown')
})

test.each([
  ['a function', () => ({})],
  ['null', null],
  ['a promise', Promise.resolve({})],
  ['an array', [{}]],
  ['a string', 'pool'],
])('the default export is %s', (_, value) => {
  expect(refusalOf(value)).toMatchSnapshot()
})

test('no name', () => {
  expect(refusalOf({ bracket })).toMatchInlineSnapshot(`
    "UsageError: the key name is missing
      expected  a string that is not empty
      got       undefined
      where     name in ./pool.ts
      to do     add it"
  `)
})

test('several keys at fault are named in one message', () => {
  expect(refusalOf({ name: '', bracket: 3, langauge: {} })).toMatchInlineSnapshot(`
    "UsageError: the key name has the wrong shape
      expected  a string that is not empty
      got       the string ""
      where     name in ./pool.ts
      to do     correct it; the type Implementation of aexit describes every key

    the key bracket has the wrong shape
      expected  a function (manager, body) => promise
      got       the number 3
      where     bracket in ./pool.ts
      to do     correct it; the type Implementation of aexit describes every key

    langauge is not a known key
      expected  one of name, version, homepage, dialect, bracket, disposableStack, exitStack, operators, language, fetchAll, client, fetching, tasks, contextOf, runs, variants
      got       langauge
      where     langauge in ./pool.ts
      to do     did you mean language?"
  `)
})

test.each([
  ['version', 2],
  ['homepage', 'pool'],
  ['dialect', 7],
  ['bracket', {}],
  ['tasks', { answers: {}, run: 1 }],
  ['disposableStack', () => {}],
  ['exitStack', null],
  ['language', (source: string) => source],
  ['contextOf', 'context'],
  ['runs', 1.5],
  ['variants', {}],
  ['variants', [1]],
])('%s is %o', (key, value) => {
  expect(refusalOf({ name: 'pool', bracket, [key]: value })).toMatchSnapshot()
})

test('an unknown dialect', () => {
  expect(refusalOf({ name: 'pool', bracket, dialect: 'pyhton' })).toMatchInlineSnapshot(`
    "UsageError: the key dialect has the wrong shape
      expected  'ecmascript', 'python' or a dialect record
      got       the string "pyhton"
      where     dialect in ./pool.ts
      to do     did you mean python?"
  `)
})

test('an answer that a dialect does not have', () => {
  const dialect = { ...ecmascript, exitSuppresses: 'sometimes' }
  expect(refusalOf({ name: 'pool', bracket, dialect })).toMatchInlineSnapshot(`
    "UsageError: the key dialect.exitSuppresses has the wrong shape
      expected  'truthy' or 'never'
      got       the string "sometimes"
      where     dialect.exitSuppresses in ./pool.ts
      to do     start from a dialect that answers every question, { ...ecmascript, name: 'mine' }, and see aexit dialects"
  `)
})

test('a dialect that leaves a question open', () => {
  const { yieldAwaits: _, ...dialect } = ecmascript
  expect(refusalOf({ name: 'pool', bracket, dialect })).toMatchInlineSnapshot(`
    "UsageError: the key dialect.yieldAwaits is missing
      expected  true or false
      got       undefined
      where     dialect.yieldAwaits in ./pool.ts
      to do     start from a dialect that answers every question, { ...ecmascript, name: 'mine' }, and see aexit dialects"
  `)
})

test('a question that there is not', () => {
  expect(refusalOf({ name: 'pool', bracket, dialect: { ...ecmascript, exitSee: 'error' } })).toMatchInlineSnapshot(`
    "UsageError: dialect.exitSee is not a known key
      expected  one of name, exitSees, exitSuppresses, exitMayFail, exitErrorMeetsError, errorContext, exitErrorAlone, registerWhileClosing, closedStack, concurrentRequests, closeSignal, yieldWhileClosing, throwAfterEnd, yieldAwaits, leavingLoopCloses, closeErrorMeetsError, managerLookup, secondYield, stopThrownBeforeStart, closeInterrupted, groupUncancels, uncancelDropsPending, timeoutConverts, timeoutInContexts
      got       exitSee
      where     dialect.exitSee in ./pool.ts
      to do     did you mean exitSees?"
  `)
})

test('an unknown key of language', () => {
  expect(refusalOf({ name: 'pool', language: { syntax: 'ecmascript', lowr: bracket } })).toMatchInlineSnapshot(`
    "UsageError: the key language.lower is missing
      expected  a function (source) => lowered source, or a promise of it
      got       undefined
      where     language.lower in ./pool.ts
      to do     add it

    language.lowr is not a known key
      expected  one of syntax, lower, microtasks, globals
      got       lowr
      where     language.lowr in ./pool.ts
      to do     did you mean lower?"
  `)
})

test('an unknown key of a variant', () => {
  expect(
    refusalOf({ name: 'pool', bracket, variants: { fast: { name: 'x' }, slow: { run: 2 } } }),
  ).toMatchInlineSnapshot(`
    "UsageError: variants.fast.name is not a known key
      expected  one of version, homepage, dialect, bracket, disposableStack, exitStack, operators, language, fetchAll, client, fetching, tasks, contextOf, runs
      got       name
      where     variants.fast.name in ./pool.ts
      to do     remove it

    variants.slow.run is not a known key
      expected  one of version, homepage, dialect, bracket, disposableStack, exitStack, operators, language, fetchAll, client, fetching, tasks, contextOf, runs
      got       run
      where     variants.slow.run in ./pool.ts
      to do     did you mean runs?"
  `)
})

test('a variant that is no object', () => {
  expect(refusalOf({ name: 'pool', bracket, variants: { fast: 'es2017' } })).toMatchInlineSnapshot(`
    "UsageError: the key variants.fast has the wrong shape
      expected  an object with any of the keys version, homepage, dialect, bracket, disposableStack, exitStack, operators, language, fetchAll, client, fetching, tasks, contextOf, runs
      got       the string "es2017"
      where     variants.fast in ./pool.ts
      to do     correct it; the type Implementation of aexit describes every key"
  `)
})

test('a key that cannot be read', () => {
  const implementation = {
    name: 'pool',
    get bracket(): never {
      throw new Error('not now')
    },
  }
  expect(refusalOf(implementation)).toMatchInlineSnapshot(`
    "UsageError: a key of the implementation in ./pool.ts cannot be read
      expected  plain values
      got       a getter that throws Error: not now
      where     ./pool.ts
      to do     export an object with plain values"
  `)
})

test('what says when another process rests is no function', () => {
  expect(refusalOf({ name: 'pool', async *fetchAll() {}, fetching: { idle: true } })).toMatchInlineSnapshot(`
    "UsageError: the key fetching.idle has the wrong shape
      expected  a function () => promise that resolves when the other process rests
      got       the boolean true
      where     fetching.idle in ./pool.ts
      to do     correct it; the type Implementation of aexit describes every key"
  `)
})

test('what fetches is a function, and what it declares is known', () => {
  const fetchAll = async function* () {}
  expect(refusalOf({ name: 'pool', fetchAll: 'https://example.org' })).toMatchInlineSnapshot(`
    "UsageError: the key fetchAll has the wrong shape
      expected  a function (urls, { concurrency, signal, fetch }) => async iterable of { url, text }
      got       the string "https://example.org"
      where     fetchAll in ./pool.ts
      to do     correct it; the type Implementation of aexit describes every key"
  `)
  expect(refusalOf({ name: 'pool', fetchAll, fetching: { order: 'inputs' } })).toMatchInlineSnapshot(`
    "UsageError: the key fetching.order has the wrong shape
      expected  'input', 'completion' or 'available'
      got       the string "inputs"
      where     fetching.order in ./pool.ts
      to do     correct it; the type Implementation of aexit describes every key"
  `)
  expect(refusalOf({ name: 'pool', fetchAll, fetching: { ordered: true } })).toMatchInlineSnapshot(`
    "UsageError: fetching.ordered is not a known key
      expected  one of order, lookahead, failures, refused, releaseErrors, exact, intercepted, globalFetch, idle
      got       ordered
      where     fetching.ordered in ./pool.ts
      to do     did you mean order?"
  `)
  expect(
    checkImplementation({ name: 'pool', fetchAll, fetching: { order: 'completion', exact: false } }, 'x'),
  ).toBeTruthy()
})

test('a client is a function, and what it declares is known', () => {
  expect(refusalOf({ name: 'http', client: { enter() {}, exit() {} } })).toMatchInlineSnapshot(`
    "UsageError: the key client has the wrong shape
      expected  a function (url, { signal, session }) => { enter, exit }, a manager of the response
      got       an object with the keys enter, exit
      where     client in ./pool.ts
      to do     correct it; the type Implementation of aexit describes every key"
  `)
  const client = () => {}
  expect(refusalOf({ name: 'http', client, fetching: { releaseErrors: 'thrown' } })).toMatchInlineSnapshot(`
    "UsageError: the key fetching.releaseErrors has the wrong shape
      expected  'raised' or 'dropped'
      got       the string "thrown"
      where     fetching.releaseErrors in ./pool.ts
      to do     correct it; the type Implementation of aexit describes every key"
  `)
  expect(checkImplementation({ name: 'http', client, fetching: { releaseErrors: 'dropped' } }, 'x')).toBeTruthy()
})
