import { expect, test } from 'vitest'
import { runWith } from './run.fixture.ts'

test('all rules, those of a chapter, and as Markdown', async () => {
  const headings = async (...args: string[]) => {
    const { code, out } = await runWith({}, 'rules', ...args)
    expect(code).toBe(0)
    return out.match(/^(### )?[\w-]+$/gm)
  }
  expect(await headings()).toEqual(['context-manager', 'exit-stack', 'generator', 'iteration'])
  expect(await headings('--chapter', 'generator')).toEqual(['generator'])
  expect(await headings('--chapter', 'generator', '--chapter', 'exit-stack', '--markdown')).toEqual([
    '### exit-stack',
    '### generator',
  ])
})
