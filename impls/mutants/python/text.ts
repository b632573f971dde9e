/** What stands under one head: `try:` and its block, `finally:` and its block; a plain line has nothing within. */
export interface Clause {
  readonly head: string
  readonly within: readonly Statement[]
}

/** A statement by its clauses: a plain line has one, `try … except … finally` three. */
export type Statement = readonly [Clause, ...Clause[]]

/** Gives what stands in the place of a statement, whose blocks have been rewritten already. */
export type Change = (statement: Statement, fresh: () => number) => readonly Statement[]

/** Rewrites the text of a program, as the suite prints them: one statement a line, indented by four. */
export function rewrite(source: string, change: Change): string {
  // Each definition by itself, and numbered by itself: the driver keeps what it has compiled of one.
  return source
    .split('\n\n\n')
    .map(definition => {
      let count = 0
      return print(changeAll(parse(definition), statement => change(statement, () => ++count)))
    })
    .join('\n\n\n')
}

/** A statement without a block. */
export const line = (head: string): Statement => [{ head, within: [] }]

/** A statement with one block. */
export const block = (head: string, within: readonly Statement[]): Statement => [{ head, within }]

/** Is there such a line in these statements, at any depth? */
export const contains = (statements: readonly Statement[], pattern: RegExp): boolean =>
  statements.some(clauses => clauses.some(({ head, within }) => pattern.test(head) || contains(within, pattern)))

function changeAll(statements: readonly Statement[], change: (one: Statement) => readonly Statement[]): Statement[] {
  return statements.flatMap(statement => {
    const changed = statement.map(({ head, within }) => ({ head, within: changeAll(within, change) }))
    return change(changed as unknown as Statement)
  })
}

const goesOn = /^(?:except|else|finally)\b/

function parse(source: string): Statement[] {
  const lines = source.split('\n').filter(text => text.trim() !== '')
  let at = 0
  const indentOf = (text: string): number => text.length - text.trimStart().length
  const parseAt = (indent: number): Statement[] => {
    const statements: Clause[][] = []
    for (;;) {
      const text = lines[at]
      if (text === undefined || indentOf(text) < indent) return statements as unknown as Statement[]
      at++
      const next = lines[at]
      const deeper = next === undefined ? 0 : indentOf(next)
      const clause = { head: text.trim(), within: deeper > indent ? parseAt(deeper) : [] }
      if (goesOn.test(clause.head)) statements.at(-1)?.push(clause)
      else statements.push([clause])
    }
  }
  return parseAt(0)
}

function print(statements: readonly Statement[], indent = ''): string {
  const lines = statements.flatMap(clauses =>
    clauses.flatMap(({ head, within }) => {
      if (!head.endsWith(':')) return [indent + head]
      return [indent + head, within.length > 0 ? print(within, `${indent}    `) : `${indent}    pass`]
    }),
  )
  return lines.join('\n')
}
