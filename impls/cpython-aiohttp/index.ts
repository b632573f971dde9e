/** The tutorial's AsyncHTTPClient and async_fetch, as they stand, on aiohttp in a Python of this machine. */
import { defineImplementation, type FetchAll } from '../../harness/index.ts'
import { findPython } from './find.ts'
import { type Answer, runProgram } from './process.ts'

const { command, version } = findPython(process.env)
const program = runProgram(command)

/**
 * `async for` over async_fetch. It takes URLs and nothing else: neither a concurrency nor a signal can be told to it. Who
 * leaves the loop does so by `break`.
 */
const fetchAll: FetchAll = urls => ({
  [Symbol.asyncIterator]() {
    const consumer = program.open(urls)
    let given = 0
    const result = (answer: Answer) => {
      if ('error' in answer) throw new Error(`${answer.url}: ${answer.error} ${answer.message}`)
      if ('done' in answer) return { done: true as const, value: undefined }
      // It gives texts: whose they are is told from their places.
      return { done: false as const, value: { url: urls[given++] as string, text: answer.text } }
    }
    return {
      next: async () => result(await consumer('next')),
      return: async () => result(await consumer('leave')),
    }
  },
})

export default defineImplementation({
  name: 'cpython-aiohttp',
  version,
  homepage: 'https://docs.aiohttp.org/en/stable/client.html',
  fetchAll,
  fetching: { order: 'input', lookahead: 'none', failures: 'at once', idle: program.idle },
  runs: 1000,
})
