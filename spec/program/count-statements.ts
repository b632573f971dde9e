import type * as statements from './ast.ts'
import type { FiberProgram } from './fibers/ast.ts'

/** Kinds of nodes that are statements: what a reader counts. */
const statementKinds = new Set([
  'event',
  'checkpoint',
  'raise',
  'return',
  'break',
  'continue',
  'labelled',
  'try',
  'declare',
  'with',
  'repeat',
  'for-of',
  'for-await',
  'yield',
  'delegate',
  'open',
  'request',
  'concurrently',
  'from-async',
  'stack',
  'register',
  'move',
  'close',
  'raise-stop',
  'raise-caught',
  'raise-from',
  'except',
  'async-with',
  'ask',
  'async-for',
  'comprehension',
  'collect',
  'enlist',
  'spawn',
  'cancel',
  'join',
  'gather',
  'group',
  'timeout',
  'sleep',
  'attempt',
  'ensure',
  'hold',
  'all',
  'shield',
])

/** How many statements a program has, those of generators and tasks included. */
export function countStatements(program: statements.Program | FiberProgram): number {
  let count = 0
  const visit = (node: unknown, inBlock: boolean): void => {
    if (Array.isArray(node)) for (const one of node) visit(one, true)
    else if (typeof node === 'object' && node !== null) {
      if (inBlock && statementKinds.has((node as { kind?: string }).kind ?? '')) count++
      // A call is no statement, though it may be called `return`.
      for (const [field, part] of Object.entries(node)) if (field !== 'calls') visit(part, false)
    }
  }
  visit(program.main, false)
  return count
}
