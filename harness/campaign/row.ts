/** The same row of numbers, long enough to have one at this index: at least twice as long, so that it seldom has to grow. */
export function withRoomFor(row: Int32Array<ArrayBuffer>, index: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(Math.max(index + 1, row.length * 2))
  longer.set(row)
  return longer
}
