import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawFrom } from '../grammar/random.fixture.ts'
import * as b from '../model/build.fixture.ts'
import type { Program } from '../program/ast.ts'
import { profiles } from '../program/profiles.ts'
import { elaborate, programGrammar } from '../program/program.ts'
import { print } from './print.fixture.ts'
import { printTypeScript } from './typescript.ts'

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

test('the counter of a loop is never a word of the language', () => {
  const loop = { ...b.repeat(1), head: b.using(b.nothing) }
  const text = print(Array.from({ length: 22 }, () => loop))
  expect(text.match(/(?<=let )\w+/g)?.join(' ')).toMatchInlineSnapshot(
    `"turnA turnB turnC turnD turnF turnG turnH turnJ turnK turnM turnN turnP turnQ turnR turnS turnT turnU turnV turnW turnX turnY turnZ"`,
  )
  new Function(text)
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

describe('every drawn program', () => {
  test.each(profiles.filter(({ form }) => form !== 'python' && form !== 'fibers'))(
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
