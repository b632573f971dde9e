import type { Mutant } from '../mutant.ts'
import { fetchingWith, named, parts } from './reference.ts'

/** Flaws in what becomes of failures, and of unusual responses. */
export const failing: readonly Mutant[] = [
  {
    name: 'fetch-status-ignored',
    rule: 'fetching.failure-surfaces',
    flaw: 'The status is not looked at: the page of an error is a result.',
    implementation: fetchingWith({ fetchText: textOf(response => response.text(), false) }),
  },
  {
    name: 'fetch-failures-skipped',
    rule: 'fetching.failure-surfaces',
    flaw: 'A request that fails is left out of the results.',
    implementation: fetchingWith({
      fetchText: (url, signal) =>
        parts.fetchText(url, signal).catch(error => {
          if (signal.aborted) throw error
          return null
        }),
    }),
  },
  {
    name: 'fetch-broken-body-is-the-end',
    rule: 'fetching.failure-surfaces',
    flaw: 'A body that breaks off is handed over as far as it has come.',
    implementation: fetchingWith({
      fetchText: textOf(async (response, signal) => {
        let text = ''
        try {
          for await (const chunk of response.body ?? []) text += new TextDecoder().decode(chunk)
        } catch (error) {
          if (signal.aborted) throw error
        }
        return text
      }),
    }),
  },
  {
    name: 'fetch-failure-names-no-url',
    rule: 'fetching.failure-surfaces',
    flaw: 'The error does not say which URL it is about.',
    implementation: fetchingWith({
      fails(error, own, caller) {
        own.abort(error)
        return caller.aborted ? error : new Error('a request failed')
      },
    }),
  },
  {
    name: 'fetch-redirect-refused',
    rule: 'fetching.redirect',
    flaw: 'Redirects are not followed.',
    implementation: fetchingWith({ fetchText: textOf(response => response.text(), true, { redirect: 'error' }) }),
  },
  {
    name: 'fetch-url-of-the-response',
    rule: 'fetching.redirect',
    flaw: 'The result has the URL that the response came from.',
    implementation: fetchingWith({
      async fetchText(url, signal) {
        let last = url
        const fetched = await textOf(response => {
          last = response.url
          return response.text()
        })(url, signal)
        return { ...fetched, url: last }
      },
    }),
  },
  {
    name: 'fetch-empty-is-nothing',
    rule: 'fetching.empty-body',
    flaw: 'An empty text is taken for no result.',
    implementation: fetchingWith({
      async fetchText(url, signal) {
        const fetched = await parts.fetchText(url, signal)
        return fetched?.text ? fetched : null
      },
    }),
  },
  {
    name: 'fetch-parses-json',
    rule: 'fetching.bad-json',
    flaw: 'What calls itself JSON is parsed.',
    implementation: fetchingWith({
      fetchText: textOf(async response => {
        const text = await response.text()
        return response.headers.get('content-type') === 'application/json' ? JSON.stringify(JSON.parse(text)) : text
      }),
    }),
  },
  {
    name: 'fetch-first-piece-only',
    rule: 'fetching.chunked-body',
    flaw: 'Only the first piece of a body is read.',
    implementation: fetchingWith({
      fetchText: textOf(async response => {
        const reader = response.body?.getReader()
        const { value } = (await reader?.read()) ?? {}
        await reader?.cancel()
        return new TextDecoder().decode(value)
      }),
    }),
  },
  {
    name: 'fetch-nobody-listens',
    rule: 'fetching.no-unhandled-rejection',
    flaw: 'A promise is made of every request that nobody listens to.',
    implementation: fetchingWith({
      fetchText(url, signal) {
        const promise = parts.fetchText(url, signal)
        void promise.then(() => {})
        return promise
      },
    }),
  },
]

function textOf(
  read: (response: Response, signal: AbortSignal) => Promise<string>,
  looksAtStatus = true,
  init: RequestInit = {},
): (url: string, signal: AbortSignal) => Promise<{ url: string; text: string }> {
  return async (url, signal) => {
    try {
      signal.throwIfAborted()
      const response = await fetch(url, { ...init, signal })
      if (looksAtStatus && !response.ok) throw new Error(`status ${response.status}`)
      return { url, text: await read(response, signal) }
    } catch (error) {
      throw named(error, url, signal)
    }
  }
}
