import type { RuleId } from '../rules/rule-id.ts'
import type { Dialect } from './dialect.ts'

/** A field of the dialect in words: what it asks, and what each answer means. */
export interface Question<Answer extends string> {
  readonly question: string
  readonly answers: Readonly<Record<Answer, string>>
  /** The rules that say what the answers come to: a program shows them where it gives one of these an occasion. */
  readonly rules: readonly RuleId[]
}

export type QuestionField = Exclude<keyof Dialect, 'name' | 'tasks' | 'operators' | 'fetching'>

/** Every question has every one of its answers: a missing one does not compile. */
export const questions: { readonly [Field in QuestionField]: Question<`${Dialect[Field]}`> } = {
  exitSees: {
    question: 'Is the exit of a resource told about the error that leaves its body?',
    answers: { error: 'it is given the error', nothing: 'it is given nothing' },
    rules: ['context-manager.exit-sees-error', 'context-manager.dispose-blind'],
  },
  exitSuppresses: {
    question: 'May the exit end an error by its result?',
    answers: { truthy: 'a truthy result ends it', never: 'no' },
    rules: ['context-manager.suppress'],
  },
  exitMayFail: {
    question: 'May an exit fail?',
    answers: { true: 'yes', false: 'no: what then happens is not defined' },
    rules: ['context-manager.exit-error-alone'],
  },
  exitErrorMeetsError: {
    question: 'An exit fails while another error is in flight: which goes on?',
    answers: {
      replaces: 'the new one',
      aggregates: 'both, as SuppressedError',
      yields: 'the first, the new one is dropped',
    },
    rules: ['context-manager.exit-error-replaces', 'context-manager.exit-error-aggregates'],
  },
  errorContext: {
    question: 'Is the replaced error kept as the context of the one that replaced it?',
    answers: { none: 'no', exits: 'for errors of exits', all: 'for every raise' },
    rules: ['exit-stack.context-equals-nesting'],
  },
  exitErrorAlone: {
    question: 'An exit fails after a body that ended well: what becomes of its error?',
    answers: { propagates: 'it goes on', dropped: 'it is dropped' },
    rules: ['context-manager.exit-error-alone'],
  },
  registerWhileClosing: {
    question: 'What does registering on a stack do while the stack is closing?',
    answers: { honoured: 'the new exit is run too', refused: 'it throws' },
    rules: ['exit-stack.register-while-closing'],
  },
  closedStack: {
    question: 'May a stack be used after it has been closed?',
    answers: { reusable: 'yes, as an empty one', refused: 'it throws' },
    rules: ['exit-stack.closed-refuses'],
  },
  concurrentRequests: {
    question: 'What becomes of a second request while the generator runs?',
    answers: { queued: 'it waits for its turn', refused: 'it fails' },
    rules: ['generator.concurrent-requests'],
  },
  closeSignal: {
    question: 'How does a suspended generator learn that it is closed?',
    answers: {
      'return completion': 'as by return: no catch sees it',
      exception: 'by an exception, which a catch may see',
    },
    rules: ['generator.close-signal'],
  },
  yieldWhileClosing: {
    question: 'What does a generator get that yields while it is being closed?',
    answers: { answered: 'the value is the answer, it lives on', refused: 'the closer gets an error' },
    rules: ['generator.yield-while-closing'],
  },
  throwAfterEnd: {
    question: 'What does throw() into a finished generator do?',
    answers: { rejects: 'it rejects with the error', answers: 'it answers as if nothing had been thrown' },
    rules: ['generator.finished-stays-finished'],
  },
  yieldAwaits: {
    question: 'Is the operand of yield awaited?',
    answers: { true: 'yes', false: 'no' },
    rules: ['generator.yield-awaits'],
  },
  leavingLoopCloses: {
    question: 'Does leaving a loop early close what it iterates?',
    answers: { true: 'yes', false: 'no' },
    rules: ['iteration.break-leaves-open', 'iteration.break-closes'],
  },
  closeErrorMeetsError: {
    question: 'The body of a loop throws and closing fails too: whose error goes on?',
    answers: { body: "the body's", close: "the closing's" },
    rules: ['iteration.body-error-wins'],
  },
  managerLookup: {
    question: 'In which order are the two methods of a manager looked up?',
    answers: { 'enter first': 'enter, then exit', 'exit first': 'exit, then enter' },
    rules: ['context-manager.method-lookup'],
  },
  secondYield: {
    question: 'What becomes of a generator function that, as a manager, yields a second time?',
    answers: { closed: 'it is closed', left: 'it stays suspended there' },
    rules: ['context-manager.exit-once'],
  },
  stopThrownBeforeStart: {
    question: 'What ends an iteration is thrown into a generator that has not started: how does it come out?',
    answers: { wrapped: 'as a RuntimeError', passes: 'as it is' },
    rules: ['generator.throw-before-start', 'generator.stop-iteration-wrapped'],
  },
  closeInterrupted: {
    question: 'The task that closes a generator is cancelled meanwhile: what is the generator then?',
    answers: { 'stays running': 'taken to be running for ever', finished: 'finished, as any other' },
    rules: ['generator.finished-stays-finished'],
  },
  groupUncancels: {
    question: 'When does a group of tasks take back the cancellation of its own task?',
    answers: {
      'before waiting': 'before it waits for the children',
      'after waiting': 'afterwards; if it fails, the request of somebody else is made again',
    },
    rules: ['tasks.group-error-order', 'tasks.group-waits'],
  },
  uncancelDropsPending: {
    question: 'Does taking back the last request to cancel a task drop one that has not been delivered?',
    answers: { true: 'yes', false: 'no' },
    rules: ['tasks.cancel-once'],
  },
  timeoutConverts: {
    question: 'A task that has been cancelled before meets a timeout: does that convert its own cancellation?',
    answers: { 'own request': 'yes', 'last request': 'no, and its error has no cause' },
    rules: ['tasks.timeout-converts-own-cancel'],
  },
  timeoutInContexts: {
    question: 'Is a TimeoutError put into the contexts of an error of the cleanup that a timeout has brought about?',
    answers: { true: 'yes', false: 'no' },
    rules: ['tasks.timeout-converts-own-cancel'],
  },
}

export const questionFields = Object.keys(questions) as readonly QuestionField[]
