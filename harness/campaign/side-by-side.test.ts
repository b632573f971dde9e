import { expect, test } from 'vitest'
import { sideBySide } from './side-by-side.ts'

/** Pieces that end when they are told to, and who did them. */
function pieces(count: number) {
  const gates = Array.from({ length: count }, () => Promise.withResolvers<void>())
  const begun: string[] = []
  async function* work(piece: number, worker: string) {
    begun.push(`${piece} by ${worker}`)
    yield `${piece}a`
    await gates[piece]?.promise
    yield `${piece}b`
  }
  return { numbers: [...gates.keys()], gates, begun, work }
}

const workers = (most: number) => {
  let opened = 0
  return { first: 'first', open: async () => `other ${++opened}`, most }
}

test('what comes is in the order of the pieces, whichever ends first', async () => {
  const { numbers, gates, begun, work } = pieces(3)
  const all = Array.fromAsync(sideBySide(numbers, work, workers(2)))
  gates[1]?.resolve()
  gates[2]?.resolve()
  gates[0]?.resolve()
  expect(await all).toEqual(['0a', '0b', '1a', '1b', '2a', '2b'])
  expect(begun.slice(0, 2)).toEqual(['0 by first', '1 by other 1'])
})

test('a long piece is begun first, and told of where it stands', async () => {
  const { numbers, gates, begun, work } = pieces(3)
  const all = Array.fromAsync(sideBySide(numbers, work, workers(2), piece => piece === 2))
  for (const { resolve } of gates) resolve()
  expect(await all).toEqual(['0a', '0b', '1a', '1b', '2a', '2b'])
  expect(begun.slice(0, 2)).toEqual(['2 by first', '0 by other 1'])
})

test('no more are opened than there are pieces', async () => {
  const { numbers, gates, begun, work } = pieces(1)
  gates[0]?.resolve()
  await Array.fromAsync(sideBySide(numbers, work, workers(4)))
  expect(begun).toEqual(['0 by first'])
})

test('what a piece throws is thrown where it stands, and those before it have been given', async () => {
  const given: number[] = []
  async function* work(piece: number) {
    if (piece === 1) throw new Error('piece 1')
    yield piece
  }
  const all = async () => {
    for await (const result of sideBySide([0, 1, 2], work, workers(2))) given.push(result)
  }
  await expect(all()).rejects.toThrow('piece 1')
  expect(given).toEqual([0])
})

test('where no other can be opened the first does everything', async () => {
  const { numbers, gates, begun, work } = pieces(3)
  for (const { resolve } of gates) resolve()
  const open = async (): Promise<string> => {
    throw new Error('no memory')
  }
  const results = await Array.fromAsync(sideBySide(numbers, work, { first: 'first', open, most: 3 }))
  expect([results.length, begun]).toEqual([6, ['0 by first', '1 by first', '2 by first']])
})
