import { expect, test } from 'vitest'
import { watchGlobals } from './global-objects.ts'

/** What is named while a property is something else for a moment. */
function namedWith(owner: object, key: PropertyKey, value: unknown): string | null {
  const replaced = watchGlobals()
  const original = Object.getOwnPropertyDescriptor(owner, key)
  const { defineProperty } = Object
  const { deleteProperty } = Reflect
  try {
    defineProperty(owner, key, { value, configurable: true, writable: true })
    return replaced()
  } finally {
    deleteProperty(owner, key)
    if (original) defineProperty(owner, key, original)
  }
}

test.each<[string, object, PropertyKey]>([
  ['Promise', globalThis, 'Promise'],
  ['Promise.prototype.then', Promise.prototype, 'then'],
  ['Promise.prototype.constructor', Promise.prototype, 'constructor'],
  ['setTimeout', globalThis, 'setTimeout'],
  ['setImmediate', globalThis, 'setImmediate'],
  ['Symbol', globalThis, 'Symbol'],
  ['process', globalThis, 'process'],
  ['process.on', process, 'on'],
  ['JSON.stringify', JSON, 'stringify'],
  ['Reflect.ownKeys', Reflect, 'ownKeys'],
  ['Object.defineProperty', Object, 'defineProperty'],
  ['Object.prototype.then', Object.prototype, 'then'],
  ['Array.prototype[Symbol.iterator]', Array.prototype, Symbol.iterator],
  ['Array.prototype.map', Array.prototype, 'map'],
  ['Map.prototype.size', Map.prototype, 'size'],
  ['Function.prototype.call', Function.prototype, 'call'],
])('%s', (name, owner, key) => {
  expect(namedWith(owner, key, undefined)).toBe(name)
})

test('what is added, and the console, are nobody else’s business', () => {
  expect(namedWith(Array.prototype, 'mine', 1)).toBeNull()
  expect(namedWith(console, 'log', undefined)).toBeNull()
  expect(watchGlobals()()).toBeNull()
})
