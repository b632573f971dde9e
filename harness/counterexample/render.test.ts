import { expect, test } from 'vitest'
import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import { runModel } from '../../spec/model/run.ts'
import { elaborate, type Program } from '../../spec/program/program.ts'
import { renderCounterexample } from './render.ts'
import { sourceFor } from './source.ts'

const resource = {
  kind: 'disposable',
  enter: { checkpoints: 0, outcome: 'entered' },
  carrier: 'object',
  methods: 'async',
} as const
const program: Program = {
  kind: 'program',
  main: [
    {
      kind: 'declare',
      declaration: 'await using',
      shadow: false,
      resources: [
        { ...resource, exit: { checkpoints: 0, outcome: 'ends' } },
        { ...resource, exit: { checkpoints: 1, outcome: 'ends' } },
      ],
    },
  ],
}

test('the program, then both traces', () => {
  const elaborated = elaborate(program)
  const { trace } = runModel(elaborated, [], ecmascript)
  const text = renderCounterexample({
    token: '',
    rule: 'context-manager.exit-lifo',
    chapter: 'context-manager',
    subject: 'language',
    statements: 1,
    source: sourceFor(elaborated, 'language'),
    expected: trace,
    observed: ['b exit', 'a exit', 'a exited', '> c1', 'b exited', 'main returns'],
  })
  expect(`\n${text}\n`).toMatchInlineSnapshot(`
    "
    async function main() {
      await using a = {
        async [Symbol.asyncDispose]() {
          log("a exit");
          log("a exited");
        },
      }, b = {
        async [Symbol.asyncDispose]() {
          log("b exit");
          await checkpoint("c1");
          log("b exited");
        },
      };
    }

      main    │ b      │ a
      ────────┼────────┼───────
              │ exit   │
      expected:
    ✗ · c1 released
              │ exited │
              │        │ exit
              │        │ exited
      returns │        │
      observed:
    ✗         │        │ exit
              │        │ exited
      · c1 released
              │ exited │
      returns │        │
    "
  `)
})
