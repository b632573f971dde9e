import type * as ast from '../program/ast.ts'

// Short ways to write programs by hand, for tests of the model.

export const event: ast.Event = { kind: 'event' }
export const checkpoint: ast.Checkpoint = { kind: 'checkpoint' }
export const raise: ast.Raise = { kind: 'raise', again: false }
export const leave: ast.Jump = { kind: 'break', levels: 0 }

export const returns = (value: ast.Value): ast.Return => ({ kind: 'return', value })
export const repeat = (times: number, ...body: ast.Block): ast.Repeat => ({ kind: 'repeat', times, head: null, body })
export const tryFinally = (block: ast.Block, finalizer: ast.Block): ast.Try => ({
  kind: 'try',
  block,
  handler: null,
  finalizer,
})
export const tryCatch = (block: ast.Block, handler: ast.Block): ast.Try => ({
  kind: 'try',
  block,
  handler,
  finalizer: null,
})

// Resources

export const ends: ast.Exit = { checkpoints: 0, outcome: 'ends' }
export const fails: ast.Exit = { checkpoints: 0, outcome: 'fails' }
export const waits: ast.Exit = { checkpoints: 1, outcome: 'ends' }
const entered: ast.Enter = { checkpoints: 0, outcome: 'entered' }
export const disposable = (exit: ast.Exit, more: Partial<ast.Disposable> = {}): ast.Disposable => ({
  kind: 'disposable',
  enter: entered,
  carrier: 'object',
  methods: 'async',
  exit,
  ...more,
})
export const sync = (exit: ast.Exit): ast.Disposable => disposable(exit, { methods: 'sync' })
export const failsToEnter: ast.Disposable = disposable(ends, { enter: { checkpoints: 0, outcome: 'fails' } })
export const nothing: ast.Nullish = { kind: 'nullish', value: 'null' }
export const refused: ast.Refused = { kind: 'refused', value: 'primitive' }
export const awaitUsing = (...resources: ast.Resource[]): ast.Declare => ({
  kind: 'declare',
  declaration: 'await using',
  shadow: false,
  resources,
})
export const using = (...resources: ast.Resource[]): ast.Declare => ({
  ...awaitUsing(...resources),
  declaration: 'using',
})
export const manager = (outcome: ast.Exit['outcome']): ast.Manager => ({
  kind: 'manager',
  enter: entered,
  exit: { checkpoints: 0, outcome },
})
export const held = (managers: ast.Manager[], ...body: ast.Block): ast.With => ({ kind: 'with', managers, body })

// Generators and loops

export const yields = (value: ast.Value = 'plain'): ast.Yield => ({ kind: 'yield', value, records: false })
export const yieldsRecorded: ast.Yield = { kind: 'yield', value: 'plain', records: true }
export const delegate = (source: ast.Source): ast.Delegate => ({ kind: 'delegate', source })
export const open = (generator: ast.Block, ...body: ast.Block): ast.Open => ({ kind: 'open', generator, body })
export const nextCall: ast.Call = { kind: 'next', value: 'none' }
export const throwCall: ast.Call = { kind: 'throw' }
export const returnCall = (value: ast.Value): ast.Call => ({ kind: 'return', value })
const request = (call: ast.Call): ast.Request => ({ kind: 'request', generator: 0, calls: [call] })
export const next = request(nextCall)
export const throwInto = request(throwCall)
export const close = (value: ast.Value = 'plain'): ast.Request => request(returnCall(value))
export const burst = (...calls: ast.Call[]): ast.Request => ({ kind: 'request', generator: 0, calls })
export const forAwait = (source: ast.Source, ...body: ast.Block): ast.ForAwait => ({ kind: 'for-await', source, body })
export const generator = (...body: ast.Block): ast.GeneratorSource => ({ kind: 'generator', body })
export const iterator = (steps: ast.Step[], closing: ast.Close): ast.IteratorSource => ({
  kind: 'iterator',
  steps,
  close: closing,
})
export const syncIterator = (steps: ast.SyncStep[], closing: ast.SyncSource['close']): ast.SyncSource => ({
  kind: 'sync',
  steps,
  close: closing,
})

// Stacks

export const stack = (hold: ast.StackBlock['hold'], ...body: ast.Block): ast.StackBlock => ({
  kind: 'stack',
  hold,
  body,
})
export const register = (entry: ast.StackEntry): ast.StackRegister => ({ kind: 'register', stack: 0, entry })
export const defer = (exit: ast.Exit): ast.StackRegister => register({ kind: 'defer', exit })
export const use = (resource: ast.Resource): ast.StackRegister => register({ kind: 'use', resource })
export const adopt = (exit: ast.Exit): ast.StackRegister => register({ kind: 'adopt', exit })
export const push = (outcome: ast.Exit['outcome']): ast.StackRegister =>
  register({ kind: 'push', manager: manager(outcome) })
export const closeStack: ast.StackClose = { kind: 'close', stack: 0, receiver: 'stack' }
export const closeBad: ast.StackClose = { kind: 'close', stack: 0, receiver: 'bad' }
export const move = (...body: ast.Block): ast.StackMove => ({ kind: 'move', stack: 0, body })
