import type * as el from '../program/pipeline/elaborated.ts'
import { createWriter, type Writer } from './writer.ts'

/**
 * Prints a pipeline as a TypeScript programmer would write it: see `printTypeScript`. Its scripted parts are
 * `source(name, answers, close?)` and `callback(name, answers, otherwise)`, where an answer is a value, or a function
 * that is called for it.
 */
export function printPipeline({ stage, consumer, sources, callbacks }: el.ElaboratedPipeline): string {
  const out = createWriter()
  out.braces('async function main() ', () => {
    for (const source of sources) out.line(`const ${source.actor} = ${printSource(source)};`)
    for (const callback of callbacks) out.line(`const ${callback.actor} = ${printCallback(callback)};`)
    out.line(`const pipeline = ${printStage(stage)};`)
    if (consumer.idle !== null) out.line(`await checkpoint("${consumer.idle}");`)
    out.line('log("main starts");')
    if (consumer.kind === 'loop') printLoop(out, consumer)
    else printAsks(out, consumer)
  })
  return out.text()
}

function printSource({ actor, answers, close }: el.Source): string {
  const given = answers
    .filter(({ checkpoint, outcome }) => checkpoint !== null || outcome.kind !== 'done')
    .map(({ checkpoint, outcome }) => {
      if (outcome.kind === 'value') return printAnswer(checkpoint, String(outcome.value))
      return outcome.kind === 'fails' ? printFailure(checkpoint, outcome.error) : printAnswer(checkpoint, null)
    })
  return `source("${actor}", [${given.join(', ')}]${closes(close)})`
}

function closes({ kind, checkpoint, error }: el.Close): string {
  if (kind === 'answers') return ''
  if (kind === 'absent') return ', null'
  return `, ${error === null ? printAnswer(checkpoint, null) : printFailure(null, error)}`
}

function printCallback({ actor, of, calls, base }: el.Callback): string {
  const answers = calls.map(call => printCall(call, of))
  const otherwise = {
    filter: '() => true',
    flatMap: '() => nothing',
    map: `n => ${base} + n`,
    parallelMap: `n => ${base} + n`,
  }
  return `${of === 'flatMap' ? 'expansion' : 'callback'}("${actor}", [${answers.join(', ')}], ${otherwise[of]})`
}

function printCall({ checkpoint, outcome }: el.Call, of: el.Callback['of']): string {
  switch (outcome.kind) {
    case 'value':
      return printAnswer(checkpoint, String(outcome.value))
    case 'kept':
      return printAnswer(checkpoint, String(outcome.kept))
    case 'given':
      return outcome.source.actor
    case 'fails':
      return of === 'flatMap' ? `() => { throw error("${outcome.error}"); }` : printFailure(checkpoint, outcome.error)
  }
}

function printAnswer(checkpoint: string | null, value: string | null): string {
  if (checkpoint === null) return value ?? 'async () => {}'
  return `async () => { await checkpoint("${checkpoint}");${value === null ? '' : ` return ${value};`} }`
}

function printFailure(checkpoint: string | null, error: string): string {
  const waits = checkpoint === null ? '' : `await checkpoint("${checkpoint}"); `
  return `async () => { ${waits}throw error("${error}"); }`
}

function printStage(stage: el.Stage): string {
  switch (stage.kind) {
    case 'source':
      return stage.actor
    case 'map':
    case 'filter':
    case 'flatMap':
      return `${stage.kind}(${printStage(stage.of)}, ${stage.callback.actor})`
    case 'parallelMap':
      return `parallelMap(${printStage(stage.of)}, ${stage.callback.actor}, ${stage.concurrency})`
    case 'take':
    case 'drop':
    case 'chunk':
    case 'buffer':
      return `${stage.kind}(${printStage(stage.of)}, ${stage.count})`
    default:
      return `${stage.kind}([${stage.of.map(printStage).join(', ')}])`
  }
}

function printLoop(out: Writer, { bodies, leaves, error }: el.Loop): void {
  out.line('let turn = 0;')
  out.braces('for await (const value of pipeline) ', () => {
    out.line('turn++;')
    out.line('log("main " + turn + ":", value);')
    for (const [i, checkpoint] of bodies.entries()) {
      if (checkpoint !== null) out.line(`if (turn === ${i + 1}) await checkpoint("${checkpoint}");`)
    }
    if (leaves === 'at the end') return
    out.braces(`if (turn === ${bodies.length}) `, () => {
      out.line('log("main leaves");')
      out.line(leaves === 'throw' ? `throw error("${error}");` : `${leaves};`)
    })
  })
  out.line('log("main goes on");')
}

function printAsks(out: Writer, { asks }: el.Asks): void {
  out.line('const iterator = pipeline[Symbol.asyncIterator]();')
  const later: string[] = []
  for (const [i, { method, awaited }] of asks.entries()) {
    const number = i + 1
    const recorded = `record("main ${number}:", iterator.${method}())`
    out.line(`log("main ${method} ${number}");`)
    if (awaited) out.line(`await ${recorded};`)
    else {
      out.line(`const answer${number} = ${recorded};`)
      later.push(`answer${number}`)
    }
  }
  if (later.length > 0) out.line(`await Promise.all([${later.join(', ')}]);`)
}
