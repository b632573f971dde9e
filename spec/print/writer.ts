/** Collects lines with their indentation. */
export interface Writer {
  /** A text of several lines is indented as a whole. */
  line(text: string): void
  /** `head {` … `}tail`, the lines between indented. */
  braces(head: string, within: () => void, tail?: string): void
  text(): string
}

export function createWriter(): Writer {
  const lines: string[] = []
  let indent = ''
  const line = (text: string): void => {
    for (const one of text.split('\n')) lines.push(indent + one)
  }
  return {
    line,
    braces(head, within, tail = '') {
      line(`${head}{`)
      const opened = lines.length
      indent += '  '
      within()
      indent = indent.slice(2)
      if (lines.length === opened) lines[opened - 1] += `}${tail}`
      else line(`}${tail}`)
    },
    text: () => lines.join('\n'),
  }
}
