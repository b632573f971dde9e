import { expect, test } from 'vitest'
import { pythonBracket, pythonExitStack } from '../../impls/mutants/library/reference/implementations.ts'
import type { Dialect } from '../../spec/dialects/dialect.ts'
import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import { python } from '../../spec/dialects/python.ts'
import type { Profile } from '../../spec/program/profile.ts'
import { profiles } from '../../spec/program/profiles.ts'
import { elaborate } from '../../spec/program/program.ts'
import type { SubjectKind } from '../../spec/rules/rule.ts'
import { type Case, createCases } from '../campaign/cases.ts'
import { sourceFor } from '../counterexample/source.ts'
import type { ExitStack, Implementation } from '../implementation/implementation.ts'
import { type BatchOptions, runBatch } from '../world/run-batch.ts'
import type { World } from '../world/world.ts'
import { interpret } from './interpreter.ts'

/*
 * Programs of library subjects are interpreted, and shown to people as printed text: here the text is run as well. That
 * both do the same proves the drivers by the printer, and the printer by the drivers.
 */

const count = 1500
const batch = 250
const options: BatchOptions = { contextOf: null, turns: 3 }

/** What `async with` does with a stack. */
async function asyncWith(stack: ExitStack, body: (stack: ExitStack) => Promise<unknown>): Promise<void> {
  try {
    await body(stack)
  } catch (error) {
    if (await stack.exit({ error })) return
    throw error
  }
  await stack.exit()
}

/** Runs programs as they are printed, with the implementation's functions under the names that they have there. */
function compiled(cases: readonly Case[], { bracket, exitStack }: Implementation, kind: SubjectKind) {
  const free = { bracket, exitStack, asyncWith }
  return cases.map(({ program, schedule }) => {
    const text = `${sourceFor(elaborate(program), kind)}\nreturn main;`
    const names = ['log', 'checkpoint', 'error', 'record', ...Object.keys(free)]
    const make = new Function(...names, text)
    const start = ({ log, checkpoint, error, record }: World) =>
      (make(log, checkpoint, error, record, ...Object.values(free)) as () => Promise<unknown>)()
    return { schedule, start }
  })
}

function interpreted(cases: readonly Case[], implementation: Implementation, kind: SubjectKind) {
  return cases.map(({ program, schedule }) => ({
    schedule,
    start: (world: World) => interpret(elaborate(program), world, implementation, kind),
  }))
}

test.each<[SubjectKind, Dialect, Omit<Implementation, 'name'>]>([
  ['disposableStack', ecmascript, { disposableStack: AsyncDisposableStack as never }],
  ['bracket', python, pythonBracket()],
  ['exitStack', python, pythonExitStack()],
])('programs of %s do the same, interpreted and as they are printed', async (kind, dialect, made) => {
  const implementation = { ...made, name: kind }
  const profile = profiles.find(({ subject }) => subject === kind) as Profile
  const cases = createCases(profile, dialect, 7, count)
  for (let from = 0; from < count; from += batch) {
    const some = Array.from({ length: batch }, (_, i) => cases.at(from + i))
    const native = await runBatch(compiled(some, implementation, kind), options)
    const driven = await runBatch(interpreted(some, implementation, kind), options)
    for (const [i, { program }] of some.entries()) {
      if (native.traces[i]?.join() === driven.traces[i]?.join()) continue
      expect(driven.traces[i], sourceFor(elaborate(program), kind)).toEqual(native.traces[i])
    }
    expect([native.strays, driven.strays]).toEqual([0, 0])
  }
})

test('what is not of a library is refused', async () => {
  const program = elaborate({ kind: 'program', main: [{ kind: 'yield', value: 'plain', records: false }] })
  const start = (world: World) => interpret(program, world, { name: 'none' }, 'bracket')
  expect((await runBatch([{ schedule: [], start }], options)).traces).toEqual([['main throws RangeError']])
})
