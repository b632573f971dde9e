import type { Mutant } from '../../mutant.ts'
import { fromSync } from './from-sync.ts'
import { type Native, type Requests, requestsOf } from './generator.ts'
import { type Iteration, type Loop, passOn, type SyncIteration } from './iteration.ts'
import { rewrite } from './rewrite.ts'

/** What stands at each seam: each mutant replaces one or two. */
export interface Seams {
  /** What a program gets when it has called a generator function. */
  readonly generator: (native: Native) => Requests
  /** What the body of a generator gets when it asks its own generator. */
  readonly self: (generator: Requests) => Requests
  /** The operand of a yield. */
  readonly operand: (value: unknown) => unknown
  /** The operand of a return in a generator. */
  readonly result: (value: unknown) => unknown
  /** What a `for await` reads. */
  readonly loop: (iteration: Iteration, loop: Loop) => Iteration
  /** The error that goes on when the body of a loop has failed. */
  readonly failed: (error: unknown, loop: Loop) => unknown
  /** What a `yield*` reads. */
  readonly delegate: (iteration: Iteration) => Iteration
  /** A sync iterator where an async one is wanted. */
  readonly fromSync: (sync: SyncIteration) => Iteration
}

/** Leaves everything as it is. */
const seams: Seams = {
  generator: requestsOf,
  self: generator => generator,
  operand: value => value,
  result: value => value,
  loop: passOn,
  failed: error => error,
  delegate: passOn,
  fromSync,
}

/** The engine's generators and loops, asked through seams that follow the clauses but for the flaw. */
export function seamed(flaw: Partial<Seams>): Mutant['implementation'] {
  return {
    dialect: 'ecmascript',
    language: { syntax: 'ecmascript', globals: globalsOf({ ...seams, ...flaw }), lower: rewrite },
  }
}

/** @see https://tc39.es/ecma262/#sec-getiterator */
type Source = (AsyncIterable<unknown> & { [Symbol.iterator]?: undefined }) | Iterable<unknown>

function globalsOf(at: Seams): Record<string, unknown> {
  const iterate = (source: Source): Iteration => {
    if (Symbol.asyncIterator in source) return source[Symbol.asyncIterator]() as Iteration
    return at.fromSync((source as Iterable<unknown>)[Symbol.iterator]() as SyncIteration)
  }
  return {
    $generator: at.generator,
    $self: at.self,
    $operand: at.operand,
    $result: at.result,
    $delegate: (source: Source) => iterable(at.delegate(iterate(source))),
    $collect: (source: Source) => source,
    $loop: (source: Source) => loopOver(iterate(source), at),
    $leave: (how: Loop['left'], loops: readonly Loop[]) => {
      for (const [i, loop] of loops.entries()) Object.assign(loop, { left: how, outer: loops.slice(i + 1) })
    },
  }
}

function iterable(iteration: Iteration): object {
  return { [Symbol.asyncIterator]: () => iteration }
}

function loopOver(iteration: Iteration, at: Seams): Loop {
  return {
    left: null,
    outer: [],
    iteration,
    fails(error) {
      Object.assign(this, { left: 'throw' })
      return at.failed(error, this)
    },
    [Symbol.asyncIterator]() {
      return at.loop(iteration, this)
    },
  }
}
