import type { Implementation } from '../../../../harness/index.ts'
import * as brackets from './bracket.ts'
import { contextOf } from './context.ts'
import { type Clauses, disposableStackOf, ecmaClauses } from './disposable-stack.ts'
import * as stacks from './exit-stack.ts'
import { type Steps, tasksOf } from './tasks.ts'

type Made = Omit<Implementation, 'name'>

/** Python's `async with`, with this in place of one of its steps. */
export const pythonBracket = (flaw: Partial<brackets.Steps> = {}): Made => ({
  dialect: 'python',
  bracket: brackets.bracketOf({ ...brackets.pythonSteps, ...flaw }),
  contextOf,
})

/** A bracket whose exits see nothing, with this in place of one of its steps. */
export const blindBracket = (flaw: Partial<brackets.Steps> = {}): Made => ({
  dialect: brackets.blind,
  bracket: brackets.bracketOf({ ...brackets.blindSteps, ...flaw }),
})

/** A bracket whose exits see nothing and whose first error goes on, with this in place of one of its steps. */
export const firstErrorBracket = (flaw: Partial<brackets.Steps> = {}): Made => ({
  dialect: brackets.firstError,
  bracket: brackets.bracketOf({ ...brackets.firstErrorSteps, ...flaw }),
})

/** Python's AsyncExitStack, with this in place of one of its steps. */
export const pythonExitStack = (flaw: Partial<stacks.Steps> = {}): Made => ({
  dialect: 'python',
  exitStack: () => stacks.exitStackOf({ ...stacks.pythonSteps, ...flaw }),
  contextOf,
})

/** ECMAScript's AsyncDisposableStack, with this in place of one of its clauses. */
export const ecmaDisposableStack = (flaw: Partial<Clauses> = {}): Made => ({
  dialect: 'ecmascript',
  disposableStack: disposableStackOf({ ...ecmaClauses, ...flaw }),
})

/** Structured concurrency, with this in place of one of its steps, and these answers. */
export const structured = (flaw: Partial<Steps> = {}, answers: Parameters<typeof tasksOf>[1] = {}): Made => ({
  dialect: brackets.firstError,
  tasks: tasksOf(flaw, answers),
})
