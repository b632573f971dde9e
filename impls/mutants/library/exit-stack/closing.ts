import type { Mutant } from '../../mutant.ts'
import { type Ending, hasFailed } from '../reference/ending.ts'
import { type Exit, type Held, pythonSteps, type Steps } from '../reference/exit-stack.ts'
import { pythonExitStack } from '../reference/implementations.ts'

/** A loop over a copy of the list, which stays as it is. */
const overCopy: Steps['unwind'] = (held, failure, steps) =>
  pythonSteps.unwind({ ...held, exits: [...held.exits] }, failure, steps)

/** A loop that is left when this holds of an exit. */
const stopping =
  (stops: (exit: Ending) => boolean): Steps['unwind'] =>
  (held, failure, steps) => {
    let stopped = false
    const next = (all: Held): Exit | undefined => (stopped ? undefined : steps.next(all))
    const run: Steps['run'] = async (exit, pending) => {
      const ending = await steps.run(exit, pending)
      stopped = stops(ending)
      return ending
    }
    return pythonSteps.unwind(held, failure, { ...steps, next, run })
  }

/** Takes the last exit of this kind off the list. */
function lastOf(kind: Exit['kind'], { exits }: Held): Exit | undefined {
  const at = exits.findLastIndex(exit => exit.kind === kind)
  return at < 0 ? undefined : exits.splice(at, 1)[0]
}

export const closing: readonly Mutant[] = [
  {
    name: 'stack-exits-first-in-first-out',
    rule: 'exit-stack.lifo',
    flaw: 'The list of exits is run from its start.',
    implementation: pythonExitStack({ next: held => held.exits.shift() }),
  },
  {
    name: 'stack-callbacks-run-last',
    rule: 'exit-stack.lifo',
    flaw: 'Callbacks have a list of their own, which is run after that of the managers.',
    implementation: pythonExitStack({ next: held => lastOf('manager', held) ?? lastOf('callback', held) }),
  },
  {
    name: 'stack-misordered-from-the-third-exit-on',
    rule: 'exit-stack.lifo',
    flaw: 'The last but one is taken where three or more exits are left.',
    implementation: pythonExitStack({
      next: ({ exits }) => (exits.length > 2 ? exits.splice(-2, 1)[0] : exits.pop()),
    }),
  },
  {
    name: 'stack-exits-side-by-side',
    rule: 'exit-stack.lifo',
    flaw: 'All exits are called at once, each told of the same error, and awaited together.',
    implementation: pythonExitStack({
      async unwind(held, failure, steps) {
        const exits = held.exits.splice(0).reverse()
        const endings = await Promise.all(exits.map(exit => steps.run(exit, failure)))
        return endings.reduce<typeof failure>((pending, ending) => steps.combine(pending, ending, failure), failure)
      },
    }),
  },
  {
    name: 'stack-stops-at-a-failing-exit',
    rule: 'exit-stack.all-exits-run',
    flaw: 'The loop over the exits is left by the error of one of them.',
    implementation: pythonExitStack({ unwind: stopping(hasFailed) }),
  },
  {
    name: 'stack-stops-at-a-suppressing-exit',
    rule: 'exit-stack.all-exits-run',
    flaw: 'The loop over the exits ends with the first that answers true.',
    implementation: pythonExitStack({ unwind: stopping(exit => !hasFailed(exit) && Boolean(exit.value)) }),
  },
  {
    name: 'stack-failing-exit-called-again',
    rule: 'exit-stack.all-exits-run',
    flaw: 'An exit is taken off the list only when it has ended well, and is tried once more.',
    implementation: pythonExitStack({
      async run(exit, pending) {
        const ending = await pythonSteps.run(exit, pending)
        return hasFailed(ending) ? pythonSteps.run(exit, pending) : ending
      },
    }),
  },
  {
    name: 'stack-holds-two-at-most',
    rule: 'exit-stack.all-exits-run',
    flaw: 'From the third exit on, the one that was registered first is forgotten.',
    implementation: pythonExitStack({
      push(held, exit) {
        held.exits = [...held.exits, exit].slice(-2)
      },
    }),
  },
  {
    name: 'second-close-runs-again',
    rule: 'exit-stack.close-idempotent',
    flaw: 'Closing does not empty the list: a second close runs all exits again.',
    implementation: pythonExitStack({ unwind: overCopy }),
  },
  {
    name: 'second-close-fails',
    rule: 'exit-stack.close-idempotent',
    flaw: 'Closing a stack that has been closed throws.',
    implementation: pythonExitStack({
      async unwind(held, failure, steps) {
        if (closed.has(held)) throw new Error('the stack is closed')
        closed.add(held)
        return pythonSteps.unwind(held, failure, steps)
      },
    }),
  },
  {
    name: 'closing-walks-a-copy',
    rule: 'exit-stack.register-while-closing',
    flaw: 'Closing empties the list first and walks what was in it: what is registered meanwhile is never run.',
    implementation: pythonExitStack({
      async unwind(held, failure, steps) {
        const left = await overCopy(held, failure, steps)
        held.exits = []
        return left
      },
    }),
  },
  {
    name: 'registration-refused-while-closing',
    rule: 'exit-stack.register-while-closing',
    flaw: 'A stack that is closing refuses what is registered, as in ECMAScript.',
    implementation: pythonExitStack({
      push(held, exit) {
        if (held.state === 'closing') throw new ReferenceError('the stack is closing')
        pythonSteps.push(held, exit)
      },
    }),
  },
  {
    name: 'pop-all-copies',
    rule: 'exit-stack.transfer',
    flaw: 'pop_all copies the list to the new stack and leaves it on the old one.',
    implementation: pythonExitStack({ handOver: held => [...held.exits] }),
  },
  {
    name: 'pop-all-shares-the-list',
    rule: 'exit-stack.transfer',
    flaw: 'Both stacks have the same list after pop_all: whichever is closed first runs it.',
    implementation: pythonExitStack({ handOver: held => held.exits }),
  },
  {
    name: 'pop-all-leaves-callbacks-behind',
    rule: 'exit-stack.transfer',
    flaw: 'pop_all moves the exits of managers only.',
    implementation: pythonExitStack({
      handOver(held) {
        const moved = held.exits.filter(({ kind }) => kind === 'manager')
        held.exits = held.exits.filter(({ kind }) => kind === 'callback')
        return moved
      },
    }),
  },
  {
    name: 'pop-all-takes-only-one',
    rule: 'exit-stack.transfer',
    flaw: 'pop_all moves the last exit and drops the others.',
    implementation: pythonExitStack({ handOver: held => pythonSteps.handOver(held).slice(-1) }),
  },
]

/** Stacks that have been closed. */
const closed = new WeakSet<Held>()
