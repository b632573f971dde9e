import {
  asyncBuffer,
  asyncConcat,
  asyncDrop,
  asyncFilter,
  asyncFlatMap,
  asyncInterleaveReady,
  asyncMap,
  asyncTake,
  asyncZip,
} from 'iter-tools'
import { defineImplementation, type Operators } from '../../harness/index.ts'

const sequential: Operators = {
  map: (source, callback) => asyncMap(callback, source),
  filter: (source, test) => asyncFilter(test, source),
  take: (source, count) => asyncTake(count, source),
  drop: (source, count) => asyncDrop(count, source),
  flatMap: (source, callback) => asyncFlatMap(callback, source),
  concat: sources => asyncConcat(...sources),
}

export default defineImplementation({
  name: 'iter-tools',
  version: '7.5.4',
  homepage: 'https://github.com/iter-tools/iter-tools#readme',
  variants: {
    sequential: { operators: sequential },
    interleaveReady: { operators: { merge: { run: sources => asyncInterleaveReady(...sources), exact: false } } },
    buffer: { operators: { buffer: { run: (source, count) => asyncBuffer(count, source), exact: false } } },
    zip: { operators: { zip: { run: sources => asyncZip(...sources), exact: false } } },
  },
})
