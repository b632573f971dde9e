import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = import.meta.dirname
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  file => file.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(file),
)

// Why, `coroutine.ts` says.
test.each(sources)('%s makes no generator function within another function', file => {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n')
  expect(lines.filter(line => line.includes('function*') && !/^(export )?function\*/.test(line))).toEqual([])
})
