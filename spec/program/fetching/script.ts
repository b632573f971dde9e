/** What the script of a request is like. */
import type * as el from './elaborated.ts'

type Steps = el.Request['steps']

export const redirects = (steps: Steps): boolean =>
  steps.some(({ acts }) => acts.some(({ kind }) => kind === 'redirect'))

export const isJson = (steps: Steps): boolean =>
  steps.some(({ acts }) => acts.some(act => act.kind === 'headers' && act.type === 'json'))

/** Its body comes in several pieces, at different times. */
export const isChunked = (steps: Steps): boolean => {
  const bodies = steps.filter(({ acts }) => acts.some(({ kind }) => kind === 'chunk'))
  return bodies.length > 1 || (bodies.length === 1 && bodies[0]?.acts.every(({ kind }) => kind !== 'headers') === true)
}

/** All of its body that is sent, whether or not it comes to its end. */
export const bodyOf = (steps: Steps): string =>
  steps.flatMap(({ acts }) => acts.flatMap(act => (act.kind === 'chunk' ? [act.text] : []))).join('')
