import { mapAsyncIterator } from '@whatwg-node/promise-helpers'
import { defineImplementation } from '../../harness/index.ts'

/** What GraphQL servers map the events of a subscription with; @graphql-tools/utils gave it on, up to its version 12. */
export default defineImplementation({
  name: '@whatwg-node/promise-helpers',
  version: '2.0.1',
  homepage: 'https://github.com/ardatan/whatwg-node/tree/master/packages/promise-helpers',
  operators: {
    // It keeps nothing to itself: every request goes on to the source at once.
    map: { run: (source, callback) => mapAsyncIterator(source, callback), requests: 'parallel', exact: false },
  },
})
