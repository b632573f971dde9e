import { chmodSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { folderWith } from '../../harness/implementation/folder.fixture.ts'
import { evaluateIn } from './process.ts'
import { python } from './python.fixture.ts'

const passes = { source: 'async def main():\n    log("main 1")\n', schedule: [] }
const main = (...lines: string[]) => ({
  source: `async def main():\n${lines.map(line => `    ${line}\n`).join('')}`,
  schedule: [],
})

describe.each([
  ['exits', 'exits with code 1: ModuleNotFoundError: No module named json'],
  ['killed', 'is ended by SIGKILL'],
  ['missing', 'cannot be started: spawn fixtures/bad-runtimes/missing ENOENT'],
])('a Python that is bad: %s', (name, message) => {
  const command = `fixtures/bad-runtimes/${name}`
  const evaluate = evaluateIn(command)

  test('is told of, each time', async () => {
    await expect(evaluate([passes])).rejects.toThrow(`${command} ${message}`)
    await expect(evaluate([passes])).rejects.toThrow(`${command} ${message}`)
  })
})

describe.skipIf(!python)('a Python that is good', () => {
  const command = python?.command ?? ''

  test('may greet its users on the stream that answers come on', async () => {
    const greeting = `echo 'Welcome! {"traces":'\nprintf 'no line break'`
    const { folder } = folderWith({ greets: `#!/bin/sh\n${greeting}\nexec ${command} "$@"\n` })
    chmodSync(`${folder}/greets`, 0o755)
    expect(await evaluateIn(`${folder}/greets`)([passes])).toEqual([['main 1', 'main returns']])
  })

  test.concurrent.each([
    ['os._exit', main('import os', 'os._exit(3)'), 'exits with code 3'],
    ['abort', main('import os', 'os.abort()'), 'is ended by SIGABRT'],
    ['a loop', main('while True:', '    pass'), 'does not come to the end of a case: it was in main, program.py:'],
    [
      'a loop that catches everything',
      main('while True:', '    try:', '        log("main 1")', '    except BaseException:', '        pass'),
      /^\S+ does not come to the end of a case: it was in \w+, (program|driver)\.py:\d+$/,
    ],
    [
      'a loop in C',
      main('import itertools', 'all(itertools.repeat(True))'),
      'does not come to the end of a case: it was in main, program.py:3',
    ],
    [
      'a loop of contextlib',
      {
        source: [
          'async def main():',
          '    a, b = error("E1"), error("E2")',
          '    async def replaces():',
          '        try:',
          '            raise b',
          '        finally:',
          '            a.__context__, b.__context__ = b, a',
          '    async with AsyncExitStack() as stack:',
          '        stack.push_async_callback(replaces)',
          '        raise error("E3")',
          '',
        ].join('\n'),
        schedule: [],
      },
      'does not come to the end of a case: it was in _fix_exception_context, contextlib.py:',
    ],
  ])('names what a program makes of it, and starts again: %s', async (_, program, message) => {
    const evaluate = evaluateIn(command)
    await expect(evaluate([passes, program])).rejects.toThrow(
      typeof message === 'string' ? `${command} ${message}` : message,
    )
    expect(await evaluate([passes])).toEqual([['main 1', 'main returns']])
  })
})
