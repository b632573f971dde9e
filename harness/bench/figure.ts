/** What a benchmark found. */
export interface Figure {
  readonly what: string
  readonly value: number
  readonly unit: 'cases/s' | 'ratio'
  /** What is asked: at least so many cases a second, at most that ratio. */
  readonly asked: number
}

export function formatFigure({ what, value, unit, asked }: Figure): string {
  const met = unit === 'ratio' ? value <= asked : value >= asked
  const shown = unit === 'ratio' ? value.toFixed(2) : Math.round(value).toLocaleString('en')
  const limit = unit === 'ratio' ? `at most ${asked}` : `at least ${asked.toLocaleString('en')}`
  return `${met ? '✓' : '✗'} ${what.padEnd(58)} ${shown.padStart(9)} ${unit.padEnd(7)}  asked: ${limit}`
}

/** The shortest of several rounds, in seconds: what disturbs a measurement only makes it longer. */
export async function best(rounds: number, run: () => unknown): Promise<number> {
  let shortest = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await run()
    shortest = Math.min(shortest, (performance.now() - start) / 1000)
  }
  return shortest
}
