/** More turns of the job queue than any chain of promises takes that waits for nothing. */
const many = 50

/** Whether a promise is settled without a checkpoint in between. */
export function settlesSoon(promise: PromiseLike<unknown>): Promise<boolean> {
  const soon = promise.then(
    () => true,
    () => true,
  )
  return Promise.race([soon, turns()])
}

async function turns(): Promise<false> {
  for (let i = 0; i < many; i++) await undefined
  return false
}
