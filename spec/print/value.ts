import type { Value } from '../program/elaborated.ts'

/** The expression of a value; empty for none. */
export function printValue(value: Value): string {
  switch (value.kind) {
    case 'none':
      return ''
    case 'plain':
      return String(value.number)
    case 'fulfilled':
      return `Promise.resolve(${value.number})`
    case 'rejected':
      return `Promise.reject(error("${value.error}"))`
    case 'pending':
      return `checkpoint("${value.checkpoint}")`
    case 'thenable':
      return `{ then(resolve) { resolve(${value.number}); } }`
  }
}
