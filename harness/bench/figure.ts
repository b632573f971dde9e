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

type Run = () => unknown

/** The shortest of several rounds, in seconds: what disturbs a measurement only makes it longer. */
export async function best(rounds: number, run: Run): Promise<number> {
  const [shortest = Number.NaN] = await bestByTurns(rounds, [run])
  return shortest
}

/** The same of several, by turns: what disturbs for some seconds does not disturb all the rounds of one of them. */
export async function bestByTurns(rounds: number, runs: readonly Run[]): Promise<number[]> {
  const shortest = runs.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < rounds; round++) {
    for (const [i, run] of runs.entries()) shortest[i] = Math.min(shortest[i] as number, await secondsOf(run))
  }
  return shortest
}

/**
 * How many times as long all that is on the left takes as all that is on the right, over all rounds. Both sides go through
 * their slices by turns: the shorter the slices, the more evenly is what disturbs spread over both.
 */
export async function ratioByTurns(rounds: number, slices: readonly (readonly [Run, Run])[]): Promise<number> {
  const sums: [number, number] = [0, 0]
  for (let round = 0; round < rounds; round++) {
    for (const [i, slice] of slices.entries()) {
      for (const side of (i + round) % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        sums[side] += await secondsOf(slice[side])
      }
    }
  }
  return sums[0] / sums[1]
}

async function secondsOf(run: Run): Promise<number> {
  const start = performance.now()
  await run()
  return (performance.now() - start) / 1000
}
