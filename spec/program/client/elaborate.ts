import { Names } from '../elaborate.ts'
import { elaborateRequest, elaborateSignal } from '../fetching/elaborate.ts'
import type * as ast from './ast.ts'
import type * as el from './elaborated.ts'

/** Gives every place of a program that holds responses its name: see `elaborate`. */
export function elaborateClient({ held, signal, then }: ast.ClientProgram): el.ElaboratedClient {
  const names = new Names()
  return {
    form: 'client',
    held: held.map((one, i) => hold(one, i + 1, names)),
    signal: elaborateSignal(signal, names),
    error: then === 'throw' ? names.error() : null,
  }
}

function hold({ url, idle, waits, reads, release, closing }: ast.Held, number: number, names: Names): el.Held {
  return {
    request: elaborateRequest(`r${number}`, url, names),
    session: `s${number}`,
    closing: closing === 'waits' ? names.checkpoint() : null,
    release: release === 'fails' ? names.error() : null,
    idle: idle ? names.checkpoint() : null,
    given: `${names.place('main')}:`,
    waits: waits ? names.checkpoint() : null,
    reads,
    read: `${names.place('main')}:`,
    after: names.place('main'),
  }
}
