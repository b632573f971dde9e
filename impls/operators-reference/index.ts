import { defineImplementation, type Operators } from '../../harness/index.ts'
import * as generators from './generators.ts'
import * as passingOn from './passing-on.ts'
import * as sideBySide from './side-by-side.ts'

const { map, filter, take, drop } = passingOn

/** Beside the others, as they are. */
const passing: Operators = {
  map: { run: map, requests: 'parallel' },
  filter: { run: filter, requests: 'parallel' },
  take: { run: take, requests: 'parallel' },
  drop: { run: drop, requests: 'parallel' },
}

/** Operators as the documentation of ECMAScript shows them: the reference of the chapter about them. */
export default defineImplementation({
  name: 'operators-reference',
  homepage: 'https://tc39.es/proposal-async-iterator-helpers/',
  variants: {
    queued: { operators: { ...generators, ...sideBySide } },
    parallel: { operators: { ...generators, ...sideBySide, ...passing } },
  },
})
