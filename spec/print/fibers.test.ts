import { expect, test } from 'vitest'
import * as f from '../model/fibers/build.fixture.ts'
import type { ElaboratedFibers } from '../program/fibers/elaborated.ts'
import { printFibers } from './fibers.ts'

test('a program is printed as generator functions over the operations of an adapter', () => {
  const program = f.program(f.spawn([f.hold(1, 0, f.checkpoint)], f.cancel), f.all([f.returns], [f.raise]))
  const text = printFibers(program as ElaboratedFibers)
  new Function(text)
  expect(text).toMatchInlineSnapshot(`
    "function* main() {
      const t1 = yield* spawn(function* task1() {
        yield* hold(function* () {
          log("a enter");
          yield* wait(() => checkpoint("c1"));
          log("a entered");
        },
        function* () {
          yield* wait(() => checkpoint("c2"));
        },
        function* () {
          log("a exit");
          log("a exited");
        });
      });
      yield* cancel(t1);
      log("main 1");
      log("main 2:", yield* all([function* task2() {
        return 1;
      },
      function* task3() {
        yield* fail(error("E1"));
      }]));
    }"
  `)
})
