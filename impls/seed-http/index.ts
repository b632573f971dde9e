import { type Client, defineImplementation, type FetchAll } from '../../harness/index.ts'
import { AsyncHTTPClient, asyncFetch } from './client.ts'

/** The texts with their URLs: it gives neither, and takes neither a concurrency nor a signal. */
const fetchAll: FetchAll = async function* (urls) {
  let next = 0
  for await (const text of asyncFetch(urls)) yield { url: urls[next++] as string, text }
}

/** It takes no signal, and its session is told nothing when it is closed. */
const client: Client = (url, { session }) =>
  new AsyncHTTPClient(url, async () => ({ get: await session.enter(), close: () => session.exit() }))

/** The tutorial's AsyncHTTPClient and async_fetch, step for step, with what is wrong with them. */
export default defineImplementation({
  name: 'seed-http',
  fetchAll,
  client,
  // It awaits each response before it makes the next request, and makes none while the consumer has one.
  fetching: { order: 'input', lookahead: 'none', failures: 'at once' },
})
