import { expect, test } from 'vitest'
import { runWith } from './run.fixture.ts'

test('no difference', async () => {
  const { code, out, asked } = await runWith({}, 'compare', 'typescript/es2017', 'node', '--chapter', 'generator')
  expect({ code, out }).toEqual({
    code: 0,
    out: 'no differences between typescript/es2017 and node in 100 cases, seed 1\n',
  })
  expect(asked).toEqual([
    ['typescript/es2017', 'node', { seed: 1, chapters: ['generator'], onProgress: expect.any(Function) }],
  ])
})

test('a difference, and what conforming means', async () => {
  const compare = async () => ({
    cases: 1,
    differences: [
      {
        source: 'await using a = resource()\n',
        token: 'k1.0',
        model: ['a enter', 'a exit', 'main returns'],
        a: ['a enter', 'a exit', 'main returns'],
        b: ['a enter', 'main returns'],
      },
    ],
  })
  const { code, out } = await runWith({ engine: { compare } }, 'compare', 'typescript/es2017', 'node')
  expect(code).toBe(1)
  expect(out).toMatchInlineSnapshot(`
    "k1.0

      await using a = resource()

        conforming     typescript/es2017   node
        a enter        a enter             a enter
      ≠ a exit         a exit              main returns
        main returns   main returns

    1 difference between typescript/es2017 and node in 1 case, seed 1
    "
  `)
})
