import type { Client } from '../../../harness/index.ts'
import type { Mutant } from '../mutant.ts'
import { clientOf, clientWith } from './client.ts'

/** Flaws in clients: in what becomes of a session and of a response when something fails, and when nothing does. */
export const holding: readonly Mutant[] = [
  {
    name: 'client-leaks-on-failed-request',
    rule: 'fetching.enter-failure-leaks-nothing',
    flaw: 'A request that fails leaves the session open: there is no exit after an enter that has failed.',
    implementation: clientWith({ refused: async () => {} }),
  },
  {
    name: 'client-closes-behind-the-failure',
    rule: 'fetching.enter-failure-leaks-nothing',
    flaw: 'A request that fails is told while the session is still closing.',
    implementation: clientWith({
      async refused(close, error) {
        void close({ error })
      },
    }),
  },
  {
    name: 'client-leaks-on-failed-release',
    rule: 'fetching.exit-failure-leaks-nothing',
    flaw: 'The session is closed behind the release, and not at all when that fails.',
    implementation: clientWith({
      async leave(release, close, failure) {
        await release()
        await close(failure)
      },
    }),
  },
  {
    name: 'client-closes-behind-the-failed-release',
    rule: 'fetching.exit-failure-leaks-nothing',
    flaw: 'When releasing fails nobody waits for the session to close.',
    implementation: clientWith({
      async leave(release, close, failure) {
        await release().catch(error => {
          void close({ error })
          throw error
        })
        await close(failure)
      },
    }),
  },
  {
    name: 'client-tells-no-failure',
    rule: 'fetching.failure-reaches-exit',
    flaw: 'The session is closed as if nothing had happened.',
    implementation: clientWith({ leave: (release, close) => release().finally(() => close()) }),
  },
  {
    name: 'client-tells-no-failed-request',
    rule: 'fetching.failure-reaches-exit',
    flaw: 'When the request fails the session is closed as if nothing had happened.',
    implementation: clientWith({ refused: close => close() }),
  },
  {
    name: 'client-tells-a-copy',
    rule: 'fetching.failure-reaches-exit',
    flaw: 'The session is told another error, with the message of the one that there was.',
    implementation: clientWith({
      leave: (release, close, failure) =>
        release().finally(() => close(failure && { error: new Error(String(failure.error)) })),
    }),
  },
  {
    name: 'client-never-releases',
    rule: 'fetching.break-releases',
    flaw: 'A body that nobody has read is left as it is.',
    implementation: clientWith({ release: async () => {} }),
  },
  {
    name: 'client-releases-what-is-unread',
    rule: 'fetching.break-releases',
    flaw: 'A body that has been read in part is taken for one that has been read.',
    implementation: clientWith({ release: async ({ body, bodyUsed }) => bodyUsed || (await body?.cancel()) }),
  },
  {
    name: 'client-never-closes',
    rule: 'fetching.break-releases',
    flaw: 'The session stays open.',
    implementation: clientWith({ leave: release => release() }),
  },
  {
    name: 'client-closes-in-the-background',
    rule: 'fetching.break-releases',
    flaw: 'The block is left while the session is still closing.',
    implementation: clientWith({
      async leave(release, close, failure) {
        await release()
        void close(failure)
      },
    }),
  },
  {
    name: 'client-keeps-one-session',
    rule: 'fetching.break-releases',
    flaw: 'The session is kept where all clients of a caller find it: the inner one takes the place of the outer one.',
    implementation: { client: sharing() },
  },
  {
    name: 'client-requests-when-made',
    rule: 'fetching.lazy',
    flaw: 'The request is made when the client is, not when it is entered.',
    implementation: { client: hasty },
  },
  {
    name: 'client-retries',
    rule: 'fetching.each-url-once',
    flaw: 'A request that fails is made once more.',
    implementation: clientWith({
      request: (fetch, url, signal) => fetch(url, { signal }).catch(() => fetch(url, { signal })),
    }),
  },
  {
    name: 'client-deaf-to-the-caller',
    rule: 'fetching.abort-signal',
    flaw: "The caller's signal is not handed on.",
    implementation: clientWith({ request: (fetch, url) => fetch(url) }),
  },
  {
    name: 'client-reason-replaced',
    rule: 'fetching.abort-signal',
    flaw: "What is aborted fails with a new AbortError instead of the signal's reason.",
    implementation: clientWith({
      request: (fetch, url, signal) =>
        fetch(url, { signal }).catch(error => {
          throw signal.aborted ? new DOMException('This operation was aborted', 'AbortError') : error
        }),
    }),
  },
  {
    name: 'client-failure-is-a-page',
    rule: 'fetching.failure-surfaces',
    flaw: 'A request that fails gives an empty response with the status 502.',
    implementation: clientWith({
      request: (fetch, url, signal) =>
        fetch(url, { signal }).catch(error => {
          if (signal.aborted) throw error
          return new Response('', { status: 502 })
        }),
    }),
  },
  {
    name: 'client-swallows-failures',
    rule: 'fetching.failure-surfaces',
    flaw: 'Its exit answers true: an error that leaves the block ends there.',
    implementation: clientWith({
      leave: (release, close, failure) =>
        release()
          .finally(() => close(failure))
          .then(() => true),
    }),
  },
  {
    name: 'client-refuses-redirects',
    rule: 'fetching.redirect',
    flaw: 'Redirects are not followed.',
    implementation: clientWith({ request: (fetch, url, signal) => fetch(url, { signal, redirect: 'error' }) }),
  },
  {
    name: 'client-gives-the-first-piece',
    rule: 'fetching.chunked-body',
    flaw: 'The response that it gives has what had come of the body by then.',
    implementation: clientWith({
      async request(fetch, url, signal) {
        const response = await fetch(url, { signal })
        const reader = response.body?.getReader()
        const { value } = (await reader?.read()) ?? {}
        await reader?.cancel().catch(() => {})
        return new Response(value ?? null, response)
      },
    }),
  },
  {
    name: 'client-nobody-listens',
    rule: 'fetching.no-unhandled-rejection',
    flaw: 'A promise is made of every request that nobody listens to.',
    implementation: clientWith({
      request(fetch, url, signal) {
        const promise = fetch(url, { signal })
        void promise.then(() => {})
        return promise
      },
    }),
  },
  {
    name: 'client-closes-before-it-releases',
    rule: 'fetching.trace',
    flaw: 'The session is closed before the response is released.',
    implementation: clientWith({ leave: (release, close, failure) => close(failure).then(release) }),
  },
]

function sharing(): Client {
  const latest = new WeakMap<AbortSignal, Parameters<Client>[1]['session']>()
  const plain = clientOf({})
  return (url, { signal, session }) =>
    plain(url, {
      signal,
      session: {
        enter() {
          latest.set(signal, session)
          return session.enter()
        },
        exit: async failure => latest.get(signal)?.exit(failure),
      },
    })
}

function hasty(...[url, { signal, session }]: Parameters<Client>): ReturnType<Client> {
  const entered = session.enter()
  const response = entered.then(fetch => fetch(url, { signal }))
  response.catch(() => {})
  const early = { enter: () => entered, exit: session.exit }
  return clientOf({ request: () => response })(url, { signal, session: early })
}
