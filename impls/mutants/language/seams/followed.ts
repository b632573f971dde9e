import { type Native, type Requests, requestsOf } from './generator.ts'
import { inOrder } from './in-order.ts'

type Result = IteratorResult<unknown>

/** Where a generator stands, as its answers tell. */
export interface Course {
  state: 'not started' | 'suspended' | 'ended'
  /** Requests that have not been answered. */
  open: number
  /** How many values it has yielded. */
  yielded: number
}

/** Asks the engine's generator, and follows where it stands; `flaw` replaces some of the requests. */
export function followed(
  flaw: (requests: Requests, course: Course, native: Native) => Partial<Requests>,
): (native: Native) => Requests {
  return native => {
    const course: Course = { state: 'not started', open: 0, yielded: 0 }
    const plain = requestsOf(native)
    const follow = <Given extends unknown[]>(ask: (...given: Given) => Promise<Result>, closes: boolean) => {
      return async (...given: Given): Promise<Result> => {
        if (closes && course.state === 'not started') course.state = 'ended'
        if (course.state === 'not started') course.state = 'suspended'
        course.open++
        try {
          const answer = await ask(...given)
          if (answer.done) course.state = 'ended'
          else course.yielded++
          return answer
        } catch (error) {
          course.state = 'ended'
          throw error
        } finally {
          course.open--
        }
      }
    }
    const requests: Requests = {
      ...plain,
      next: follow(plain.next, false),
      return: follow(plain.return, true),
      throw: follow(plain.throw, true),
    }
    return inOrder({ ...requests, ...flaw(requests, course, native) })
  }
}
