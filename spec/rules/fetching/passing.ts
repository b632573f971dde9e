import type { Request } from '../../program/fetching/elaborated.ts'
import { isChunked, isJson, redirects } from '../../program/fetching/script.ts'
import { inFetching } from '../applies.ts'
import type { Rule } from '../rule.ts'
import { consumeBody, enqueueChunk, fetchMethod, httpRedirect, textMethod } from '../sources/fetch.ts'
import { breaks } from './breaks.ts'
import type { Course } from './course.ts'
import { spoilsText } from './held.ts'

/** A result of this kind came with another text or URL, was left out, or failed though nothing had. */
function spoils({ requests, delivered, thrown, left, aborted }: Course, isOne: (request: Request) => boolean): boolean {
  return requests.some(({ request, failed }) => {
    if (request.text === null || !isOne(request)) return false
    const given = delivered.find(({ name }) => name.split('/')[0] === request.name)
    if (given) return given.name !== request.name || given.text !== JSON.stringify(request.text)
    return failed === null && aborted === null && (thrown === request.name || left?.how === 'end')
  })
}

/** occasion: the event that hands the result over. */
export const redirect: Rule = {
  id: 'fetching.redirect',
  level: 'must',
  statement: 'A redirect is followed, and its result handed over under the URL that was asked for.',
  intent: "Where a response comes from in the end is the server's business.",
  sources: [httpRedirect, fetchMethod],
  applies: inFetching,
  hints: [
    'Check that redirects are followed.',
    'Check that the URL of the result is the one that was given, not response.url.',
  ],
  broken: breaks(course => spoils(course, ({ steps }) => redirects(steps)), spoilsText),
}

/** occasion: the event that hands the result over. */
export const emptyBody: Rule = {
  id: 'fetching.empty-body',
  level: 'must',
  statement: 'An empty body is the empty text.',
  intent: 'A result without content is a result.',
  sources: [textMethod, consumeBody],
  applies: inFetching,
  hints: [
    'Check that an empty text is not taken for no result.',
    'Check that a response without a body is no failure.',
  ],
  broken: breaks(course => spoils(course, ({ text }) => text === ''), spoilsText),
}

/** occasion: the event that hands the result over. */
export const badJson: Rule = {
  id: 'fetching.bad-json',
  level: 'must',
  statement: 'A body that calls itself JSON and is none is handed over as the text that it is.',
  intent: 'Whoever asks for text does not ask for it to be parsed.',
  sources: [textMethod],
  applies: inFetching,
  hints: ['Check that the client does not parse by content type.', 'Check that the text is given as it came.'],
  broken: breaks(course => spoils(course, ({ steps }) => isJson(steps)), spoilsText),
}

/** occasion: the event that hands the result over. */
export const chunkedBody: Rule = {
  id: 'fetching.chunked-body',
  level: 'must',
  statement: 'A body that comes in pieces is handed over when all of it has come, as a whole.',
  intent: 'How a network cuts a body into pieces says nothing.',
  sources: [enqueueChunk, textMethod],
  applies: inFetching,
  hints: [
    'Check that the body is read to its end before the result is handed over.',
    'Check that pieces are put together in their order.',
  ],
  broken: breaks(course => spoils(course, ({ steps }) => isChunked(steps)), spoilsText),
}
