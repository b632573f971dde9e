import { type Native, type Requests, requestsOf } from './generator.ts'

type Result = IteratorResult<unknown>

/** A request that waits for the generator. */
export interface Request {
  readonly kind: 'next' | 'return' | 'throw'
  readonly ask: () => Promise<Result>
  readonly answer: { resolve(result: Result): void; reject(error: unknown): void }
}

/** Asks the engine's generator one request at a time; `enqueue` says where a request stands in the queue. */
export function queued(enqueue: (queue: Request[], request: Request) => void): (native: Native) => Requests {
  return native => {
    const queue: Request[] = []
    let running = false
    const drain = async (): Promise<void> => {
      if (running) return
      running = true
      for (let request = queue.shift(); request; request = queue.shift()) {
        await request.ask().then(request.answer.resolve, request.answer.reject)
      }
      running = false
    }
    const request = (kind: Request['kind'], ask: () => Promise<Result>): Promise<Result> => {
      const { promise, ...answer } = Promise.withResolvers<Result>()
      enqueue(queue, { kind, ask, answer })
      void drain()
      return promise
    }
    const plain = requestsOf(native)
    return {
      ...plain,
      next: (...given) => request('next', () => plain.next(...given)),
      return: (...given) => request('return', () => plain.return(...given)),
      throw: error => request('throw', () => plain.throw(error)),
    }
  }
}
