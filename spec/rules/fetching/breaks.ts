import type { Rule } from '../rule.ts'
import { type Course, courseOf } from './course.ts'

/**
 * Asks what is wrong with what was seen.
 *
 * @param ofClient asks the same of programs that hold responses, where the rule says anything about them
 */
export function breaks(isBroken: (course: Course) => boolean, ofClient: Rule['broken'] = () => false): Rule['broken'] {
  return difference => {
    if (difference.program.form === 'client') return ofClient(difference)
    const course = courseOf(difference)
    return course !== null && isBroken(course)
  }
}
