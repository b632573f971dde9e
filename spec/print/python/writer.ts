/** Collects lines of Python with their indentation. */
export interface PythonWriter {
  line(text: string): void
  /** `head:`, and the lines within indented; `pass` where there are none. */
  block(head: string, within: () => void): void
  /** A definition for the top of the text, or a closure's, where it stands. */
  definition(closes: boolean, write: () => void): void
  text(): string
}

export function createPythonWriter(): PythonWriter {
  const definitions: string[][] = []
  let lines: string[] = []
  let indent = ''
  const writer: PythonWriter = {
    line: text => void lines.push(text && indent + text),
    block(head, within) {
      writer.line(`${head}:`)
      const opened = lines.length
      const outer = indent
      indent += '    '
      within()
      if (lines.length === opened) writer.line('pass')
      indent = outer
    },
    definition(closes, write) {
      if (closes) {
        write()
        return
      }
      const [outerLines, outerIndent] = [lines, indent]
      lines = []
      indent = ''
      write()
      definitions.push(lines)
      lines = outerLines
      indent = outerIndent
    },
    text: () => [...definitions, lines].map(one => one.join('\n')).join('\n\n\n'),
  }
  return writer
}
