import type { Dialect } from './dialect.ts'

/** A field of the dialect in words: what it asks, and what each answer means. */
export interface Question<Answer extends string> {
  readonly question: string
  readonly answers: Readonly<Record<Answer, string>>
}

export type QuestionField = Exclude<keyof Dialect, 'name'>

/** Every question has every one of its answers: a missing one does not compile. */
export const questions: { readonly [Field in QuestionField]: Question<`${Dialect[Field]}`> } = {
  exitSees: {
    question: 'Is the exit of a resource told about the error that leaves its body?',
    answers: { error: 'it is given the error', nothing: 'it is given nothing' },
  },
  exitSuppresses: {
    question: 'May the exit end an error by its result?',
    answers: { truthy: 'a truthy result ends it', never: 'no' },
  },
  exitMayFail: {
    question: 'May an exit fail?',
    answers: { true: 'yes', false: 'no: what then happens is not defined' },
  },
  exitErrorMeetsError: {
    question: 'An exit fails while another error is in flight: which goes on?',
    answers: {
      replaces: 'the new one',
      aggregates: 'both, as SuppressedError',
      yields: 'the first, the new one is dropped',
    },
  },
  errorContext: {
    question: 'Is the replaced error kept as the context of the one that replaced it?',
    answers: { none: 'no', exits: 'for errors of exits', all: 'for every raise' },
  },
  exitErrorAlone: {
    question: 'An exit fails after a body that ended well: what becomes of its error?',
    answers: { propagates: 'it goes on', dropped: 'it is dropped' },
  },
  registerWhileClosing: {
    question: 'What does registering on a stack do while the stack is closing?',
    answers: { honoured: 'the new exit is run too', refused: 'it throws' },
  },
  closedStack: {
    question: 'May a stack be used after it has been closed?',
    answers: { reusable: 'yes, as an empty one', refused: 'it throws' },
  },
  concurrentRequests: {
    question: 'What becomes of a second request while the generator runs?',
    answers: { queued: 'it waits for its turn', refused: 'it fails' },
  },
  closeSignal: {
    question: 'How does a suspended generator learn that it is closed?',
    answers: {
      'return completion': 'as by return: no catch sees it',
      exception: 'by an exception, which a catch may see',
    },
  },
  yieldWhileClosing: {
    question: 'What does a generator get that yields while it is being closed?',
    answers: { answered: 'the value is the answer, it lives on', refused: 'the closer gets an error' },
  },
  throwAfterEnd: {
    question: 'What does throw() into a finished generator do?',
    answers: { rejects: 'it rejects with the error', answers: 'it answers as if nothing had been thrown' },
  },
  yieldAwaits: {
    question: 'Is the operand of yield awaited?',
    answers: { true: 'yes', false: 'no' },
  },
  leavingLoopCloses: {
    question: 'Does leaving a loop early close what it iterates?',
    answers: { true: 'yes', false: 'no' },
  },
  closeErrorMeetsError: {
    question: 'The body of a loop throws and closing fails too: whose error goes on?',
    answers: { body: "the body's", close: "the closing's" },
  },
  managerLookup: {
    question: 'In which order are the two methods of a manager looked up?',
    answers: { 'enter first': 'enter, then exit', 'exit first': 'exit, then enter' },
  },
  secondYield: {
    question: 'What becomes of a generator function that, as a manager, yields a second time?',
    answers: { closed: 'it is closed', left: 'it stays suspended there' },
  },
  groupUncancels: {
    question: 'When does a group of tasks take back the cancellation of its own task?',
    answers: {
      'before waiting': 'before it waits for the children',
      'after waiting': 'afterwards; if it fails, the request of somebody else is made again',
    },
  },
  uncancelDropsPending: {
    question: 'Does taking back the last request to cancel a task drop one that has not been delivered?',
    answers: { true: 'yes', false: 'no' },
  },
  timeoutInContexts: {
    question: 'Is a TimeoutError put into the contexts of an error of the cleanup that a timeout has brought about?',
    answers: { true: 'yes', false: 'no' },
  },
}

export const questionFields = Object.keys(questions) as readonly QuestionField[]
