import type { Stage } from '../../program/pipeline/elaborated.ts'
import { buffer } from './buffer.ts'
import type { Iterable } from './generators.ts'
import * as generators from './generators.ts'
import * as passingOn from './passing-on.ts'
import { type Pipe, traitsOf } from './pipe.ts'
import { merge, parallelMap, zip } from './side-by-side.ts'
import { openSource } from './source.ts'

/** Makes a pipeline out of its operators. */
export function build(pipe: Pipe, stage: Stage): Iterable {
  // Of the others nobody knows yet what passing a request on would be: they are queued.
  const { map, filter, take, drop } =
    stage.kind !== 'source' && traitsOf(pipe, stage.kind).requests === 'parallel' ? passingOn : generators
  switch (stage.kind) {
    case 'source':
      return () => openSource(pipe, stage)
    case 'map':
      return map(pipe, build(pipe, stage.of), stage.callback)
    case 'parallelMap':
      return parallelMap(pipe, build(pipe, stage.of), stage.callback, stage.concurrency)
    case 'filter':
      return filter(pipe, build(pipe, stage.of), stage.callback)
    case 'take':
      return take(pipe, build(pipe, stage.of), stage.count)
    case 'drop':
      return drop(pipe, build(pipe, stage.of), stage.count)
    case 'chunk':
      return generators.chunk(pipe, build(pipe, stage.of), stage.count)
    case 'buffer':
      return buffer(pipe, build(pipe, stage.of), stage.count)
    case 'flatMap':
      return generators.flatMap(pipe, build(pipe, stage.of), stage.callback)
    default:
      return joined[stage.kind](
        pipe,
        stage.of.map(one => build(pipe, one)),
      )
  }
}

const joined = { concat: generators.concat, merge, zip }
