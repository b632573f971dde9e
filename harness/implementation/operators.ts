import type { OperatorName, OperatorTraits } from '../../spec/dialects/operators.ts'

/**
 * The operators of a library, each as it is or as an object with a `run` and what it declares of itself. What the suite
 * hands over are async iterables of its own and async functions; what comes back is iterated and closed.
 *
 * An operator that declares nothing is held to what an async generator function with `for await` over its source does.
 */
export interface Operators {
  /** Each value is given to `callback`, and what that fulfils with comes out; one after another. */
  readonly map?: Operator<Mapping>
  /** Values for which `test` fulfils with true come out; one after another. */
  readonly filter?: Operator<(source: AsyncIterable<unknown>, test: (value: unknown) => Promise<boolean>) => Piped>
  /** The first `count` values; then the source is closed. */
  readonly take?: Operator<Counting>
  /** All but the first `count` values. */
  readonly drop?: Operator<Counting>
  /** All values of each of the iterables that `callback` returns, one iterable after another. */
  readonly flatMap?: Operator<
    (source: AsyncIterable<unknown>, callback: (value: unknown) => AsyncIterable<unknown>) => Piped
  >
  /** All values of each source, one source after another. */
  readonly concat?: Operator<Joining>
  /** All values of all sources, as they come. */
  readonly merge?: Operator<Joining>
  /** Arrays of one value of each source, until one of them ends. */
  readonly zip?: Operator<Joining>
  /** Like map, with up to `concurrency` callbacks at a time. */
  readonly parallelMap?: Operator<
    (source: AsyncIterable<unknown>, callback: (value: unknown) => Promise<unknown>, concurrency: number) => Piped
  >
  /** Arrays of `count` values each; the last one has what is left. */
  readonly chunk?: Operator<Counting>
  /** All values, with up to `count` of them read before they are asked for. */
  readonly buffer?: Operator<Counting>
}

/** A plain function, or one that declares where it legitimately differs: each field is verified. */
export type Operator<Run> = Run | ({ readonly run: Run } & Partial<OperatorTraits>)

/** What an operator gives. */
export type Piped = AsyncIterable<unknown>
export type Mapping = (source: AsyncIterable<unknown>, callback: (value: unknown) => Promise<unknown>) => Piped
export type Counting = (source: AsyncIterable<unknown>, count: number) => Piped
export type Joining = (sources: readonly AsyncIterable<unknown>[]) => Piped

/** The function of an operator. */
export function runOf<Name extends OperatorName>(operators: Operators, name: Name): FunctionOf<Name> {
  const operator = operators[name] as Operator<FunctionOf<Name>> | undefined
  if (!operator) throw new RangeError(`unreachable: the programs of an implementation without ${name} have none`)
  return typeof operator === 'function' ? (operator as FunctionOf<Name>) : (operator as { run: FunctionOf<Name> }).run
}
type FunctionOf<Name extends OperatorName> = Exclude<NonNullable<Operators[Name]>, { readonly run: unknown }>
