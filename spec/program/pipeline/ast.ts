/**
 * The abstract syntax of pipelines: operators over scripted sources, and what a consumer does with what comes out. Plain
 * data, without names: see `elaborate.ts`.
 */

/** A test program of the chapter about operators. */
export interface Pipeline {
  readonly kind: 'pipeline'
  readonly stage: Stage
  readonly consumer: Consumer
}

/** What can be iterated: a source, or an operator over other stages. */
export type Stage = Source | Map | Filter | Counted | FlatMap | Joined | ParallelMap

/** A scripted async iterable: its answers, in the order in which it is asked. */
export interface Source {
  readonly kind: 'source'
  readonly items: readonly Item[]
  readonly end: End
  /** What its return() does; `absent` if it has none. `waits` and `rejects` are an answer behind a checkpoint, and none. */
  readonly close: 'answers' | 'absent' | 'waits' | 'rejects'
}
/** A value, which says where it comes from. */
export interface Item {
  readonly kind: 'item'
  /** The answer comes when a checkpoint has been released. */
  readonly waits: boolean
}
/** What follows the last value; from then on the source is done. */
export interface End {
  readonly kind: 'ends'
  readonly waits: boolean
  readonly outcome: 'done' | 'fails'
}

export interface Map {
  readonly kind: 'map'
  readonly of: Stage
  /** What the callback does, call by call; beyond the last one it answers at once. */
  readonly calls: readonly Call[]
}
export interface ParallelMap {
  readonly kind: 'parallelMap'
  readonly of: Stage
  readonly concurrency: number
  readonly calls: readonly Call[]
}
export interface Call {
  readonly kind: 'call'
  readonly waits: boolean
  readonly outcome: 'answers' | 'fails'
}

export interface Filter {
  readonly kind: 'filter'
  readonly of: Stage
  /** Beyond the last one every value is kept. */
  readonly calls: readonly Test[]
}
export interface Test {
  readonly kind: 'test'
  readonly waits: boolean
  readonly outcome: 'keeps' | 'drops' | 'fails'
}

/** The first values only, all but the first, arrays of so many, or all, with so many read ahead. */
export interface Counted {
  readonly kind: 'take' | 'drop' | 'chunk' | 'buffer'
  readonly of: Stage
  readonly count: number
}

export interface FlatMap {
  readonly kind: 'flatMap'
  readonly of: Stage
  /** What the callback gives, call by call, at once; beyond the last one an iterable without values. */
  readonly calls: readonly Expansion[]
}
/** `gives: null` is a callback that throws. */
export interface Expansion {
  readonly kind: 'expansion'
  readonly gives: Source | null
}

/** One after another, in any order, or side by side. */
export interface Joined {
  readonly kind: 'concat' | 'merge' | 'zip'
  readonly of: readonly Stage[]
}

export type Consumer = Loop | Asks

/** `for await (const value of pipeline)`. */
export interface Loop {
  readonly kind: 'loop'
  /** A checkpoint is awaited between making the pipeline and the loop. */
  readonly idles: boolean
  /** What the body does, value by value; where the loop is left, it is at the end of the last of these. */
  readonly bodies: readonly Body[]
  readonly leaves: 'at the end' | 'break' | 'throw' | 'return'
}
export interface Body {
  readonly kind: 'body'
  readonly waits: boolean
}

/** The pipeline's iterator, asked by hand. */
export interface Asks {
  readonly kind: 'asks'
  readonly idles: boolean
  readonly asks: readonly Ask[]
}
export interface Ask {
  readonly kind: 'ask'
  readonly method: 'next' | 'return'
  /** Whether the answer is awaited before the next request is made; all are before the program ends. */
  readonly awaited: boolean
}
