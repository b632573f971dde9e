import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { folderWith } from '../../harness/implementation/folder.fixture.ts'
import { python } from './python.fixture.ts'

const run = promisify(execFile)

/** What a program prints, with the time in front. */
async function printed(program: string): Promise<string[]> {
  const { folder } = folderWith({ 'program.py': `import asyncio\n${program}\nasyncio.run(main())\n` })
  const given = ['impls/cpython/virtual_loop.py', join(folder, 'program.py')]
  return (await run(python?.command ?? '', given)).stdout.trim().split('\n')
}

describe.skipIf(!python)('the virtual loop', () => {
  test('goes on to the next timer, however long it takes and however fine it is', async () => {
    const program = `
async def wait(seconds):
    await asyncio.sleep(seconds)
    print(seconds)

async def main():
    await asyncio.gather(wait(86400), wait(0.1), wait(0.3), wait(0.2))
    try:
        async with asyncio.timeout(7):
            await wait(8)
    except TimeoutError:
        print("late")
`
    expect(await printed(program)).toEqual([
      '0.1: 0.1',
      '0.2: 0.2',
      '0.3: 0.3',
      '86400: 86400',
      '86407: late',
      '86407: end',
    ])
  })

  test('ends a program that awaits what never comes', async () => {
    const never = 'async def main():\n    await asyncio.get_running_loop().create_future()'
    await expect(printed(never)).rejects.toThrow('RuntimeError: nothing is ready and no timer runs')
  })

  test('cancels the tasks of a group, and those that are left over, in the order of their creation', async () => {
    const program = `
async def child(name):
    try:
        await asyncio.sleep(9)
    finally:
        print(name)

async def fails():
    raise ValueError

async def main():
    left = [asyncio.create_task(child(f"left {i}")) for i in range(3)]
    try:
        async with asyncio.TaskGroup() as group:
            for i in range(3):
                group.create_task(child(f"child {i}"))
            await asyncio.sleep(1)
            group.create_task(fails())
    except* ValueError:
        print("failed")
`
    const names = ['child 0', 'child 1', 'child 2', 'failed', 'left 0', 'left 1', 'left 2', 'end']
    expect(await printed(program)).toEqual(names.map(name => `1: ${name}`))
  })

  test('closes generators that are left over in the order in which they were begun', async () => {
    const program = `
async def gen(i):
    try:
        yield
    finally:
        print("gen", i)

kept = [gen(i) for i in range(5)]

async def main():
    for i in (3, 1, 4, 0, 2):
        await anext(kept[i])
`
    expect(await printed(program)).toEqual([...[3, 1, 4, 0, 2].map(i => `0: gen ${i}`), '0: end'])
  })
})
