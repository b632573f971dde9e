import { expect, test } from 'vitest'
import { runWith } from './run.fixture.ts'

test('as expected', async () => {
  const { code, out, asked } = await runWith({}, 'replay', 'k3.0', 'node')
  expect({ code, asked }).toEqual({ code: 0, asked: [['k3.0', 'node']] })
  expect(out).toMatchInlineSnapshot(`
    "await using a = resource()

      expected   observed
      a enter    a enter

    node does what is expected
    "
  `)
})

test.each([[['context-manager.exit-lifo', 'iteration.trace']], [[]]])(
  'not as expected, breaking %j',
  async violated => {
    const replay = async () => ({
      source: 'await using a = resource()\n',
      expected: ['a enter', 'a exit'],
      observed: ['a enter'],
      same: false,
      violated,
    })
    const { code, out } = await runWith({ engine: { replay } }, 'replay', 'k3.0', 'node')
    expect(code).toBe(1)
    expect(out).toMatchSnapshot()
  },
)
