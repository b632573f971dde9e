const LONGEST = 60

/** Says what came instead of what was expected, on one line: `the number 3`, `an array of 2`, `an object with …`. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  switch (typeof value) {
    case 'string':
      return `the string ${JSON.stringify(shorten(value))}`
    case 'number':
    case 'boolean':
    case 'bigint':
      return `the ${typeof value} ${value}`
    case 'symbol':
      return `the symbol ${String(value)}`
    case 'function':
      return describeFunction(value)
    default:
      return describeObject(value)
  }
}

function describeFunction(value: unknown): string {
  const { name } = value as { name?: unknown }
  const kind = /^class\b/.test(Function.prototype.toString.call(value)) ? 'class' : 'function'
  return typeof name === 'string' && name !== '' ? `the ${kind} ${name}` : `a ${kind}`
}

function describeObject(value: object): string {
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (value instanceof Promise) return 'a promise'
  if (value instanceof Error) return `the error ${describeThrown(value)}`
  const keys = Object.keys(value)
  return keys.length === 0 ? 'an object without keys' : `an object with the keys ${shorten(keys.join(', '))}`
}

/** Says what was thrown, which need not be an error: `TypeError: x is not a function`, `undefined (not an error)`. */
export function describeThrown(thrown: unknown): string {
  try {
    if (thrown instanceof Error) {
      const [line = ''] = `${thrown.name}: ${thrown.message}`.split('\n')
      return line
    }
    return `${describeValue(thrown)} (not an error)`
  } catch {
    return 'something that cannot be read'
  }
}

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`
}
