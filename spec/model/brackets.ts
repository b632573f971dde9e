/**
 * Brackets: a resource held while a body runs, as libraries give them.
 * @see https://docs.python.org/3/reference/compound_stmts.html#the-async-with-statement
 */
import type * as el from '../program/elaborated.ts'
import { clauses } from './clauses.ts'
import { type Completion, suppressed, throwing } from './completion.ts'
import type { Coroutine } from './coroutine.ts'
import { type Machine, occasion, reach } from './machine.ts'
import { enterBody, exitBody } from './objects.ts'
import { bracketExit, bracketLeft, enterFailed, show } from './occasions.ts'
import { ErrorValue, SuppressedErrorValue } from './values.ts'

/** Holds one manager while the body runs. */
export function* hold(machine: Machine, manager: el.Manager, body: () => Coroutine): Coroutine {
  const { name } = manager
  const entered = yield* enterBody(machine, name, manager.enter)
  if (entered.type === 'throw') {
    reach(machine, clauses.AsyncWith.enterFails)
    return enterFailed(machine, entered)
  }
  occasion(machine, 'context-manager.enter-before-body')
  const { exits } = machine
  const completion = yield* body()
  const sees = machine.dialect.exitSees === 'error' && completion.type === 'throw'
  bracketExit(machine, completion, exits)
  machine.trace.push(sees ? `${name} exit ${show(machine, completion.value)}` : `${name} exit`)
  const result = yield* exitBody(machine, name, manager.exit, sees ? completion : null)
  const left = combineExit(machine, completion, result)
  bracketLeft(machine, completion, result, left)
  return left
}

/** How the block completes, given how its body did and how the exit ended. */
export function combineExit(machine: Machine, body: Completion, exit: Completion): Completion {
  if (exit.type === 'throw') return combineErrors(machine, body, exit.value)
  const truthy = exit.type === 'return' && exit.value === true
  if (body.type === 'throw' && truthy && machine.dialect.exitSuppresses === 'truthy') {
    reach(machine, clauses.AsyncWith.suppresses)
    return suppressed
  }
  reach(machine, clauses.AsyncWith.passes)
  return body
}

function combineErrors(machine: Machine, body: Completion, error: unknown): Completion {
  const { AsyncWith: clause } = clauses
  const { dialect } = machine
  if (body.type !== 'throw') {
    const propagates = dialect.exitErrorAlone === 'propagates'
    reach(machine, propagates ? clause.alone : clause.dropped)
    return propagates ? throwing(error) : body
  }
  if (error === body.value) {
    reach(machine, clause.again)
    return body
  }
  switch (dialect.exitErrorMeetsError) {
    case 'replaces':
      reach(machine, clause.replaces)
      // A library sees the errors of its exits, and of no other raise: what `all` adds is for languages to give.
      if (dialect.errorContext !== 'none' && error instanceof ErrorValue && !error.context) {
        error.context = body.value as ErrorValue
      }
      return throwing(error)
    case 'yields':
      reach(machine, clause.yields)
      return body
    case 'aggregates':
      reach(machine, clauses.DisposeResources.aggregates)
      return throwing(new SuppressedErrorValue(error, body.value))
  }
}
