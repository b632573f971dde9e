/**
 * The context of an error: the error that was being handled when it was raised, Python's `__context__`.
 *
 * Python notes it at the `raise`. JavaScript tells nobody when something is thrown, so it is noted when the error
 * leaves the exit that raised it: what the exit raised and replaced on the way has its contexts by then, and the end of
 * that chain is what was raised first, while the error that the exit was given was being handled.
 */
interface Raise {
  /** The error that was being handled. */
  readonly context: unknown
  /** Raises are numbered, so that one from before an exit can be told from one inside it. */
  readonly number: number
}

const raises = new WeakMap<object, Raise>()
/** Errors whose chains are what they should be, as far as the error named here is concerned. */
const settled = new WeakMap<object, Raise>()
let count = 0

/** The error that this one replaced, or undefined. */
export function contextOf(error: unknown): unknown {
  return lastRaise(error)?.context
}

/** The number of the latest raise; raises after it are inside whatever starts now. */
export function now(): number {
  return count
}

/**
 * Notes that `error` was raised while `handled` was being handled, by something that started at `since`.
 *
 * @see https://docs.python.org/3/reference/simple_stmts.html#the-raise-statement
 */
export function raised(error: unknown, handled: unknown, since: number): void {
  const chain = chainOf(error, since)
  const first = chain.at(-1)
  if (chain.includes(handled) || chain.some(link => isSettled(link, handled, since)) || !isObject(first)) return
  cut(handled, chain)
  raises.set(first, { context: handled, number: ++count })
}

/**
 * Notes that the context of `error` needs no more of `handled`: a stack that was left with `handled` in flight has run
 * its exits one by one, and may have ended it before `error` was raised.
 */
export function settle(error: unknown, handled: unknown): void {
  if (isObject(error)) settled.set(error, { context: handled, number: ++count })
}

function isSettled(error: unknown, handled: unknown, since: number): boolean {
  const raise = isObject(error) ? settled.get(error) : undefined
  return raise !== undefined && raise.context === handled && raise.number > since
}

/** The errors from this one to the first, along the raises after `since`: raising again overwrites older ones. */
function chainOf(error: unknown, since: number): unknown[] {
  const chain = [error]
  for (let raise = lastRaise(error); raise !== undefined && raise.number > since; raise = lastRaise(raise.context)) {
    chain.push(raise.context)
  }
  return chain
}

/** Raising an error in front of a chain that holds it cuts the chain there, so that no cycle comes to be. */
function cut(handled: unknown, chain: readonly unknown[]): void {
  for (let error = handled; isObject(error); error = contextOf(error)) {
    if (chain.includes(contextOf(error))) {
      raises.delete(error)
      return
    }
  }
}

function lastRaise(error: unknown): Raise | undefined {
  return isObject(error) ? raises.get(error) : undefined
}

/** Only objects have contexts: JavaScript can throw primitives too. */
function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}
