import { expect, test } from 'vitest'
import * as b from '../model/build.fixture.ts'
import { print } from './print.fixture.ts'

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
