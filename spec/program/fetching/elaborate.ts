import { Names } from '../elaborate.ts'
import type * as ast from './ast.ts'
import type * as el from './elaborated.ts'

/** Gives every place of a program that fetches its name: see `elaborate`. */
export function elaborateFetching({ concurrency, urls, signal, consumer }: ast.FetchingProgram): el.Fetching {
  const names = new Names()
  const requests = urls.map((script, i): el.Request => elaborateRequest(`r${i + 1}`, script, names))
  return {
    form: 'fetching',
    concurrency,
    requests,
    consumer: consume(consumer, names),
    signal: elaborateSignal(signal, names),
  }
}

/** What the server does with a request of this name. */
export function elaborateRequest(name: string, script: ast.UrlScript, names: Names): el.Request {
  switch (script.kind) {
    case 'never':
      return { name, steps: [], text: null }
    case 'fails':
      return { name, steps: [{ checkpoint: names.checkpoint(), acts: [{ kind: 'network error' }] }], text: null }
    case 'answers': {
      const { redirects, status, body } = script
      const pieces = body.empty ? [] : [{ later: false }, ...body.more]
      const chunks = pieces.map((_, i) => chunkText(name, body, i))
      const steps: { readonly checkpoint: string; readonly acts: el.Act[] }[] = []
      const step = (...acts: el.Act[]): void => void steps.push({ checkpoint: names.checkpoint(), acts })
      if (redirects) step({ kind: 'redirect' })
      step({ kind: 'headers', status, type: body.type })
      for (const [i, { later }] of pieces.entries()) {
        const chunk: el.Act = { kind: 'chunk', text: chunks[i] as string }
        if (later) step(chunk)
        else steps.at(-1)?.acts.push(chunk)
      }
      if (body.end === 'breaks') step({ kind: 'break' })
      else steps.at(-1)?.acts.push({ kind: 'end' })
      const fails = status >= 400 || body.end === 'breaks'
      return { name, steps, text: fails ? null : chunks.join('') }
    }
  }
}

/** Tells which piece of which body it is; what calls itself JSON opens an object that is never closed. */
function chunkText(name: string, { type }: ast.Body, index: number): string {
  const own = `${name}.${index + 1};`
  return type === 'json' ? `{${own}` : own
}

function consume({ waits, turns, then }: ast.Consumer, names: Names): el.Consumer {
  return {
    waits: waits ? names.checkpoint() : null,
    text: `${names.place('main')}:`,
    turns: turns.map(({ slow }) => (slow ? names.checkpoint() : null)),
    then: then === 'throw' ? { kind: then, error: names.error() } : { kind: then },
    after: names.place('main'),
  }
}

export function elaborateSignal(signal: ast.SignalScript, names: Names): el.SignalPlan {
  switch (signal) {
    case 'quiet':
      return { kind: 'quiet' }
    case 'aborted':
      return { kind: 'aborted', error: names.error() }
    case 'aborts':
      return { kind: 'aborts', checkpoint: names.checkpoint(), error: names.error() }
  }
}
