import type { Rule } from '../../spec/rules/rule.ts'
import type { Counterexample } from '../counterexample/saved.ts'
import type { Description } from '../implementation/inspect.ts'
import type { Style } from '../report/style.ts'
import type { Engine } from './engine.ts'

/** What surrounds the program: its streams, its environment, its clock. */
export interface Shell {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly style: Style
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether standard error is a terminal. */
  readonly terminal: boolean
  readonly columns: number
  readonly cwd: string
  /** Seconds since any moment: for what runs report as their duration, and nothing else. */
  readonly seconds: () => number
}

/** What the commands work with. */
export interface Services {
  /** The version of the suite. */
  readonly version: string
  /** The runtime, for the header of results. */
  readonly runtime: string
  readonly rules: readonly Rule[]
  readonly engine: Engine
  readonly inspect: (typed: string, cwd: string) => Promise<Description[]>
  readonly renderCounterexample: (counterexample: Counterexample) => string
}

export interface Context {
  readonly shell: Shell
  readonly services: Services
}

/** All as expected; something is not; the adapter or the command line is at fault. */
export type ExitCode = 0 | 1 | 2
