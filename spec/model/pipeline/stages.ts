import type { Stage } from '../../program/pipeline/elaborated.ts'
import { buffer } from './buffer.ts'
import { chunk, concat, drop, filter, flatMap, type Iterable, map, take } from './generators.ts'
import type { Pipe } from './pipe.ts'
import { merge, parallelMap, zip } from './side-by-side.ts'
import { openSource } from './source.ts'

/** Makes a pipeline out of its operators. */
export function build(pipe: Pipe, stage: Stage): Iterable {
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
      return chunk(pipe, build(pipe, stage.of), stage.count)
    case 'buffer':
      return buffer(pipe, build(pipe, stage.of), stage.count)
    case 'flatMap':
      return flatMap(pipe, build(pipe, stage.of), stage.callback)
    default:
      return joined[stage.kind](
        pipe,
        stage.of.map(one => build(pipe, one)),
      )
  }
}

const joined = { concat, merge, zip }
