import { pythonOf } from '../../../harness/index.ts'
import type { Python } from '../../cpython/find.ts'
import { evaluateIn } from '../../cpython/process.ts'
import type { Mutant } from '../mutant.ts'
import { flaws } from './flaws.ts'

/**
 * Python whose asyncio is wrong in one way: what makes it so stands before every program. Each has a process of its own,
 * because it stays wrong.
 */
export function asyncioMutants({ command, release, version }: Python): readonly Mutant[] {
  return flaws.map(({ name, rule, flaw, text }) => {
    const evaluate = evaluateIn(command)
    return {
      name: `asyncio-${name}`,
      rule,
      flaw,
      implementation: {
        version,
        dialect: pythonOf(release),
        language: {
          syntax: 'python',
          evaluate: batch => evaluate(batch.map(one => ({ ...one, source: `${text}\n\n\n${one.source}` }))),
        },
      },
    }
  })
}
