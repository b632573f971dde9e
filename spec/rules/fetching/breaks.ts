import type { Rule } from '../rule.ts'
import { type Course, courseOf } from './course.ts'

/** Asks what is wrong with what was seen. */
export function breaks(isBroken: (course: Course) => boolean): Rule['broken'] {
  return difference => {
    const course = courseOf(difference)
    return course !== null && isBroken(course)
  }
}
