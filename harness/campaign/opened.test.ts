import { expect, test } from 'vitest'
import { remember } from './opened.ts'

test('what is still being opened is stopped when it is there, and what cannot be opened is left alone', async () => {
  const stopped: string[] = []
  const waiting = [1, 2, 3].map(() => Promise.withResolvers<{ stop: () => void }>())
  let next = 0
  const opened = remember(() => (waiting[next++] as (typeof waiting)[number]).promise)
  const [first, second, third] = waiting
  const asked = [opened.open(), opened.open(), opened.open()]
  first?.resolve({ stop: () => stopped.push('first') })
  await asked[0]
  opened.stop()
  third?.reject(new Error('cannot be opened'))
  await expect(asked[2]).rejects.toThrow('cannot be opened')
  expect(stopped).toEqual(['first'])
  second?.resolve({ stop: () => stopped.push('second') })
  await asked[1]
  expect(stopped).toEqual(['first', 'second'])
})
