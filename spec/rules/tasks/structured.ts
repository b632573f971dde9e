import { inLibraries } from '../applies.ts'
import { otherAnswer } from '../queries.ts'
import type { Rule } from '../rule.ts'
import {
  acquireUseRelease,
  effectFibers,
  effectInterruption,
  effectionErrors,
  effectionScope,
  effectionSpawn,
} from '../sources/structured.ts'
import { actorOf, castOf, cutShort, endOf, isAsked, outlives, passed } from './observed.ts'

/** occasion: the first event after somebody has cancelled a task that had begun. */
export const cancelWaits: Rule = {
  id: 'tasks.cancel-waits',
  level: 'must',
  statement: 'Whoever cancels a task goes on only when that task, its cleanup and its children are over.',
  intent: 'What was cancelled must not still hold what comes next needs.',
  sources: [effectInterruption, effectionSpawn],
  applies: inLibraries(),
  hints: [
    'Check that cancelling waits for the end of the task, and not for its being told.',
    'Check that the children of the task are waited for as well.',
  ],
  broken: d => {
    const cast = castOf(d.program)
    return cast.cancels.some(({ task, text }) => outlives(d, cast, actorOf(task), passed(d.observed, text)))
  },
}

/** occasion: that a resource has been acquired, when a cancellation has come meanwhile. */
export const acquisitionCompletes: Rule = {
  id: 'tasks.acquisition-completes',
  level: 'must',
  statement:
    'A cancellation during an acquisition that no cancellation interrupts waits for its end, ' +
    'and what was acquired is released.',
  intent: 'A resource is either held, and then released, or was never there.',
  sources: [acquireUseRelease, effectInterruption],
  applies: inLibraries(({ acquisition }) => acquisition === 'waits'),
  hints: [
    'Check that cancellations are kept away from the acquisition.',
    'Check that the release is registered before the first cancellation can come.',
  ],
  broken: d => cutShort(d, castOf(d.program), 'enter', 'entered'),
}

/** occasion: that a resource has been released, when a cancellation has come meanwhile. */
export const cleanupCompletes: Rule = {
  id: 'tasks.cleanup-completes',
  level: 'must',
  statement: 'A cancellation during a release that no cancellation interrupts waits for its end.',
  intent: 'Cleanup that was begun is carried through.',
  sources: [acquireUseRelease, effectInterruption],
  applies: inLibraries(({ cleanup }) => cleanup === 'waits'),
  hints: [
    'Check that cancellations are kept away from the release.',
    'Look at a release that runs after a body that has ended well: it is as precious as any other.',
  ],
  broken: d => cutShort(d, castOf(d.program), 'exit', 'exited'),
}

/** occasion: the first event after the body of a task has ended whose children still run. */
export const childrenEndFirst: Rule = {
  id: 'tasks.children-end-first',
  level: 'must',
  statement: 'A task is over only when its children are: nobody learns of its end before theirs.',
  intent: 'No task outlives the one that has made it.',
  sources: [effectFibers, effectionSpawn],
  applies: inLibraries(),
  hints: [
    'Check that the end of a body waits for the children, however it ends.',
    'Check that children which are cancelled then are waited for until their cleanup is over.',
  ],
  broken: d => {
    const cast = castOf(d.program)
    const main = endOf(d.observed, 'main')
    return (
      outlives(d, cast, 'main', main) ||
      cast.joins.some(({ task, text }) => outlives(d, cast, actorOf(task), passed(d.observed, text)))
    )
  },
}

/** occasion: the first event after the body of a task has ended whose children, which still run, are then cancelled. */
export const childrenCancelled: Rule = {
  id: 'tasks.children-cancelled',
  level: 'must',
  statement: 'Children that still run when the body of their parent has ended are cancelled.',
  intent: 'Work that nobody can ask for any more is given up.',
  sources: [effectFibers, effectionSpawn],
  applies: inLibraries(({ children }) => children !== 'awaited'),
  hints: [
    'Check that the end of a body cancels the children that still run.',
    'Check that this is so when the body has failed, and when it was cancelled, as well.',
  ],
  broken: d => {
    const cast = castOf(d.program)
    const members = new Set(cast.groups.flatMap(({ branches }) => branches.map(({ actor }) => actor)))
    return [...cast.parents.keys()].some(actor => {
      const [wanted, got] = [endOf(d.expected, actor), endOf(d.observed, actor)]
      return (
        !members.has(actor) &&
        !isAsked(cast, actor) &&
        wanted?.what === 'cancelled' &&
        // One that fails may have done so before: see `body-error-not-raised`.
        got?.what === 'returns'
      )
    })
  },
}

/** occasion: the first event after a child has failed, and the event that shows its error. */
export const childErrorEndsParent: Rule = {
  id: 'tasks.child-error-ends-parent',
  level: 'must',
  statement: 'A child that fails ends its parent, which is cancelled and then fails with that error.',
  intent: 'No failure is lost because nobody waits for the task that has failed.',
  sources: [effectionErrors, effectionScope],
  applies: inLibraries(({ childError }) => childError === 'ends its parent'),
  hints: [
    'Check that the failure of a task is told to its parent, whether or not anybody joins it.',
    'Check that the parent runs its finalisers, as if it had been cancelled, before it fails.',
  ],
  broken: d => {
    const { parents } = castOf(d.program)
    return [...parents].some(([actor, parent]) => {
      if (parent === null || endOf(d.observed, actor)?.what !== 'throws') return false
      return endOf(d.expected, parent)?.what !== 'returns' && endOf(d.observed, parent)?.what === 'returns'
    })
  },
}

/** occasion: the event that shows what came of a task that was joined. */
export const joinGivesOutcome: Rule = {
  id: 'tasks.join-gives-outcome',
  level: 'must',
  statement: 'Whoever joins a task gets its value, or the very error that it has failed with.',
  intent: 'A task is a function call that has been put off: its outcome is that of its body.',
  sources: [effectFibers, effectionSpawn],
  applies: inLibraries(),
  hints: [
    'Check that the value of the body, and not of its last operation, is handed over.',
    'Check that the error is the same object, and not wrapped.',
  ],
  broken: d => {
    const joined = castOf(d.program).joins.some(({ task, text }) => {
      const [end, got] = [endOf(d.observed, actorOf(task)), passed(d.observed, text)]
      if (!end || !got) return false
      return end.what !== 'returns' || (end.value || 'undefined') !== got.value
    })
    return joined || otherAnswer(d)
  },
}
