import { expect, test } from 'vitest'
import * as b from '../model/build.fixture.ts'
import type { Block } from './ast.ts'
import { countStatements } from './count-statements.ts'

test.each<[string, number, Block]>([
  ['nothing', 0, []],
  ['statements one after the other', 2, [b.event, b.checkpoint]],
  ['what stands within counts', 3, [b.repeat(1, b.event, b.leave)]],
  ['a handler and a finalizer are no statements themselves', 3, [b.tryCatch([b.raise], [b.event])]],
  ['resources of one declaration are one', 1, [b.awaitUsing(b.disposable(b.ends), b.nothing)]],
  ['generators count with their bodies', 4, [b.open([b.yields(), b.yields()], b.next)]],
  ['sources too', 2, [b.forAwait(b.generator(b.yields()))]],
  ['scripted sources hold no statements', 1, [b.forAwait(b.iterator(['value', 'later'], 'answers'))]],
  ['requests of a burst are one', 3, [b.open([b.yields()], b.burst(b.nextCall, b.returnCall('plain')))]],
  ['a call of return() is no return', 3, [b.open([b.yields()], b.close('plain'))]],
  ['tasks', 3, [{ kind: 'concurrently', branches: [[b.event], [b.checkpoint]] }]],
  ['registering is one, whatever is registered', 2, [b.stack('held', b.use(b.disposable(b.ends)))]],
  ['managers are none', 2, [b.held([b.manager('ends'), b.manager('ends')], b.event)]],
])('%s', (_, count, main) => {
  expect(countStatements({ kind: 'program', main })).toBe(count)
})
