import { expect, test } from 'vitest'
import { progressReporter } from './progress.ts'

function written(live: boolean, columns = 80): string[] {
  const texts: string[] = []
  const progress = progressReporter({ write: text => void texts.push(text), live, columns })
  progress.begin('aexit 0.1.0, seed 1: pool')
  for (const done of [0, 1, 500, 502, 1000]) {
    progress.update('pool', { chapter: 'generator', subject: 'language', done, total: 1000 })
  }
  progress.update('pool', { chapter: 'exit-stack', subject: 'exitStack', done: 0, total: 0 })
  progress.end()
  return texts
}

test('a log gets the first line at once, and a line a stage', () => {
  expect(written(false)).toEqual([
    'aexit 0.1.0, seed 1: pool\n',
    'pool: generator on language\n',
    'pool: exit-stack on exitStack\n',
  ])
})

test('a terminal gets one line that is written over, and taken away', () => {
  expect(written(true)).toEqual([
    '\r\u001B[2Kaexit 0.1.0, seed 1: pool',
    '\r\u001B[2Kpool: generator on language, 0%',
    '\r\u001B[2Kpool: generator on language, 50%',
    '\r\u001B[2Kpool: generator on language, 100%',
    '\r\u001B[2Kpool: exit-stack on exitStack',
    '\r\u001B[2K',
  ])
})

test('the line fits the terminal', () => {
  expect(written(true, 11)[1]).toBe('\r\u001B[2Kpool: gene')
})
