import type { Mutant } from '../../mutant.ts'
import { definitionsOf, type Flaw, pythonWith, type Seam } from '../flawed.ts'
import { line, type Statement } from '../text.ts'

export const generators = {
  definitions: definitionsOf('generator'),
  change: (statement: Statement): readonly Statement[] =>
    isGenerator(statement) ? [line('@generator'), statement] : [statement],
} satisfies Seam

/** The definition of a generator function. */
export const isGenerator = ([{ head }]: Statement): boolean => /^async def gen\d/.test(head)

/** Python, with generators that are wrong. */
export const withGenerator = (flaw: Flaw): Mutant['implementation'] => pythonWith([generators], flaw)
