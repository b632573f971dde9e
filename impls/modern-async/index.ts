import { asyncGeneratorFilter, asyncGeneratorMap } from 'modern-async'
import { defineImplementation, type Operators } from '../../harness/index.ts'

const sequential: Operators = {
  map: { run: (source, callback) => asyncGeneratorMap(source, callback), exact: false },
  filter: { run: (source, test) => asyncGeneratorFilter(source, test), exact: false },
}

export default defineImplementation({
  name: 'modern-async',
  version: '2.0.4',
  homepage: 'https://nicolas-van.github.io/modern-async/',
  variants: {
    sequential: { operators: sequential },
    parallel: {
      operators: {
        parallelMap: {
          run: (source, callback, concurrency) => asyncGeneratorMap(source, callback, concurrency),
          // What is done before its turn waits, and does not hold back what comes after it.
          prefetch: 'unbounded',
          exact: false,
        },
      },
    },
    unordered: {
      operators: {
        parallelMap: {
          run: (source, callback, concurrency) => asyncGeneratorMap(source, callback, concurrency, false),
          order: 'completion',
          prefetch: 1,
          exact: false,
        },
      },
    },
  },
})
