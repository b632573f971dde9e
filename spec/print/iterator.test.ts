import { expect, test } from 'vitest'
import * as b from '../model/build.fixture.ts'
import { print } from './print.fixture.ts'

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
