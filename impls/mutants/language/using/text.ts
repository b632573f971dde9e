import { closesScope, opensScope, type Scope } from '../seams/scopes.ts'

// Small changes to the text of programs, as the suite prints them.

/** Changes `= await openA()`; `change` is given `openA()`. */
export function changeEnter(source: string, change: (enter: string) => string): string {
  return source.replaceAll(/= await (open\w+\(\))/g, (_, enter: string) => change(enter))
}

/** Puts a line behind every declaration with `using` and `await using`. */
export function afterDeclarations(source: string, line: string): string {
  let end: RegExp | null = null
  let number = 0
  const lines = source.split('\n').flatMap(text => {
    const [, indent] = /^(\s*)(?:await )?using /.exec(text) ?? []
    if (indent !== undefined) end = new RegExp(`^${indent}(?!\\s).*;$`)
    if (!end?.test(text)) return [text]
    end = null
    return [text, line.replace('$declares', `$declares${number++}`)]
  })
  return lines.join('\n')
}

/** Declares something after the item of each turn, in the lowered text of loops that declare one. */
export function afterItems(code: string, value: string): string {
  return code.replaceAll(
    /(const item = (_usingCtx\d*)\.[ua]\(\w+\));/g,
    (_, item, ctx) => `${item}; ${ctx}.a(${value});`,
  )
}

/** Changes the returns of the main task; `change` is given the operand. */
export function changeReturns(source: string, change: (operand: string) => string): string {
  const scopes: Scope[] = []
  const lines = source.split('\n').map(line => {
    const closed = closesScope(line) ? scopes.pop() : undefined
    const opened = opensScope(line, '', closed)
    if (opened) scopes.push(opened)
    if (scopes.findLast(({ routine }) => routine !== undefined)?.routine !== 'main') return line
    return line.replace(/^(\s*)return (.+);$/, (_, indent, operand) => `${indent}return ${change(operand)};`)
  })
  return lines.join('\n')
}
