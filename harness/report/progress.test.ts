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

function sideBySide(live: boolean): string[] {
  const texts: string[] = []
  const progress = progressReporter({ write: text => void texts.push(text), live, columns: 80 })
  const update = (chapter: 'generator' | 'iteration', done: number) =>
    progress.update('pool', { chapter, subject: 'language', done, total: 1000 })
  update('generator', 0)
  update('iteration', 0)
  update('generator', 500)
  update('iteration', 1000)
  update('generator', 1000)
  progress.end()
  return texts.map(text => text.replace('\r\u001B[2K', ''))
}

test('chapters that run side by side share the line of a terminal, and begin once in a log', () => {
  expect(sideBySide(true)).toEqual([
    'pool: generator on language, 0%',
    'pool: generator on language, 0%; iteration on language, 0%',
    'pool: generator on language, 50%; iteration on language, 0%',
    'pool: generator on language, 50%; iteration on language, 100%',
    'pool: generator on language, 100%',
    '',
  ])
  expect(sideBySide(false)).toEqual(['pool: generator on language\n', 'pool: iteration on language\n'])
})

test('the line fits the terminal', () => {
  expect(written(true, 11)[1]).toBe('\r\u001B[2Kpool: gene')
})
