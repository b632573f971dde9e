import type { Program } from './ast.ts'

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
])

/** How many statements a program has, those of generators and tasks included. */
export function countStatements(program: Program): number {
  let count = 0
  const visit = (node: unknown, inBlock: boolean): void => {
    if (Array.isArray(node)) for (const one of node) visit(one, true)
    else if (typeof node === 'object' && node !== null) {
      const { kind = '' } = node as { readonly kind?: string }
      if (inBlock && statementKinds.has(kind)) count++
      // The calls of a request are no statements, though one of them is called return.
      if (kind === 'request') return
      for (const part of Object.values(node)) visit(part, false)
    }
  }
  visit(program.main, false)
  return count
}
