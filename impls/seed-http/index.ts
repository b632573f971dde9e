import { defineImplementation, type FetchAll } from '../../harness/index.ts'
import { asyncFetch } from './client.ts'

/** The texts with their URLs: it gives neither, and takes neither a concurrency nor a signal. */
const fetchAll: FetchAll = async function* (urls) {
  let next = 0
  for await (const text of asyncFetch(urls)) yield { url: urls[next++] as string, text }
}

/** The tutorial's AsyncHTTPClient and async_fetch, step for step, with what is wrong with them. */
export default defineImplementation({
  name: 'seed-http',
  fetchAll,
  // It awaits each response before it makes the next request, and makes none while the consumer has one.
  fetching: { order: 'input', lookahead: 'none', failures: 'at once' },
})
