import { Repeater } from '@repeaterjs/repeater'
import { defineImplementation } from '../../harness/index.ts'

export default defineImplementation({
  name: 'repeater',
  version: '3.1.0',
  homepage: 'https://repeater.js.org/docs/combinators',
  operators: {
    merge: { run: sources => Repeater.merge([...sources]), prefetch: 1, exact: false },
    zip: { run: sources => Repeater.zip([...sources]), prefetch: 1, exact: false },
  },
})
