/** What the server of a URL does with a request, whoever made it. */
import type * as el from '../../program/fetching/elaborated.ts'
import { type Machine, occasion } from '../machine.ts'
import { PromiseRecord, performPromiseThen } from '../promise.ts'

export interface Serving {
  readonly request: el.Request
  /** How many steps of its script are over. */
  steps: number
  /** Nothing more happens: the server has come to the end, or the client has gone. */
  over: boolean
}

/** The server is asked. `played` is told of each step when all of it has been sent: the client sees no less. */
export function serve(machine: Machine, serving: Serving, played: (acts: readonly el.Act[]) => void): void {
  occasion(machine, 'fetching.each-url-once')
  machine.trace.push(`${serving.request.name} request`)
  suspend(machine, serving, played)
}

/** The server waits for its next checkpoint. Without one it does nothing more. */
function suspend(machine: Machine, serving: Serving, played: (acts: readonly el.Act[]) => void): void {
  const step = serving.request.steps[serving.steps++]
  if (!step) return
  const promise = new PromiseRecord()
  machine.pending.push({ name: step.checkpoint, step: machine.step, promise })
  performPromiseThen(machine, promise, () => {
    for (const act of step.acts) play(machine, serving, act)
    if (!serving.over) suspend(machine, serving, played)
    played(step.acts)
  })
}

function play({ trace }: Machine, serving: Serving, act: el.Act): void {
  const { name } = serving.request
  switch (act.kind) {
    case 'redirect':
      trace.push(`${name} redirected`, `${name} followed`)
      break
    case 'headers':
      trace.push(`${name} answered ${act.status}`)
      break
    case 'chunk':
      break
    case 'end':
      serving.over = true
      trace.push(`${name} sent`)
      break
    case 'break':
      serving.over = true
      trace.push(`${name} broken`)
      break
    case 'network error':
      serving.over = true
      trace.push(`${name} failed`)
      break
  }
}

/** The client aborts the request, or cancels its body: the server's next checkpoint will never be released. */
export function abort(machine: Machine, serving: Serving): void {
  if (serving.over) return
  serving.over = true
  const { name, steps } = serving.request
  const waits = steps[serving.steps - 1]?.checkpoint
  const at = machine.pending.findIndex(one => one.name === waits)
  if (at !== -1) machine.pending.splice(at, 1)
  machine.trace.push(`${name} aborted`)
}
