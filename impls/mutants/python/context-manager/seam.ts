import type { Mutant } from '../../mutant.ts'
import { aside, definitionsOf, type Flaw, pythonWith, type Seam } from '../flawed.ts'
import type { Statement } from '../text.ts'

/** `async with A() as a, B() as b:`, but of nothing else than managers. */
export const holding = /^async with \w+\(\) as/

export const managers = {
  definitions: definitionsOf('manager'),
  change: (statement: Statement, fresh: () => number): readonly Statement[] => {
    const [{ head, within }] = statement
    if (!holding.test(head)) return [statement]
    const name = `statement${fresh()}`
    let first = true
    const held = head.replaceAll(/(\w+\(\)) as/g, (_, manager) => {
      const given = first ? `${name} := Statement()` : name
      first = false
      return `Held(${manager}, ${given}) as`
    })
    return [[{ head: held, within }]]
  },
} satisfies Seam

/** Python, with an async with that is wrong. */
export const withHeld = (flaw: Flaw): Mutant['implementation'] => pythonWith([aside, managers], flaw)
