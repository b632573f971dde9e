import type { Requests } from './generator.ts'

/** A flaw may take its time over an answer: those to later requests wait for it. */
export function inOrder(requests: Requests): Requests {
  let latest: Promise<unknown> = Promise.resolve()
  const wait = <Given extends unknown[]>(ask: (...given: Given) => Promise<IteratorResult<unknown>>) => {
    return (...given: Given): Promise<IteratorResult<unknown>> => {
      const answer = ask(...given)
      const answered = latest.then(() => answer)
      latest = Promise.allSettled([answered, answer])
      return answered
    }
  }
  return {
    ...requests,
    next: wait(requests.next),
    return: wait(requests.return),
    throw: wait(requests.throw),
  }
}
