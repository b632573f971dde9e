/** Collects lines with their indentation. */
export interface Writer {
  /** A text of several lines is indented as a whole. */
  line(text: string): void
  /** `head {` … `}tail`, the lines between indented. */
  braces(head: string, within: () => void, tail?: string): void
  /** The same, where the closing brace of the line before stands: `} catch {`. */
  andBraces(head: string, within: () => void): void
  text(): string
}

export function createWriter(): Writer {
  const lines: string[] = []
  let indent = ''
  const line = (text: string): void => {
    for (const one of text.split('\n')) lines.push(indent + one)
  }
  const braces: Writer['braces'] = (head, within, tail = '') => {
    line(`${head}{`)
    const opened = lines.length
    indent += '  '
    within()
    indent = indent.slice(2)
    if (lines.length === opened) lines[opened - 1] += `}${tail}`
    else line(`}${tail}`)
  }
  return {
    line,
    braces,
    andBraces: (head, within) => braces(`${(lines.pop() ?? '').trimStart()} ${head}`, within),
    text: () => lines.join('\n'),
  }
}
