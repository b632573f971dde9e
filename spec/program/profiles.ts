import type { Chapter, SubjectKind } from '../rules/rule.ts'
import type { Feature, Weights } from './grammar.ts'

/** Which programs a chapter runs on a subject: features with their weights, and how large the programs get. */
export interface Profile {
  readonly chapter: Chapter
  readonly subject: SubjectKind
  readonly weights: Weights
  /** Half of the programs that are drawn are a single statement of these kinds, if there are any. */
  readonly focus: readonly Feature[]
  /** Sizes are drawn evenly from 1 to this. */
  readonly largest: number
}

/** What every program may do. */
const core: Weights = { event: 4, checkpoint: 4, raise: 3, return: 2, catch: 3, 'raise-again': 1, finally: 2 }
const jumps: Weights = { break: 2, continue: 1, labelled: 1, repeat: 2 }
const exits: Weights = { 'exit-waits': 1, 'exit-fails': 1, enter: 1, several: 1 }
const resources: Weights = { ...exits, nullish: 3, refused: 1, carriers: 1, methods: 2, 'exit-returns': 1 }
const sources: Weights = { 'loop-generator': 8, 'loop-iterator': 8, 'loop-sync': 3, 'iterator-faults': 1 }
const yields: Weights = { yield: 14, 'yield-promise': 1, 'yield-records': 1, 'return-promise': 1 }
const requests: Weights = { open: 3, request: 2, 'request-throw': 2, 'request-return': 2, burst: 2 }

const language: readonly Omit<Profile, 'subject'>[] = [
  {
    chapter: 'context-manager',
    focus: [],
    weights: {
      ...core,
      ...jumps,
      ...resources,
      'await-using': 10,
      using: 4,
      shadow: 1,
      'repeat-head': 1,
      'for-of': 2,
      'for-await-of': 1,
      'return-promise': 1,
    },
    largest: 14,
  },
  {
    chapter: 'exit-stack',
    focus: ['stack', 'stack-loose'],
    weights: {
      ...core,
      ...resources,
      'await-using': 2,
      stack: 8,
      'stack-loose': 3,
      'stack-use': 9,
      'stack-adopt': 3,
      'stack-defer': 5,
      'stack-move': 2,
      'stack-close': 7,
      'stack-bad': 1,
      'stack-reentrant': 1,
    },
    largest: 14,
  },
  {
    chapter: 'generator',
    focus: ['open'],
    weights: {
      ...core,
      ...yields,
      ...requests,
      ...exits,
      finally: 5,
      break: 1,
      repeat: 1,
      'await-using': 2,
      delegate: 2,
      'loop-generator': 1,
      'loop-shared': 2,
      'loop-iterator': 1,
      'loop-sync': 1,
      'iterator-faults': 1,
      concurrently: 1,
    },
    largest: 18,
  },
  {
    chapter: 'iteration',
    focus: ['loop-generator', 'loop-iterator', 'loop-sync'],
    weights: {
      ...core,
      ...jumps,
      ...yields,
      ...sources,
      ...exits,
      break: 8,
      continue: 6,
      return: 4,
      'await-using': 1,
      'from-async': 1,
      delegate: 1,
      open: 1,
      request: 2,
      'loop-shared': 2,
    },
    largest: 16,
  },
]

const asks: Weights = { open: 3, ask: 2, 'ask-send': 2, 'ask-throw': 3, 'ask-close': 6 }
const pythonExits: Weights = { ...exits, 'exit-truthy': 1, 'exit-again': 1, 'exit-bare': 1, 'manager-faults': 1 }

const inPython: readonly Omit<Profile, 'subject'>[] = [
  {
    chapter: 'context-manager',
    focus: ['async-with'],
    weights: {
      ...core,
      ...pythonExits,
      raise: 6,
      catch: 6,
      'raise-again': 2,
      'raise-caught': 3,
      'raise-from': 3,
      'raise-stop': 1,
      'catch-everything': 1,
      break: 2,
      continue: 1,
      repeat: 2,
      'async-with': 12,
      carriers: 1,
      refused: 1,
      'function-manager': 12,
      yield: 4,
    },
    largest: 14,
  },
  {
    chapter: 'exit-stack',
    focus: ['stack', 'stack-loose'],
    weights: {
      ...core,
      ...pythonExits,
      raise: 6,
      'raise-caught': 2,
      'async-with': 2,
      refused: 1,
      'function-manager': 2,
      yield: 4,
      stack: 8,
      'stack-loose': 3,
      'stack-enter': 8,
      'stack-push': 3,
      'stack-callback': 4,
      'stack-move': 2,
      'stack-close': 3,
      'stack-reentrant': 1,
    },
    largest: 14,
  },
  {
    chapter: 'generator',
    focus: ['open'],
    weights: {
      ...core,
      ...exits,
      ...asks,
      yield: 14,
      'yield-records': 1,
      'raise-stop': 1,
      'catch-everything': 2,
      finally: 5,
      repeat: 1,
      break: 1,
      'async-with': 2,
      'loop-generator': 1,
      'loop-shared': 2,
      aclosing: 1,
      concurrently: 3,
    },
    largest: 18,
  },
  {
    chapter: 'iteration',
    focus: ['loop-generator', 'loop-iterator', 'collect'],
    weights: {
      ...core,
      ...exits,
      yield: 14,
      'yield-records': 1,
      'raise-stop': 1,
      'catch-everything': 1,
      finally: 5,
      repeat: 2,
      break: 8,
      continue: 6,
      return: 4,
      'async-with': 1,
      'loop-generator': 16,
      'loop-iterator': 4,
      'loop-shared': 2,
      'iterator-faults': 1,
      'loop-else': 1,
      aclosing: 2,
      open: 1,
      ask: 2,
      'ask-close': 4,
      collect: 3,
      comprehension: 2,
    },
    largest: 16,
  },
]

export const profiles: readonly Profile[] = [
  ...language.map((profile): Profile => ({ ...profile, subject: 'language' })),
  {
    chapter: 'context-manager',
    focus: ['with'],
    subject: 'bracket',
    weights: { ...core, ...exits, raise: 6, repeat: 1, break: 1, with: 12, 'exit-truthy': 1, 'exit-again': 1 },
    largest: 14,
  },
  {
    chapter: 'exit-stack',
    focus: ['stack', 'stack-loose'],
    subject: 'exitStack',
    weights: {
      event: 4,
      checkpoint: 4,
      raise: 3,
      catch: 3,
      'raise-again': 1,
      finally: 2,
      ...exits,
      'exit-truthy': 1,
      'exit-again': 1,
      stack: 8,
      'stack-loose': 3,
      'stack-enter': 8,
      'stack-push': 3,
      'stack-callback': 4,
      'stack-move': 2,
      'stack-close': 3,
      'stack-reentrant': 1,
    },
    largest: 14,
  },
  {
    chapter: 'exit-stack',
    focus: ['stack', 'stack-loose'],
    subject: 'disposableStack',
    weights: {
      ...core,
      ...resources,
      stack: 8,
      'stack-loose': 3,
      'stack-use': 9,
      'stack-adopt': 3,
      'stack-defer': 5,
      'stack-move': 2,
      'stack-close': 7,
      'stack-bad': 1,
      'stack-reentrant': 1,
    },
    largest: 14,
  },
  ...inPython.map(
    ({ weights, ...profile }): Profile => ({ ...profile, weights: { python: 1, ...weights }, subject: 'python' }),
  ),
]
