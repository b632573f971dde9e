/*
 * What the suite stands on in the process that it shares with an implementation. An implementation that replaces any of
 * it is told so: what would be observed after that is no longer to be trusted. What an implementation adds (a polyfill)
 * or replaces elsewhere (the console) is its own business.
 */

/** Taken at once: an implementation may replace these as well. */
const { getOwnPropertyDescriptor, getPrototypeOf, is } = Object
const { ownKeys } = Reflect

/** Every property that one of these objects has of its own is watched. */
const owners: readonly (readonly [name: string, object: object])[] = [
  ['Promise', Promise],
  ['Promise.prototype', Promise.prototype],
  ['Symbol', Symbol],
  ['Object', Object],
  ['Object.prototype', Object.prototype],
  ['Function.prototype', Function.prototype],
  ['Array', Array],
  ['Array.prototype', Array.prototype],
  ['String.prototype', String.prototype],
  ['Map.prototype', Map.prototype],
  ['Set.prototype', Set.prototype],
  ['WeakMap.prototype', WeakMap.prototype],
  ['Error.prototype', Error.prototype],
  ['JSON', JSON],
  ['Reflect', Reflect],
  ['the prototype of iterators', getPrototypeOf(getPrototypeOf([][Symbol.iterator]()))],
  ['the prototype of array iterators', getPrototypeOf([][Symbol.iterator]())],
  ['the prototype of async generators', getPrototypeOf(getPrototypeOf((async function* () {})()))],
]

const globals = [
  ...['Promise', 'Symbol', 'Object', 'Function', 'Array', 'String', 'Number', 'BigInt', 'Map', 'Set', 'WeakMap'],
  ...['Error', 'TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'JSON', 'Reflect', 'Proxy', 'process'],
  ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate', 'queueMicrotask'],
]
const ofProcess = ['on', 'off', 'once', 'removeListener', 'listeners', 'send', 'disconnect', 'nextTick']

/** A property of these names, added to the prototype of all objects, changes what the language itself does. */
const readByTheLanguage = ['then', 'get', 'set', 'value', 'done', 'toJSON']

interface Watched {
  readonly name: string
  readonly owner: object
  readonly key: PropertyKey
  readonly value: unknown
  /** What is watched of an accessor is its getter. */
  readonly accessor: boolean
}

/**
 * Remembers the global objects as they are.
 *
 * @returns a function that names the first one that has been replaced since, and null while all are what they were
 */
export function watchGlobals(): () => string | null {
  const watched: Watched[] = [
    ...globals.map(key => watch(key, globalThis, key)),
    ...ofProcess.map(key => watch(`process.${key}`, process, key)),
    ...owners.flatMap(([name, object]) => ownKeys(object).map(key => watch(nameOf(name, key), object, key))),
  ]
  return () => {
    // No iterators and no methods of arrays here: they may be what has been replaced.
    for (let i = 0; i < watched.length; i++) {
      const one = watched[i] as Watched
      if (!is(read(one.owner, one.key, one.accessor), one.value)) return one.name
    }
    for (let i = 0; i < readByTheLanguage.length; i++) {
      const key = readByTheLanguage[i] as string
      if (getOwnPropertyDescriptor(Object.prototype, key)) return `Object.prototype.${key}`
    }
    return null
  }
}

function watch(name: string, owner: object, key: PropertyKey): Watched {
  const accessor = getOwnPropertyDescriptor(owner, key)?.get !== undefined
  return { name, owner, key, accessor, value: read(owner, key, accessor) }
}

function read(owner: object, key: PropertyKey, accessor: boolean): unknown {
  if (accessor) return getOwnPropertyDescriptor(owner, key)?.get
  try {
    return (owner as Record<PropertyKey, unknown>)[key]
  } catch {
    // `caller` of a function, and getters that an implementation has put in place.
    return undefined
  }
}

function nameOf(owner: string, key: PropertyKey): string {
  return typeof key === 'symbol' ? `${owner}[${key.description}]` : `${owner}.${String(key)}`
}
