import type { Source } from '../rule.ts'

const standard =
  (title: string, page: string) =>
  (section: string, anchor: string): Source => ({ title, section, url: `${page}#${anchor}` })

const fetch = standard('Fetch Standard', 'https://fetch.spec.whatwg.org/')
const dom = standard('DOM Standard', 'https://dom.spec.whatwg.org/')
const streams = standard('Streams Standard', 'https://streams.spec.whatwg.org/')
const html = standard('HTML Standard', 'https://html.spec.whatwg.org/multipage/webappapis.html')

export const fetchMethod = fetch('Fetch method', 'fetch-method')
export const abortFetchCall = fetch('abort a fetch() call', 'abort-fetch')
export const networkError = fetch('network error', 'concept-network-error')
export const okStatus = fetch('ok status', 'ok-status')
export const httpRedirect = fetch('HTTP-redirect fetch', 'concept-http-redirect-fetch')
export const consumeBody = fetch('consume body', 'concept-body-consume-body')
export const textMethod = fetch('text()', 'dom-body-text')
export const garbageCollection = fetch('Garbage collection', 'garbage-collection')

export const signalAbort = dom('signal abort', 'abortsignal-signal-abort')
export const abortReason = dom('abort reason', 'abortsignal-abort-reason')
export const abortingApis = dom(
  'Using AbortController and AbortSignal objects in APIs',
  'abortcontroller-api-integration',
)

export const readableStreamCancel = streams('ReadableStreamCancel', 'readable-stream-cancel')
export const readableStreamError = streams('ReadableStreamError', 'readable-stream-error')
export const enqueueChunk = streams(
  'ReadableStreamDefaultControllerEnqueue',
  'readable-stream-default-controller-enqueue',
)

export const unhandledRejections = html('Unhandled promise rejections', 'unhandled-promise-rejections')
