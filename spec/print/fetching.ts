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
    if (aborts) own.line('const controller = new AbortController();')
    if (signal.kind === 'aborted') own.line(`controller.abort(error("${signal.error}"));`)
    if (signal.kind === 'aborts') {
      own.braces(
        `checkpoint("${signal.checkpoint}").then(() => `,
        () => {
          own.line(`log("signal aborts ${signal.error}");`)
          own.line(`controller.abort(error("${signal.error}"));`)
        },
        ');',
      )
    }
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

function printUrls(out: Writer, requests: readonly el.Request[]): void {
  if (requests.length === 0) {
    out.line('const urls = [];')
    return
  }
  out.line('const urls = [')
  for (const { name, steps } of requests) {
    const [first = 'never answered', ...others] = steps.map(
      ({ checkpoint, acts }) => `at ${checkpoint} ${acts.map(inWords).join(', ')}`,
    )
    out.line(`  "http://…/${name}", // ${[first, ...others].join('; ')}`)
  }
  out.line('];')
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
