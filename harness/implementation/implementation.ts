import type { Dialect } from '../../spec/dialects/dialect.ts'
import type { FetchingTraits } from '../../spec/dialects/fetching.ts'
import type { Schedule } from '../../spec/schedule/schedule.ts'
import type { Trace } from '../../spec/trace/event.ts'
import type { Operators } from './operators.ts'
import type { Tasks } from './tasks.ts'

/** An asynchronous context manager, as the suite hands it to a bracket or a stack. */
export interface Manager<T = unknown> {
  /** Acquires the resource and gives what the body shall receive. */
  enter(): Promise<T>
  /**
   * Releases it. `failure` is there only when an error leaves the body and the dialect lets exits see it.
   * In dialects with suppression a truthy result ends the error.
   */
  exit(failure?: { readonly error: unknown }): Promise<unknown>
}

/** Holds a resource while `body` runs: its result is the body's, its failure what is left after the exit. */
export type Bracket = <T, R>(manager: Manager<T>, body: (resource: T) => Promise<R>) => Promise<R>

/** Python's exit stack (contextlib.AsyncExitStack). It is itself left like a manager: `exit(failure?)`. */
export interface ExitStack {
  /** Enters the manager, registers its exit, gives what enter gave. */
  enter<T>(manager: Manager<T>): Promise<T>
  /** Registers the manager's exit without entering it. */
  push(manager: Manager): void
  /** Registers a callback: it is given nothing and cannot suppress. */
  callback(callback: () => Promise<unknown>): void
  /** Moves everything to a new stack. */
  popAll(): ExitStack
  /** Runs all exits, last first, without an error in flight. */
  close(): Promise<void>
  /** Runs all exits with the failure in flight; truthy when it was suppressed; rejects with what is left otherwise new. */
  exit(failure?: { readonly error: unknown }): Promise<unknown>
}

/** ECMAScript's AsyncDisposableStack. */
export interface DisposableStack {
  readonly disposed: boolean
  use<T>(value: T): T
  adopt<T>(value: T, onDispose: (value: T) => unknown): T
  defer(onDispose: () => unknown): void
  move(): DisposableStack
  disposeAsync(): Promise<void>
}

/** A compiler or an engine of ECMAScript: source text in, behaviour out. */
export interface Language {
  readonly syntax: 'ecmascript'
  /**
   * Compiles a script (sloppy or strict, no import or export, top-level function declarations only) to one that the
   * running engine can evaluate. Throws what the compiler throws.
   */
  lower(source: string): string | Promise<string>
  /**
   * `exact`: also the order in which independent tasks proceed between two releases is compared with the normative
   * one. For engines that run the source as it stands; a compiler may take other numbers of microtasks, and is `free`.
   */
  readonly microtasks?: 'exact' | 'free'
  /** Names that the lowered text refers to, such as helpers that are not inlined. */
  readonly globals?: Readonly<Record<string, unknown>>
}

/** Another runtime, with a driver of its own: programs and schedules in, traces out. */
export interface PythonLanguage {
  readonly syntax: 'python'
  /**
   * Runs cases and gives their traces: what impls/cpython/driver.py does, and says. Rejects when the runtime cannot go
   * on; the next call may start it anew.
   */
  evaluate(batch: readonly PythonCase[]): Promise<readonly Trace[]>
}

export interface PythonCase {
  /** The text of a program: definitions, `async def main()` among them. */
  readonly source: string
  readonly schedule: Schedule
}

/** What `fetchAll` is given beside the URLs. */
export interface FetchOptions {
  /** How many requests may be under way at a time, at least 1. */
  readonly concurrency: number
  /** When it is aborted, everything is: the loop ends with its reason. */
  readonly signal: AbortSignal
  /** The global fetch, as it is when `fetchAll` is called. */
  readonly fetch: typeof fetch
}

/** The text of what a URL gives. */
export interface Fetched {
  /** The URL as it was given, also where it redirects. */
  readonly url: string
  readonly text: string
}

/**
 * Fetches URLs, several at a time, as an async iterable. It fails when a request does, by the network, by a status of
 * 400 or more or by a body that breaks off, with an error whose message names the URL, or whose cause's does, or that
 * has it as `url`.
 */
export type FetchAll = (urls: readonly string[], options: FetchOptions) => AsyncIterable<Fetched>

/** What `client` is given beside the URL. */
export interface ClientOptions {
  /** When it is aborted, the request is, and what is still read of its response fails: both with its reason. */
  readonly signal: AbortSignal
  /**
   * A session, one for each client: entered, it gives a fetch, and what the client requests goes through that. The client
   * exits it when it has released the response, or cannot give one. With a signal that is aborted already it need not be
   * entered at all.
   */
  readonly session: Manager<typeof fetch>
}

/**
 * A manager whose resource is the response of a URL, whatever its status: the one that the fetch of the session gave. Nothing
 * happens before it is entered; its exit releases what nobody has read of the response, and closes the session.
 */
export type Client = (url: string, options: ClientOptions) => Manager<Response>

/** How an implementation fetches, where conforming ones differ. What it leaves out is that of a sliding window. */
export interface Fetching extends Partial<FetchingTraits> {
  /** Whether `fetchAll` goes through `globalThis.fetch`; otherwise the stub that is put there is of no use to it. */
  readonly globalFetch?: boolean
  /** Whether MSW intercepts it at the socket; where some requests get past it, only a real server is of use. */
  readonly intercepted?: boolean
  /**
   * Where another process makes the requests: resolves when that has come to rest, with nothing left to do but to wait
   * for a server or for who asks it.
   */
  readonly idle?: () => PromiseLike<unknown>
}

/** What is tested. Every key but the name is optional: what is there is tested, the rest is `unsupported`. */
export interface Implementation {
  readonly name: string
  readonly version?: string
  readonly homepage?: string
  /**
   * The answers to the questions on which conforming systems differ; `ecmascript` unless said otherwise, `python` where
   * the language is Python.
   */
  readonly dialect?: 'ecmascript' | 'python' | Dialect
  readonly bracket?: Bracket
  readonly disposableStack?: new () => DisposableStack
  readonly exitStack?: () => ExitStack
  /** Operators over async iterables: those that are there are tested. */
  readonly operators?: Operators
  readonly language?: Language | PythonLanguage
  readonly fetchAll?: FetchAll
  /** Holds a response and what it came through. */
  readonly client?: Client
  readonly fetching?: Fetching
  /** Structured concurrency. */
  // biome-ignore lint/suspicious/noExplicitAny: what a task is the library knows
  readonly tasks?: Tasks<any>
  /** Reads the context (Python's `__context__`) of an error; without it contexts are not compared. */
  readonly contextOf?: (error: unknown) => unknown
  /** The default number of cases a chapter; lower it where the subject is slow. */
  readonly runs?: number
  /** Variants of one implementation, such as a compiler's targets: each overrides the keys it names. */
  readonly variants?: Readonly<Record<string, Omit<Partial<Implementation>, 'name' | 'variants'>>>
}
