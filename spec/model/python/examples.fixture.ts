import type { Block } from '../../program/ast.ts'
import * as b from '../build.fixture.ts'
import * as p from './build.fixture.ts'

/** A program in Python for one clause, written by hand, with the trace that CPython 3.11 shows of it. */
export interface PythonExample {
  readonly title: string
  readonly main: Block
  readonly trace: readonly string[]
}

const example = (title: string, main: Block, trace: string): PythonExample => ({
  title,
  main,
  trace: trace.split('; '),
})

export const pythonExamples: readonly PythonExample[] = [
  // Errors
  example(
    'what is being handled becomes the context',
    [p.excepts([b.tryFinally([b.raise], [b.raise])], [])],
    'main caught E2 <- E1; main returns',
  ),
  example(
    'an error that is raised again by its name cuts the chain that leads to it',
    [p.excepts([b.raise], [p.excepts([b.raise], [p.raiseCaught(1)])])],
    'main caught E1; main caught E2 <- E1; main throws E1 <- E2',
  ),
  example(
    'a cause takes the place of the context',
    [p.excepts([b.raise], [p.raiseFrom])],
    'main caught E1; main throws E2 from E1',
  ),
  example(
    'a StopIteration does not leave a coroutine',
    [p.raiseStop('StopIteration')],
    'main throws RuntimeError from StopIteration',
  ),
  example('a StopAsyncIteration does', [p.raiseStop('StopAsyncIteration')], 'main throws StopAsyncIteration'),
  example(
    'there is nothing to raise again',
    [p.held([p.manager('bare')])],
    ['a enter; a entered; main 1: 1; a exit; main throws RuntimeError'].join('; '),
  ),

  // Managers
  example(
    'methods are looked up before either is called',
    [p.held([p.manager('ends', { lookup: 'property' })])],
    'a get aenter; a get aexit; a enter; a entered; main 1: 1; a exit; a exited; main returns',
  ),
  example(
    'an exit that is no coroutine function is refused with the error in flight as context',
    [p.held([p.manager('not awaitable')], b.raise)],
    'a enter; a entered; main 1: 1; a exit E1; main throws TypeError <- E1',
  ),
  example(
    'a result without a truth',
    [p.held([p.manager('no truth')], b.raise)],
    'a enter; a entered; main 1: 1; a exit E1; a exited; main throws ValueError <- E1',
  ),
  example(
    'a generator function that catches suppresses',
    [p.held([p.byFunction(p.excepts([b.yields()], []))], b.raise), b.event],
    'main 1: 1; a caught E1; main 2; main returns',
  ),
  example(
    'a generator function that raises another error replaces',
    [p.held([p.byFunction(b.tryFinally([b.yields()], [b.raise]))], b.raise)],
    'main 1: 1; main throws E1 <- E2',
  ),
  example(
    'a StopAsyncIteration of the body comes out as it is',
    [p.held([p.byFunction(b.yields())], p.raiseStop('StopAsyncIteration'))],
    'main 1: 1; main throws StopAsyncIteration',
  ),
  example(
    'a generator function that does not yield',
    [p.held([p.byFunction(b.event)])],
    'a 1; main throws RuntimeError <- StopAsyncIteration',
  ),
  example(
    'a generator function that yields twice is closed',
    [p.held([p.byFunction(b.yields(), b.tryFinally([b.yields()], [b.event]))])],
    'main 2: 1; a 1; main throws RuntimeError',
  ),

  // Stacks
  example(
    'a stack behaves as nested statements',
    [b.stack('held', p.push('ends'), p.push('truthy'), p.push('fails'), b.raise), b.event],
    'c exit E2; b exit E1 <- E2; b exited; a exit; a exited; main 1; main returns',
  ),
  // https://github.com/python/cpython/issues/102201
  example(
    'errors of a stack that is left well have no contexts',
    [b.stack('held', p.push('fails'), p.push('fails'))],
    'b exit; a exit E2; main throws E1',
  ),
  example(
    'a refusal has an AttributeError behind it',
    [b.stack('held', p.enter(p.noManager))],
    'main throws TypeError <- AttributeError',
  ),

  // Generators
  example(
    'an error that is thrown into a finished generator is dropped',
    [b.open([b.event], p.anext, p.athrow, p.aclose)],
    'gen1 1; main 2: throws StopAsyncIteration; main 3: None; main 4: None; main returns',
  ),
  example(
    'one that ignores its GeneratorExit goes on, and cannot be closed again',
    [b.open([b.tryFinally([b.yields()], [b.yields()])], p.anext, p.aclose, p.aclose, p.anext)],
    'main 1: 1; main 2: throws RuntimeError; main 3: throws StopAsyncIteration; main 4: throws GeneratorExit; main returns',
  ),
  example(
    'an error in a generator has the one of the consumer as context',
    [b.open([b.raise], p.excepts([b.raise], [p.anext]))],
    'main caught E2; main 1: throws E1 <- E2; main returns',
  ),
  example(
    'a value cannot be sent to one that has not started',
    [b.open([b.yields()], p.asend('plain'), p.anext)],
    'main 1: throws TypeError; main 2: 1; main returns',
  ),
  example(
    'a request of its own is refused',
    [b.open([p.anext], p.anext)],
    'gen1 1: throws RuntimeError; main 2: throws StopAsyncIteration; main returns',
  ),
  example(
    'a StopAsyncIteration does not leave a body',
    [b.open([p.raiseStop('StopAsyncIteration')], p.anext)],
    'main 1: throws RuntimeError from StopAsyncIteration; main returns',
  ),

  // Loops
  example(
    'break leaves the generator open, which is closed when nobody refers to it',
    [p.asyncFor(p.generator(b.tryFinally([b.yields()], [b.event])), [b.leave]), b.event, p.collect, b.checkpoint],
    'main 2: 1; main 3; gen1 1; > c1; main returns',
  ),
  example(
    'aclosing closes it at once, and what fails then replaces',
    [p.asyncFor(p.generator(b.tryFinally([b.yields()], [b.raise])), [b.raise], { aclosing: true })],
    'main 1: 1; main throws E1 <- GeneratorExit',
  ),
  example(
    'an inner generator stays open when the outer one is closed',
    [
      p.asyncFor(p.generator(p.asyncFor(p.generator(b.tryFinally([b.yields()], [b.event])), [b.yields()])), [b.leave], {
        aclosing: true,
      }),
      b.event,
      p.collect,
      b.checkpoint,
    ],
    'gen1 2: 1; main 3: 2; main 4; gen2 1; > c1; main returns',
  ),
  example(
    'one that has ignored its GeneratorExit is given another one when nobody refers to it',
    [
      p.excepts(
        [
          p.asyncFor(
            p.generator(
              p.asyncFor(p.generator(b.tryFinally([b.yields()], [b.tryFinally([b.yields()], [b.event])])), [b.leave], {
                aclosing: true,
              }),
            ),
          ),
        ],
        [],
      ),
      p.collect,
      b.event,
    ],
    'gen1 2: 1; main caught RuntimeError; gen2 1; main 4; main returns',
  ),
  example(
    'a comprehension',
    [p.comprehension(p.iterator(['value', 'later', 'fails']))],
    'it1 next; it1 next; > c1; it1 next; main throws E1',
  ),
  example(
    'the else of a loop',
    [
      p.asyncFor(p.iterator(['value']), [], { otherwise: [b.event] }),
      p.asyncFor(p.iterator(['value']), [b.leave], { otherwise: [b.event] }),
    ],
    'it1 next; main 1: 1; it1 next; main 2; it2 next; main 3: 2; main returns',
  ),
]
