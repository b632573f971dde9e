/** Requests that are made to generators by hand. */
import type * as el from '../../program/python/elaborated.ts'
import { type Completion, empty } from '../completion.ts'
import type { Coroutine } from '../coroutine.ts'
import { show } from '../occasions.ts'
import { ErrorValue } from '../values.ts'
import { call, recorded, showPython } from './evaluate.ts'
import type { Frame } from './frame.ts'
import { aclose, asend, athrow, type PythonGenerator } from './generator.ts'
import type { PythonMachine } from './machine.ts'
import { askedItself } from './occasions.ts'
import { lookUp, type Scope } from './scope.ts'

export function* ask(scope: Scope, node: el.Ask): Coroutine {
  const { machine, frame } = scope
  const generator = lookUp(scope, node.variable) as PythonGenerator
  const itself = generator === scope.generator
  const request = (caller: Frame): Coroutine => makeRequest(machine, generator, caller, node.call, itself)
  if (!node.records) return recorded(scope, node.text, yield* request(frame))
  // The driver's record() is a coroutine, between the two.
  return yield* call(machine, frame, own => record(machine, node.text, request(own)))
}

function* makeRequest(
  machine: PythonMachine,
  generator: PythonGenerator,
  caller: Frame,
  node: el.AskCall,
  itself: boolean,
): Coroutine {
  const answer = yield* requestOf(machine, generator, caller, node)
  return itself ? askedItself(machine, answer) : answer
}

function* record(machine: PythonMachine, text: string, request: Coroutine): Coroutine {
  recordAnswer(machine, text, yield* request)
  return empty
}

function requestOf(machine: PythonMachine, generator: PythonGenerator, caller: Frame, node: el.AskCall): Coroutine {
  switch (node.kind) {
    case 'anext':
      return asend(machine, generator, caller, undefined)
    case 'asend':
      return asend(machine, generator, caller, node.value ?? undefined)
    case 'athrow':
      return athrow(machine, generator, caller, new ErrorValue(node.error ?? node.named))
    case 'aclose':
      return aclose(machine, generator, caller)
  }
}

function recordAnswer(machine: PythonMachine, text: string, answer: Completion): void {
  machine.trace.push(
    answer.type === 'throw'
      ? `${text} throws ${show(machine, answer.value)}`
      : `${text} ${showPython(machine, (answer as { value?: unknown }).value)}`,
  )
}
