import type { Mutant } from '../mutant.ts'
import { fetchingWith, named, parts } from './reference.ts'

/** Flaws in what becomes of requests that nobody waits for any more. */
export const leaving: readonly Mutant[] = [
  {
    name: 'fetch-break-aborts-nothing',
    rule: 'fetching.break-aborts',
    flaw: 'Leaving the loop leaves the requests under way as they are.',
    implementation: fetchingWith({ leaves: async () => {} }),
  },
  {
    name: 'fetch-break-waits-for-all',
    rule: 'fetching.break-aborts',
    flaw: 'Leaving the loop waits for the requests under way instead of aborting them: one that is never answered hangs it.',
    implementation: fetchingWith({ leaves: (_, wanted) => Promise.allSettled(wanted.map(({ promise }) => promise)) }),
  },
  {
    name: 'fetch-abort-ends-at-headers',
    rule: 'fetching.break-releases',
    flaw: 'The signal is let go when the headers have come, and bodies that are being read stay open.',
    implementation: fetchingWith({
      async fetchText(url, signal) {
        const headers = new AbortController()
        const abort = (): void => headers.abort(signal.reason)
        try {
          signal.throwIfAborted()
          signal.addEventListener('abort', abort)
          const response = await fetch(url, { signal: headers.signal })
          signal.removeEventListener('abort', abort)
          if (!response.ok) {
            await response.body?.cancel()
            throw new Error(`status ${response.status}`)
          }
          return { url, text: await response.text() }
        } catch (error) {
          throw named(error, url, signal)
        }
      },
      leaves: async own => own.abort(),
    }),
  },
  {
    name: 'fetch-goes-on-after-exit',
    rule: 'fetching.no-request-after-exit',
    flaw: 'Whenever a request ends the next one is made, also when the loop has been left.',
    implementation: fetchingWith({ room: (bound, underWay) => underWay < bound, onEnd: true, leaves: async () => {} }),
  },
  {
    name: 'fetch-siblings-go-on',
    rule: 'fetching.failure-aborts-siblings',
    flaw: 'When a request fails the others are not aborted.',
    implementation: fetchingWith({ fails: error => error, leaves: async () => {} }),
  },
  {
    name: 'fetch-refused-body-left-open',
    rule: 'fetching.failure-aborts-siblings',
    flaw: 'The body of a refused response is neither read nor cancelled.',
    implementation: fetchingWith({
      async fetchText(url, signal) {
        const open = new AbortController()
        signal.addEventListener('abort', () => signal.reason !== refused && open.abort(signal.reason))
        try {
          signal.throwIfAborted()
          const response = await fetch(url, { signal: open.signal })
          if (!response.ok) throw new Error(`status ${response.status}`)
          return { url, text: await response.text() }
        } catch (error) {
          throw named(error, url, signal)
        }
      },
      fails: (error, own) => {
        own.abort(refused)
        return error
      },
    }),
  },
  {
    name: 'fetch-deaf-to-the-caller',
    rule: 'fetching.abort-signal',
    flaw: "The caller's signal is not handed on.",
    implementation: fetchingWith({ signal: own => own }),
  },
  {
    name: 'fetch-reason-replaced',
    rule: 'fetching.abort-signal',
    flaw: "The loop ends with a new AbortError instead of the signal's reason.",
    implementation: fetchingWith({
      fails: (error, own, caller) => {
        own.abort(error)
        return caller.aborted ? new DOMException('This operation was aborted', 'AbortError') : error
      },
    }),
  },
  {
    name: 'fetch-abort-as-end',
    rule: 'fetching.abort-signal',
    flaw: 'An aborted request is taken for one that has nothing to hand over, and the loop just ends.',
    implementation: fetchingWith({
      fetchText: (url, signal) =>
        parts.fetchText(url, signal).catch(error => {
          if (signal.aborted) return null
          throw error
        }),
    }),
  },
]

const refused = new Error('refused')
