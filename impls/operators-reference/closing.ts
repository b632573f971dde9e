/**
 * Closes iterators side by side, and waits for all of them.
 *
 * @throws the first error of closing one, unless `failed`: then another error is on its way, and goes on
 */
export async function closeAll(iterators: Iterable<AsyncIterator<unknown>>, failed: boolean): Promise<void> {
  const closed = await Promise.allSettled([...iterators].map(async iterator => iterator.return?.()))
  const failure = closed.find(({ status }) => status === 'rejected')
  if (failure?.status === 'rejected' && !failed) throw failure.reason
}
