/** The tutorial's AsyncHTTPClient and async_fetch, as they stand, on aiohttp in a Python of this machine. */
import { defineImplementation, type FetchAll } from '../../harness/index.ts'
import { findPython } from './find.ts'
import { type Answer, runProgram } from './process.ts'

const { command, version } = findPython(process.env)
const program = runProgram(command)

/**
 * `async for` over async_fetch, which takes URLs and nothing else: neither a concurrency nor a signal can be told to it.
 * Who leaves the loop does so by `break`.
 */
const fetchAll: FetchAll = urls => iterate(urls, null)

/** What the signal can be to a program that takes none: it cancels the task that has the loop. */
const fetchAllInTask: FetchAll = (urls, { signal }) => iterate(urls, signal)

function iterate(urls: readonly string[], signal: AbortSignal | null): ReturnType<FetchAll> {
  return {
    [Symbol.asyncIterator]() {
      const { ask, cancel } = program.open(urls)
      if (signal?.aborted) cancel()
      else signal?.addEventListener('abort', cancel)
      let given = 0
      const result = (answer: Answer) => {
        if ('cancelled' in answer) throw signal?.reason
        if ('error' in answer) throw new Error(`${answer.url}: ${answer.error} ${answer.message}`)
        if ('done' in answer) return { done: true as const, value: undefined }
        // It gives texts: whose they are is told from their places.
        return { done: false as const, value: { url: urls[given++] as string, text: answer.text } }
      }
      return {
        next: async () => result(await ask('next')),
        return: async () => result(await ask('leave')),
      }
    },
  }
}

export default defineImplementation({
  name: 'cpython-aiohttp',
  version,
  homepage: 'https://docs.aiohttp.org/en/stable/client.html',
  fetching: {
    order: 'input',
    lookahead: 'none',
    failures: 'at once',
    // Another process has a fetch and sockets of its own.
    globalFetch: false,
    intercepted: false,
    idle: program.idle,
  },
  // Of which one in fifty is run on a real server, the only one that it can reach.
  runs: 50_000,
  variants: { alone: { fetchAll }, 'in-task': { fetchAll: fetchAllInTask } },
})
