import { defineImplementation } from '../../harness/index.ts'
import * as generators from './generators.ts'
import * as sideBySide from './side-by-side.ts'

/** Operators as the documentation of ECMAScript shows them: the reference of the chapter about them. */
export default defineImplementation({
  name: 'operators-reference',
  homepage: 'https://tc39.es/proposal-async-iterator-helpers/',
  operators: { ...generators, ...sideBySide },
})
