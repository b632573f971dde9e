/** A trace under the name of who produced it. */
export interface NamedTrace {
  readonly name: string
  readonly trace: readonly string[]
}

/** Traces side by side, with a mark at the first row where they part. */
export function formatTraces(columns: readonly NamedTrace[]): string {
  const rows = Math.max(...columns.map(({ trace }) => trace.length))
  const widths = columns.map(({ name, trace }) => Math.max(...[name, ...trace].map(text => text.length)))
  const line = (mark: string, cells: readonly string[]) =>
    `${mark} ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')}`.trimEnd()
  const lines = [
    line(
      ' ',
      columns.map(({ name }) => name),
    ),
  ]
  let parted = false
  for (let row = 0; row < rows; row++) {
    const cells = columns.map(({ trace }) => trace[row] ?? '')
    const parts: boolean = !parted && cells.some(cell => cell !== cells[0])
    parted ||= parts
    lines.push(line(parts ? '≠' : ' ', cells))
  }
  return lines.join('\n')
}
