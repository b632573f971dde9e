/** Who does the work: the first one is there, others are opened when there is work for them. */
export interface Workers<Worker> {
  readonly first: Worker
  readonly open: () => Promise<Worker>
  /** How many there may be in all. */
  readonly most: number
}

/**
 * Does pieces of work, several at a time, and gives what comes of them in the order of the pieces, as if one had been done
 * after the other. What a piece throws is thrown where it stands. Long ones are begun first: the last one of all would be
 * waited for alone.
 */
export async function* sideBySide<Piece, Worker, Result>(
  pieces: readonly Piece[],
  work: (piece: Piece, worker: Worker) => AsyncIterable<Result> | Iterable<Result>,
  { first, open, most }: Workers<Worker>,
  isLong: (piece: Piece) => boolean = () => false,
): AsyncGenerator<Result> {
  const order = [...pieces.keys()].sort(
    (a, b) => Number(isLong(pieces[b] as Piece)) - Number(isLong(pieces[a] as Piece)),
  )
  const results = pieces.map(() => Promise.withResolvers<readonly Result[]>())
  // Who gives up before the end does not ask what became of the rest.
  for (const { promise } of results) promise.catch(() => {})
  let begun = 0
  const lane = async (worker: Worker): Promise<void> => {
    while (begun < pieces.length) {
      const at = order[begun++] as number
      const { resolve, reject } = results[at] as (typeof results)[number]
      await Array.fromAsync(work(pieces[at] as Piece, worker)).then(resolve, reject)
    }
  }
  const start = async (worker: Worker | Promise<Worker>): Promise<void> => lane(await worker)
  const lanes = [start(first)]
  while (lanes.length < Math.min(most, pieces.length)) lanes.push(start(open()))
  // One that could not be opened has begun nothing: the others do its work.
  for (const one of lanes) one.catch(() => {})
  for (const { promise } of results) yield* await promise
}
