import type { Source } from '../rule.ts'

const helpers = (section: string, anchor: string): Source => ({
  title: 'Async Iterator Helpers (proposal)',
  section,
  url: `https://tc39.es/proposal-async-iterator-helpers/#${anchor}`,
})

export const helperMap = helpers('AsyncIterator.prototype.map', 'sec-asynciteratorprototype.map')
export const helperFilter = helpers('AsyncIterator.prototype.filter', 'sec-asynciteratorprototype.filter')
export const helperTake = helpers('AsyncIterator.prototype.take', 'sec-asynciteratorprototype.take')
export const helperFlatMap = helpers('AsyncIterator.prototype.flatMap', 'sec-asynciteratorprototype.flatmap')
export const helperReturn = helpers(
  '%AsyncIteratorHelperPrototype%.return',
  'sec-%asynciteratorhelperprototype%.return',
)

/** What the text is being revised to: the README says that requests are passed on, an issue what they are promised. */
export const helperConcurrency: Source = {
  title: 'Async Iterator Helpers (proposal)',
  section: 'Concurrency',
  url: 'https://github.com/tc39/proposal-async-iterator-helpers#concurrency',
}
export const helperConsistency: Source = {
  title: 'Async Iterator Helpers (proposal)',
  section: 'Issue 3: what is guaranteed of concurrent requests',
  url: 'https://github.com/tc39/proposal-async-iterator-helpers/issues/3',
}

/** The rules of a subscriber and of what it has subscribed to, which libraries of streams go by. */
const reactive = (section: string): Source => ({
  title: 'Reactive Streams 1.0.4',
  section,
  url: 'https://github.com/reactive-streams/reactive-streams-jvm/blob/v1.0.4/README.md#specification',
})

export const reactiveDemand = reactive('1.1: no more signals than were requested')
export const reactiveCancel = reactive('1.8: what is cancelled must eventually stop')
export const reactiveTerminal = reactive('1.7: nothing after the end')
