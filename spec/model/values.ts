/** The values that the model computes with. Numbers, strings, booleans and undefined stand for themselves. */
import type { RuleId } from '../rules/rule-id.ts'

/** A rule that demands the event which shows a value; a list of them. */
export interface Demand {
  readonly rule: RuleId
  readonly next: Demand | null
}

/** An error: `E1` made by the program, or one of the system's. Its identity is the object's. */
export class ErrorValue {
  readonly name: string
  /** Python's `__context__`, where the dialect keeps one. */
  context: ErrorValue | null = null
  /** Python's `__cause__`. */
  cause: ErrorValue | null = null
  /** Rules that the next event which shows it is an occasion of. */
  demands: Demand | null = null
  constructor(name: string) {
    this.name = name
  }
}

/** SuppressedError: `error` is the newer one. */
export class SuppressedErrorValue extends ErrorValue {
  readonly error: unknown
  readonly suppressed: unknown
  constructor(error: unknown, suppressed: unknown) {
    super('SuppressedError')
    this.error = error
    this.suppressed = suppressed
  }
}

/** What next(), return() and throw() of an iterator answer. */
export class IteratorResult {
  readonly value: unknown
  readonly done: boolean
  constructor(value: unknown, done: boolean) {
    this.value = value
    this.done = done
  }
}

/** A foreign thenable: `then` is called with the function that fulfils. */
export class Thenable {
  readonly then: (resolve: (value: unknown) => void) => void
  constructor(then: (resolve: (value: unknown) => void) => void) {
    this.then = then
  }
}

export function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

/** A value as it stands in a trace. */
export function render(value: unknown): string {
  if (value instanceof ErrorValue) return renderError(value)
  if (value instanceof IteratorResult) return value.done ? renderDone(value.value) : render(value.value)
  if (Array.isArray(value)) return `[${value.map(render).join(', ')}]`
  return isObject(value) ? 'object' : String(value)
}

function renderDone(value: unknown): string {
  return value === undefined ? 'done' : `done ${render(value)}`
}

/** Deeper chains are cut: Python lets contexts form a ring. */
const deepest = 20

function renderError(error: ErrorValue, depth = 0): string {
  if (depth === deepest) return '…'
  const own =
    error instanceof SuppressedErrorValue
      ? `SuppressedError(${render(error.error)}, ${render(error.suppressed)})`
      : error.name
  if (error.cause) return `${own} from ${renderError(error.cause, depth + 1)}`
  return error.context ? `${own} <- ${renderError(error.context, depth + 1)}` : own
}
