import type * as el from '../program/fetching/elaborated.ts'
import { createWriter, type Writer } from './writer.ts'

/**
 * Prints a program that fetches: what the server does with each URL, as comments, and the consumer. It refers to
 * `fetchAll(urls, options)` besides `log`, `checkpoint` and `error`.
 */
export function printFetching({ concurrency, requests, signal, consumer }: el.Fetching): string {
  const own = createWriter()
  const { then, turns } = consumer
  printUrls(own, requests)
  own.braces('async function main() ', () => {
    const aborts = signal.kind !== 'quiet'
    printSignal(own, signal)
    const options = `{ concurrency: ${concurrency}${aborts ? ', signal: controller.signal' : ''} }`
    const call = `fetchAll(urls, ${options})`
    if (consumer.waits) {
      own.line(`const results = ${call};`)
      own.line(`await checkpoint("${consumer.waits}");`)
    }
    const counts = turns.some(turn => turn !== null) || then.kind !== 'goes on'
    if (counts) own.line('let count = 0;')
    own.braces(`for await (const { url, text } of ${consumer.waits ? 'results' : call}) `, () => {
      own.line(`log("${consumer.text}", nameOf(url), JSON.stringify(text));`)
      if (counts) own.line('count++;')
      for (const [i, turn] of turns.entries())
        if (turn) own.line(`if (count === ${i + 1}) await checkpoint("${turn}");`)
      if (then.kind !== 'goes on') printThen(own, turns.length, then)
    })
    own.line(`log("${consumer.after}");`)
  })
  return own.text()
}

/** The controller of the caller, where there is anything to abort. */
export function printSignal(out: Writer, signal: el.SignalPlan): void {
  if (signal.kind === 'quiet') return
  out.line('const controller = new AbortController();')
  if (signal.kind === 'aborted') {
    out.line(`controller.abort(error("${signal.error}"));`)
    return
  }
  out.braces(
    `checkpoint("${signal.checkpoint}").then(() => `,
    () => {
      out.line(`log("signal aborts ${signal.error}");`)
      out.line(`controller.abort(error("${signal.error}"));`)
    },
    ');',
  )
}

function printUrls(out: Writer, requests: readonly el.Request[]): void {
  if (requests.length === 0) {
    out.line('const urls = [];')
    return
  }
  out.line('const urls = [')
  for (const request of requests) out.line(`  "http://…/${request.name}", // ${scriptOf(request)}`)
  out.line('];')
}

/** What the server does with a request. */
export function scriptOf({ steps }: el.Request): string {
  const [first = 'never answered', ...others] = steps.map(
    ({ checkpoint, acts }) => `at ${checkpoint} ${acts.map(inWords).join(', ')}`,
  )
  return [first, ...others].join('; ')
}

function inWords(act: el.Act): string {
  switch (act.kind) {
    case 'redirect':
      return '302 to another URL'
    case 'network error':
      return 'a network error'
    case 'headers':
      return `${act.status}${act.type === 'json' ? ' as application/json' : ''}`
    case 'chunk':
      return JSON.stringify(act.text)
    case 'end':
      return 'end'
    case 'break':
      return 'connection lost'
  }
}

function printThen(out: Writer, count: number, then: el.Consumer['then']): void {
  const when = `if (count === ${count}) `
  if (then.kind === 'break') out.line(`${when}break;`)
  if (then.kind === 'throw') out.line(`${when}throw error("${then.error}");`)
}
