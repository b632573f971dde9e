import { ProgramError } from './program-error.ts'

/** Reads the context of an error, where the implementation can say it. */
export type ContextOf = (error: unknown) => unknown

/** A value as it stands in a trace: the counterpart, for real values, of the model's. */
export function render(value: unknown, contextOf: ContextOf | null): string {
  try {
    return renderAny(value, contextOf)
  } catch {
    // A proxy or a getter that refuses to be read: what cannot be told apart from other objects is one of them.
    return 'object'
  }
}

function renderAny(value: unknown, contextOf: ContextOf | null): string {
  switch (typeof value) {
    case 'object':
      return value === null ? 'null' : renderObject(value, contextOf, 0)
    case 'function':
      return 'function'
    default:
      return String(value)
  }
}

/** Deeper chains are cut: an error that contains itself must not hang the suite. */
const deepest = 20

function renderObject(value: object, contextOf: ContextOf | null, depth: number): string {
  if (depth === deepest) return '…'
  const inner = (part: unknown): string =>
    typeof part === 'object' && part !== null ? renderObject(part, contextOf, depth + 1) : renderAny(part, contextOf)
  const own = renderOwn(value, inner)
  const context = contextOf && value instanceof Error ? contextOf(value) : undefined
  return context === undefined || context === null ? own : `${own} <- ${inner(context)}`
}

function renderOwn(value: object, inner: (part: unknown) => string): string {
  const site = ProgramError.siteOf(value)
  if (site) return site
  if (Array.isArray(value)) return `[${value.map(inner).join(', ')}]`
  if (isSuppressedError(value)) return `SuppressedError(${inner(value.error)}, ${inner(value.suppressed)})`
  if (value instanceof Error) return String(value.name)
  if ('done' in value) return renderResult(value, inner)
  return 'object'
}

function isSuppressedError(value: object): value is { error: unknown; suppressed: unknown } {
  return value instanceof Error && value.name === 'SuppressedError' && 'error' in value && 'suppressed' in value
}

function renderResult(result: { done: unknown; value?: unknown }, inner: (part: unknown) => string): string {
  if (result.done === false) return inner(result.value)
  if (result.done !== true) return `{ done: ${inner(result.done)} }`
  return result.value === undefined ? 'done' : `done ${inner(result.value)}`
}
