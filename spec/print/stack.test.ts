import { expect, test } from 'vitest'
import * as b from '../model/build.fixture.ts'
import { print } from './print.fixture.ts'

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
