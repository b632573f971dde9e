import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawFrom } from '../grammar/random.fixture.ts'
import * as b from '../model/build.fixture.ts'
import type { Block, Program } from '../program/ast.ts'
import { profiles } from '../program/profiles.ts'
import { elaborate, programGrammar } from '../program/program.ts'
import { printTypeScript, type StackShape } from './typescript.ts'

const print = (main: Block, stacks?: StackShape): string =>
  `\n${printTypeScript(elaborate({ kind: 'program', main }), stacks)}\n`

test('events, checkpoints and errors', () => {
  expect(print([b.event, b.checkpoint, b.raise])).toMatchInlineSnapshot(`
    "
    async function main() {
      log("main 1");
      await checkpoint("c1");
      throw error("E1");
    }
    "
  `)
})

test('try, catch and finally', () => {
  expect(
    print([{ ...b.tryCatch([b.raise], [{ kind: 'raise', again: true }]), finalizer: [b.event] }]),
  ).toMatchInlineSnapshot(`
    "
    async function main() {
      try {
        throw error("E1");
      } catch (caught) {
        log("main caught", caught);
        throw caught;
      } finally {
        log("main 1");
      }
    }
    "
  `)
})

test('loops, labels and jumps', () => {
  expect(
    print([
      b.repeat(2, {
        kind: 'labelled',
        body: [b.repeat(1, { kind: 'continue', levels: 2 }, { kind: 'break', levels: 1 }, b.leave)],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    "
    async function main() {
      L1: for (let i = 0; i < 2; i++) {
        L2: {
          for (let i = 0; i < 1; i++) {
            continue L1;
            break L2;
            break;
          }
        }
      }
    }
    "
  `)
})

test('values that are returned, given in every way', () => {
  expect(
    print([...(['none', 'plain', 'fulfilled', 'rejected', 'pending', 'thenable'] as const).map(b.returns)]),
  ).toMatchInlineSnapshot(`
    "
    async function main() {
      return;
      return 1;
      return Promise.resolve(2);
      return Promise.reject(error("E1"));
      return checkpoint("c1");
      return { then(resolve) { resolve(3); } };
    }
    "
  `)
})

test('resources', () => {
  expect(
    print([b.awaitUsing(b.disposable(b.waits), b.disposable(b.fails)), b.using(b.sync(b.ends), b.nothing)]),
  ).toMatchInlineSnapshot(`
    "
    async function main() {
      await using a = {
        async [Symbol.asyncDispose]() {
          log("a exit");
          await checkpoint("c1");
          log("a exited");
        },
      }, b = {
        async [Symbol.asyncDispose]() {
          log("b exit");
          throw error("E1");
        },
      };
      using c = {
        [Symbol.dispose]() {
          log("c exit");
          log("c exited");
        },
      }, d = null;
    }
    "
  `)
})

test('a resource that takes time to acquire, and one that cannot be acquired', () => {
  expect(
    print([
      b.awaitUsing(b.disposable(b.ends, { enter: { checkpoints: 1, outcome: 'entered' } })),
      b.awaitUsing(b.failsToEnter),
    ]),
  ).toMatchInlineSnapshot(`
    "
    async function main() {
      async function openA() {
        log("a enter");
        await checkpoint("c1");
        log("a entered");
        return {
          async [Symbol.asyncDispose]() {
            log("a exit");
            log("a exited");
          },
        };
      }
      await using a = await openA();
      async function openB() {
        log("b enter");
        throw error("E1");
      }
      await using b = await openB();
    }
    "
  `)
})

test('resources of every make', () => {
  expect(
    print([
      b.awaitUsing(b.disposable(b.ends, { carrier: 'function' })),
      b.awaitUsing(b.disposable(b.waits, { carrier: 'instance', methods: 'both' })),
      b.awaitUsing(b.disposable(b.ends, { carrier: 'frozen', methods: 'null-async' })),
      b.awaitUsing(b.disposable(b.ends, { carrier: 'getter', methods: 'null-async' })),
    ]),
  ).toMatchInlineSnapshot(`
    "
    async function main() {
      await using a = Object.assign(() => {}, {
        async [Symbol.asyncDispose]() {
          log("a exit");
          log("a exited");
        },
      });
      await using b = new (class {
        name = "b";
        async [Symbol.asyncDispose]() {
          log(this.name + " exit", ...arguments);
          await checkpoint("c1");
          log("b exited");
        }
        [Symbol.dispose]() {
          log("b exit decoy");
        }
      })();
      await using c = Object.freeze({
        [Symbol.asyncDispose]: null,
        [Symbol.dispose]() {
          log("c exit");
          log("c exited");
        },
      });
      await using d = {
        get [Symbol.asyncDispose]() {
          log("d get asyncDispose");
          return null;
        },
        get [Symbol.dispose]() {
          log("d get dispose");
          return () => {
            log("d exit");
            log("d exited");
          };
        },
      };
    }
    "
  `)
})

test('disposers that are no async functions', () => {
  expect(
    print([
      b.awaitUsing(b.disposable({ checkpoints: 0, outcome: 'rejected' })),
      b.awaitUsing(b.disposable({ checkpoints: 0, outcome: 'pending' })),
      b.using(b.sync({ checkpoints: 0, outcome: 'thenable' })),
    ]),
  ).toMatchInlineSnapshot(`
    "
    async function main() {
      await using a = {
        [Symbol.asyncDispose]() {
          log("a exit");
          return Promise.reject(error("E1"));
        },
      };
      await using b = {
        [Symbol.asyncDispose]() {
          log("b exit");
          return checkpoint("c1");
        },
      };
      using c = {
        [Symbol.dispose]() {
          log("c exit");
          return { then(resolve) { log("c then"); resolve(); } };
        },
      };
    }
    "
  `)
})

test('what is no resource', () => {
  expect(
    print([
      b.awaitUsing(b.nothing),
      b.using({ kind: 'refused', value: 'not callable' }),
      b.awaitUsing({ kind: 'refused', value: 'no method' }),
      b.awaitUsing(b.refused),
    ]),
  ).toMatchInlineSnapshot(`
    "
    async function main() {
      await using a = null;
      using b = { [Symbol.dispose]: 1 };
      await using c = {};
      await using d = 1;
    }
    "
  `)
})

test('a shadowed name', () => {
  expect(
    print([b.awaitUsing(b.nothing), b.repeat(1, { ...b.awaitUsing(b.disposable(b.ends)), shadow: true })]),
  ).toMatchInlineSnapshot(`
    "
    async function main() {
      await using a = null;
      for (let i = 0; i < 1; i++) {
        await using a = {
          async [Symbol.asyncDispose]() {
            log("b exit");
            log("b exited");
          },
        };
      }
    }
    "
  `)
})

test('resources in the heads of loops', () => {
  expect(
    print([
      { ...b.repeat(2, b.event), head: b.awaitUsing(b.disposable(b.ends)) },
      {
        kind: 'for-of',
        await: true,
        declaration: 'await using',
        resources: [b.disposable(b.ends), b.nothing],
        body: [b.event],
      },
    ]),
  ).toMatchInlineSnapshot(`
    "
    async function main() {
      let turnA = 0;
      for (await using a = {
        async [Symbol.asyncDispose]() {
          log("a exit");
          log("a exited");
        },
      }; turnA < 2; turnA++) {
        log("main 1");
      }
      for await (await using item of [{
        async [Symbol.asyncDispose]() {
          log("b exit");
          log("b exited");
        },
      }, null]) {
        log("main 2");
      }
    }
    "
  `)
})

test('the counter of a loop is never a word of the language', () => {
  const loop = { ...b.repeat(1), head: b.using(b.nothing) }
  const text = print(Array.from({ length: 22 }, () => loop))
  expect(text.match(/(?<=let )\w+/g)?.join(' ')).toMatchInlineSnapshot(
    `"turnA turnB turnC turnD turnF turnG turnH turnJ turnK turnM turnN turnP turnQ turnR turnS turnT turnU turnV turnW turnX turnY turnZ"`,
  )
  new Function(text)
})

test('a loop over a generator', () => {
  expect(
    print([b.forAwait(b.generator(b.yields(), b.yieldsRecorded, b.yields('rejected')), b.leave)]),
  ).toMatchInlineSnapshot(`
    "
    async function main() {
      async function* gen1() {
        yield 1;
        log("gen1 1:", yield 2);
        yield Promise.reject(error("E1"));
      }
      for await (const value of gen1()) {
        log("main 2:", value);
        break;
      }
    }
    "
  `)
})

test('a loop over a scripted iterator', () => {
  expect(
    print([b.forAwait(b.iterator(['value', 'later', 'rejects', 'throws', 'not an object'], 'later'))]),
  ).toMatchInlineSnapshot(`
    "
    async function main() {
      const it1 = {
        turn: 0,
        [Symbol.asyncIterator]() { return this; },
        next(...given) {
          log("it1 next", ...given);
          switch (this.turn++) {
            case 0: return Promise.resolve({ value: 1, done: false });
            case 1: return checkpoint("c1").then(() => ({ value: 2, done: false }));
            case 2: return Promise.reject(error("E1"));
            case 3: throw error("E2");
            case 4: return Promise.resolve(0);
            default: return Promise.resolve({ done: true });
          }
        },
        return(...given) {
          log("it1 return", ...given);
          return checkpoint("c2").then(() => ({ done: true }));
        },
      };
      for await (const value of it1) {
        log("main 1:", value);
      }
    }
    "
  `)
})

test('iterators that close in other ways', () => {
  expect(
    print([
      ...(['absent', 'null', 'rejects', 'throws', 'not an object'] as const).map(close =>
        b.forAwait(b.iterator([], close)),
      ),
    ]),
  ).toMatchInlineSnapshot(`
    "
    async function main() {
      const it1 = {
        [Symbol.asyncIterator]() { return this; },
        next(...given) {
          log("it1 next", ...given);
          return Promise.resolve({ done: true });
        },
      };
      for await (const value of it1) {
        log("main 1:", value);
      }
      const it2 = {
        [Symbol.asyncIterator]() { return this; },
        next(...given) {
          log("it2 next", ...given);
          return Promise.resolve({ done: true });
        },
        return: null,
      };
      for await (const value of it2) {
        log("main 2:", value);
      }
      const it3 = {
        [Symbol.asyncIterator]() { return this; },
        next(...given) {
          log("it3 next", ...given);
          return Promise.resolve({ done: true });
        },
        return(...given) {
          log("it3 return", ...given);
          return Promise.reject(error("E1"));
        },
      };
      for await (const value of it3) {
        log("main 3:", value);
      }
      const it4 = {
        [Symbol.asyncIterator]() { return this; },
        next(...given) {
          log("it4 next", ...given);
          return Promise.resolve({ done: true });
        },
        return(...given) {
          log("it4 return", ...given);
          throw error("E2");
        },
      };
      for await (const value of it4) {
        log("main 4:", value);
      }
      const it5 = {
        [Symbol.asyncIterator]() { return this; },
        next(...given) {
          log("it5 next", ...given);
          return Promise.resolve({ done: true });
        },
        return(...given) {
          log("it5 return", ...given);
          return Promise.resolve(0);
        },
      };
      for await (const value of it5) {
        log("main 5:", value);
      }
    }
    "
  `)
})

test('a sync iterator, collected', () => {
  expect(
    print([
      { kind: 'from-async', source: b.syncIterator(['value', 'fulfilled', 'pending', 'rejected', 'throws'], 'throws') },
    ]),
  ).toMatchInlineSnapshot(`
    "
    async function main() {
      const it1 = {
        turn: 0,
        [Symbol.iterator]() { return this; },
        next(...given) {
          log("it1 next", ...given);
          switch (this.turn++) {
            case 0: return { value: 1, done: false };
            case 1: return { value: Promise.resolve(2), done: false };
            case 2: return { value: checkpoint("c1"), done: false };
            case 3: return { value: Promise.reject(error("E1")), done: false };
            case 4: throw error("E2");
            default: return { done: true };
          }
        },
        return(...given) {
          log("it1 return", ...given);
          throw error("E3");
        },
      };
      log("main 1:", await Array.fromAsync(it1));
    }
    "
  `)
})

test('a generator at hand, asked one by one', () => {
  expect(
    print([
      b.open(
        [b.delegate(b.iterator(['value'], 'absent'))],
        b.next,
        b.throwInto,
        b.close('pending'),
        b.forAwait({ kind: 'shared', generator: 0 }),
      ),
      b.event,
    ]),
  ).toMatchInlineSnapshot(`
    "
    async function main() {
      {
        async function* gen1() {
          const it1 = {
            turn: 0,
            [Symbol.asyncIterator]() { return this; },
            next(...given) {
              log("it1 next", ...given);
              switch (this.turn++) {
                case 0: return Promise.resolve({ value: 1, done: false });
                default: return Promise.resolve({ done: true });
              }
            },
          };
          log("gen1 1:", yield* it1);
        }
        const g1 = gen1();
        log("main 2:", await g1.next());
        log("main 3:", await g1.throw(error("E1")));
        log("main 4:", await g1.return(checkpoint("c1")));
        for await (const value of g1) {
          log("main 5:", value);
        }
      }
      log("main 6");
    }
    "
  `)
})

test('requests that are in flight together', () => {
  expect(
    print([
      b.open([b.yields()], b.burst(b.nextCall, b.returnCall('plain')), b.burst(b.nextCall, b.throwCall, b.nextCall)),
    ]),
  ).toMatchInlineSnapshot(`
    "
    async function main() {
      async function* gen1() {
        yield 1;
      }
      const g1 = gen1();
      await Promise.all([record("main 1:", g1.next()), record("main 2:", g1.return(2))]);
      await Promise.all([
        record("main 3:", g1.next()),
        record("main 4:", g1.throw(error("E1"))),
        record("main 5:", g1.next()),
      ]);
    }
    "
  `)
})

test('tasks side by side', () => {
  expect(print([{ kind: 'concurrently', branches: [[b.event], [b.checkpoint]] }])).toMatchInlineSnapshot(`
    "
    async function main() {
      async function task1() {
        log("task1 1");
      }
      async function task2() {
        await checkpoint("c1");
      }
      await Promise.all([record("task1", task1()), record("task2", task2())]);
    }
    "
  `)
})

test('a stack', () => {
  expect(
    print([
      b.stack(
        'held',
        b.use(b.disposable(b.ends)),
        b.use(b.nothing),
        b.adopt(b.ends),
        b.defer(b.waits),
        b.register({ kind: 'reentrant', exit: b.ends }),
      ),
      b.event,
    ]),
  ).toMatchInlineSnapshot(`
    "
    async function main() {
      {
        await using stack1 = new AsyncDisposableStack();
        const a = {
          async [Symbol.asyncDispose]() {
            log("a exit");
            log("a exited");
          },
        };
        log("main 1:", stack1.use(a) === a);
        log("main 2:", stack1.use(null) === null);
        log("main 3:", stack1.adopt(1, async (...given) => {
          log("c exit", ...given);
          log("c exited");
        }));
        stack1.defer(async (...given) => {
          log("d exit", ...given);
          await checkpoint("c1");
          log("d exited");
        });
        stack1.defer(() => {
          log("f exit");
          stack1.defer(() => log("f again"));
          log("f exited");
        });
      }
      log("main 4");
    }
    "
  `)
})

test('a stack that is moved, and closed by hand', () => {
  expect(print([b.stack('loose', b.move(b.event), b.closeStack, b.closeBad)])).toMatchInlineSnapshot(`
    "
    async function main() {
      const stack1 = new AsyncDisposableStack();
      {
        await using stack2 = stack1.move();
        log("main 1");
      }
      const closing2 = stack1.disposeAsync();
      log("main 2");
      await closing2;
      const closing3 = AsyncDisposableStack.prototype.disposeAsync.call({});
      log("main 3");
      await closing3;
    }
    "
  `)
})

test('brackets, one within the other', () => {
  expect(print([b.held([b.manager('ends'), b.manager('again')], b.event)])).toMatchInlineSnapshot(`
    "
    async function main() {
      const a = {
        async enter() {
          log("a enter");
          log("a entered");
          return 1;
        },
        async exit(failure) {
          log("a exit", ...(failure ? [failure.error] : []));
          log("a exited");
        },
      };
      const b = {
        async enter() {
          log("b enter");
          log("b entered");
          return 2;
        },
        async exit(failure) {
          log("b exit", ...(failure ? [failure.error] : []));
          if (failure) throw failure.error;
          log("b exited");
        },
      };
      log("main 3:", await bracket(a, async () => {
        return bracket(b, async (value) => {
          log("main 1:", value);
          log("main 2");
        });
      }));
    }
    "
  `)
})

test("a stack of Python's shape", () => {
  expect(
    print(
      [
        b.stack(
          'held',
          b.register({ kind: 'enter', manager: b.manager('truthy') }),
          b.push('fails'),
          b.register({ kind: 'callback', exit: b.waits }),
          b.register({ kind: 'reentrant', exit: b.ends }),
        ),
      ],
      'exit',
    ),
  ).toMatchInlineSnapshot(`
    "
    async function main() {
      await asyncWith(exitStack(), async (stack1) => {
        const a = {
          async enter() {
            log("a enter");
            log("a entered");
            return 1;
          },
          async exit(failure) {
            log("a exit", ...(failure ? [failure.error] : []));
            log("a exited");
            return true;
          },
        };
        log("main 1:", await stack1.enter(a));
        const b = {
          async enter() {
            log("b enter");
            log("b entered");
            return 2;
          },
          async exit(failure) {
            log("b exit", ...(failure ? [failure.error] : []));
            throw error("E1");
          },
        };
        stack1.push(b);
        stack1.callback(async () => {
          log("c exit");
          await checkpoint("c1");
          log("c exited");
        });
        stack1.callback(async () => {
          log("d exit");
          stack1.callback(async () => log("d again"));
          log("d exited");
        });
      });
    }
    "
  `)
})

test('one that is moved, and closed by hand', () => {
  expect(print([b.stack('loose', b.move(b.raise), b.closeStack)], 'exit')).toMatchInlineSnapshot(`
    "
    async function main() {
      const stack1 = exitStack();
      await asyncWith(stack1.popAll(), async (stack2) => {
        throw error("E1");
      });
      await stack1.close();
      log("main 1");
    }
    "
  `)
})

test('what is not of the shape is refused', () => {
  expect(() => print([b.stack('held', b.push('ends'))])).toThrow(RangeError)
  expect(() => print([b.stack('held', b.adopt(b.ends))], 'exit')).toThrow(RangeError)
})

describe('every drawn program', () => {
  test.each(profiles.filter(({ form }) => form === 'ecmascript'))(
    'of $chapter on $subject parses, and is printed the same again',
    ({ form, weights, largest, subject }) => {
      const draw = drawFrom(programGrammar(form, weights).programs)
      const shape = subject === 'exitStack' ? 'exit' : 'disposable'
      fc.assert(
        fc.property(fc.nat(largest), fc.integer(), (most, seed) => {
          const program = draw(most, seed).sentence as unknown as Program
          const text = printTypeScript(elaborate(program), shape)
          // Parsed, never run: some programs end the process of V8 13.6.
          new Function(text)
          expect(printTypeScript(elaborate(structuredClone(program)), shape)).toBe(text)
          // Nothing that a formatter would take away.
          expect(text).not.toMatch(/ $|\t|\n\n/m)
        }),
        { numRuns: 430 },
      )
    },
  )
})
