/**
 * Loads a polyfill while the named globals are hidden, so that it finds what it finds on an engine without them, and
 * puts them back. All of it is synchronous: nobody else can see the globals missing.
 */
export function withoutNatives<T>(names: readonly string[], load: () => T): T {
  const natives = names.map(name => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const)
  for (const name of names) Reflect.deleteProperty(globalThis, name)
  try {
    return load()
  } finally {
    for (const [name, native] of natives) {
      if (native !== undefined) Object.defineProperty(globalThis, name, native)
    }
  }
}
