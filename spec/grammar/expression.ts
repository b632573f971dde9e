/**
 * Grammars whose sentences are plain data. One definition serves four uses: drawing at random (`draw.ts`), counting
 * and numbering by size (`count.ts`, `number.ts`), well-formedness (`size.ts`) and one-step simplification
 * (`simplify.ts`).
 *
 * The size of a sentence is the sum of the costs in it. Every recursion must cost something, so that there are
 * finitely many sentences of each size.
 */
export type Expression = Literal | RecordOf | Choice | ListOf | TupleOf | Reference

/** One of some constants, simplest first. */
export interface Literal {
  readonly type: 'literal'
  readonly alternatives: readonly { readonly value: Constant; readonly cost: number }[]
}
export type Constant = string | number | boolean | null

/** An object with these fields, in this order. */
export interface RecordOf {
  readonly type: 'record'
  readonly cost: number
  readonly fields: readonly (readonly [name: string, expression: Expression])[]
}

/** One of several expressions, simplest first. A name can be left out of a swarm; `weight` is relative, for drawing. */
export interface Choice {
  readonly type: 'choice'
  readonly alternatives: readonly Alternative[]
}
export interface Alternative {
  readonly name: string
  readonly weight: number
  readonly expression: Expression
  /** In a list, what follows it is never reached: drawn last, as a rule. */
  readonly ends: boolean
}

/** From `min` to `max` times the same expression, which must cost at least 1. */
export interface ListOf {
  readonly type: 'list'
  readonly of: Expression
  readonly min: number
  readonly max: number
}

/** An array with exactly these elements. */
export interface TupleOf {
  readonly type: 'tuple'
  readonly of: readonly Expression[]
}

/** A named expression, resolved when it is first needed: this is what makes recursion possible. */
export interface Reference {
  readonly type: 'reference'
  readonly resolve: () => Expression
}

/** A sentence: JSON data. */
export type Sentence = Constant | readonly Sentence[] | { readonly [field: string]: Sentence }

/** Constants of no cost; a pair `[value, cost]` costs what it says. */
export function literal(...alternatives: readonly (Constant | readonly [Constant, number])[]): Literal {
  const pairs = alternatives.map(a => (Array.isArray(a) ? { value: a[0], cost: a[1] } : { value: a, cost: 0 }))
  return { type: 'literal', alternatives: pairs as Literal['alternatives'] }
}

export function record(cost: number, fields: Readonly<Record<string, Expression>>): RecordOf {
  return { type: 'record', cost, fields: Object.entries(fields) }
}

/** A record of a kind: `{ kind, …fields }`. */
export function node(kind: string, cost: number, fields: Readonly<Record<string, Expression>> = {}): RecordOf {
  return record(cost, { kind: literal(kind), ...fields })
}

export function choice(...alternatives: readonly Alternative[]): Choice {
  return { type: 'choice', alternatives }
}

export function alternative(name: string, weight: number, expression: Expression, ends = false): Alternative {
  return { name, weight, expression, ends }
}

export function list(of: Expression, min: number, max: number): ListOf {
  return { type: 'list', of, min, max }
}

export function tuple(...of: readonly Expression[]): TupleOf {
  return { type: 'tuple', of }
}

export function reference(resolve: () => Expression): Reference {
  let resolved: Expression | undefined
  return {
    type: 'reference',
    resolve: () => {
      resolved ??= resolve()
      return resolved
    },
  }
}

/** Makes references, one for each context: what `expressionIn` gives for it. Contexts are alike if all their values are. */
export function references<Context extends object>(
  expressionIn: (context: Context) => Expression,
): (context: Context) => Reference {
  const known = new Map<string, Reference>()
  return context => {
    const key = Object.values(context).join()
    const made = known.get(key) ?? reference(() => expressionIn(context))
    known.set(key, made)
    return made
  }
}
