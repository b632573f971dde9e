import type { Question } from './questions.ts'
import type { TaskAnswers } from './tasks.ts'

/** Every question about structured concurrency in words, with every one of its answers. */
export const taskQuestions: { readonly [Field in keyof TaskAnswers]: Question<TaskAnswers[Field]> } = {
  acquisition: {
    question: 'A cancellation comes while a resource is being acquired: does the acquisition run to its end?',
    answers: {
      waits: 'yes, and the resource is released unused',
      interrupted: 'no, it ends there, and nothing is released',
    },
    rules: ['tasks.acquisition-completes', 'tasks.cancel-in-enter'],
  },
  cleanup: {
    question: 'A cancellation comes while a resource is being released, or in a finaliser: does that run to its end?',
    answers: { waits: 'yes', interrupted: 'no, the rest of it is left out' },
    rules: ['tasks.cleanup-completes', 'tasks.cancel-in-exit'],
  },
  cleanupErrors: {
    question: 'A task is cancelled, and its cleanup fails: does whoever has cancelled it get that error?',
    answers: { raised: 'yes', dropped: 'no, nobody does' },
    rules: ['tasks.cleanup-error-raised', 'tasks.cleanup-error-dropped'],
  },
  joinCancelled: {
    question: 'What does whoever joins a task get that was cancelled?',
    answers: {
      cancelled: 'it ends as if it had been cancelled itself, and no handler sees that',
      error: 'an error, which a handler may catch',
    },
    rules: ['tasks.join-gives-outcome'],
  },
  joinCancelledMeetsError: {
    question: 'Whoever has joined a cancelled task has a cleanup that fails: what does it go on with?',
    answers: { error: 'with the error', cancelled: 'as cancelled' },
    rules: ['tasks.join-gives-outcome'],
  },
  childError: {
    question: 'A child fails that nobody joins: what becomes of its parent?',
    answers: {
      'ends its parent': 'it is cancelled, and ends with that error',
      'waits for a joiner': 'nothing: whoever joins the child is told',
    },
    rules: ['tasks.child-error-ends-parent'],
  },
  children: {
    question: 'A task has come to the end of its body, and its children run: what becomes of them?',
    answers: {
      'one by one': 'they are cancelled, the last first, each when the one before it has ended',
      together: 'they are cancelled all at once',
      awaited: 'they are waited for',
    },
    rules: ['tasks.children-cancelled', 'tasks.children-end-first'],
  },
  groupError: {
    question: 'One of several that run side by side has failed, and another one fails too: whose error goes on?',
    answers: { first: 'that of the first', last: 'that of the last' },
    rules: ['tasks.group-cancels-siblings'],
  },
  bodyErrorMeetsChildError: {
    question: 'A body has failed, and while its cleanup runs a child fails, or its time is up: whose error goes on?',
    answers: { body: "the body's", child: 'the later one' },
    rules: ['tasks.child-error-ends-parent', 'tasks.timeout-converts-own-cancel'],
  },
  blocks: {
    question: 'When is what was made within a block over, that cleans up?',
    answers: {
      scopes: 'before the cleanup of the block begins',
      plain: 'with the task, as everything else that it makes',
    },
    rules: ['tasks.children-end-first', 'tasks.children-cancelled'],
  },
}

export const taskFields = Object.keys(taskQuestions) as readonly (keyof TaskAnswers)[]
