import { pMapIterable } from 'p-map'
import { defineImplementation } from '../../harness/index.ts'

export default defineImplementation({
  name: 'p-map',
  version: '7.1.1',
  homepage: 'https://github.com/sindresorhus/p-map#pmapiterableinput-mapper-options',
  operators: {
    parallelMap: {
      run: (source, callback, concurrency) => pMapIterable(source, callback, { concurrency }),
      // Its backpressure: before a value is given on, the next one is asked for.
      prefetch: 1,
      exact: false,
    },
  },
})
