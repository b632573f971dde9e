import { expect, test } from 'vitest'
import { everyVerdict } from '../report/sample.fixture.ts'
import { totalCases } from './total-cases.ts'

test('cases that several rules share are counted once', () => {
  // One chapter on language each; exit-stack also on exitStack, iteration also on bracket.
  expect(totalCases(everyVerdict.rules)).toBe(1000 + 1000 + 1000 + 500 + 1000 + 1000)
  expect(totalCases([])).toBe(0)
})
