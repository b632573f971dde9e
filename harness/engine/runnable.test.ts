import { expect, test } from 'vitest'
import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import type { Program } from '../../spec/program/ast.ts'
import type { Case } from '../campaign/cases.ts'
import type { Subject } from '../subjects/subject.ts'
import { engineDefects } from './defects.ts'
import { runnable } from './runnable.ts'

const { program, inText } = engineDefects.find(one => one.inText) as { program: Program; inText: RegExp }
const harmless: Case = { program: { kind: 'program', main: [{ kind: 'event' }] }, schedule: [] }
const doubtful: Case[] = [[], [1], [2]].map(schedule => ({ program, schedule }))

/** A compiler, and how many programs it was given at a time. */
function compiled(lower: (count: number) => string) {
  const given: number[] = []
  const subject: Subject = {
    kind: 'language',
    dialect: ecmascript,
    exact: false,
    observe: async () => [],
    textOf: async programs => {
      given.push(programs.length)
      return lower(programs.length)
    },
  }
  return { given, subject }
}

const dangerous = 'for (await using a = b;;) {}'

test('the text that ends the process is known', () => {
  expect(dangerous).toMatch(inText)
})

test('programs of which a compiler makes what the engine can run are compiled once, together', async () => {
  const { given, subject } = compiled(() => 'try {} finally {}')
  expect(await runnable(subject, [harmless, ...doubtful])).toEqual({ plain: [harmless], compiled: doubtful })
  expect(given).toEqual([3])
})

test('where one text has what ends the process, each is looked at by itself', async () => {
  let call = 0
  const { given, subject } = compiled(() => (call++ === 2 ? 'try {} finally {}' : dangerous))
  expect(await runnable(subject, doubtful)).toEqual({ plain: [], compiled: [doubtful[1]] })
  expect(given).toEqual([3, 1, 1, 1])
})

test('what is refused is left for the run to tell of, and keeps no other from being looked at', async () => {
  let call = 0
  const { subject } = compiled(count => {
    if (count > 1 || call++ === 0) throw new SyntaxError('Unexpected token')
    return call === 2 ? dangerous : ''
  })
  expect(await runnable(subject, doubtful)).toEqual({ plain: [], compiled: [doubtful[0], doubtful[2]] })
})

test('an engine by itself runs none of them', async () => {
  const { given, subject } = compiled(() => '')
  expect(await runnable({ ...subject, exact: true }, [harmless, ...doubtful])).toEqual({
    plain: [harmless],
    compiled: [],
  })
  expect(given).toEqual([])
})
