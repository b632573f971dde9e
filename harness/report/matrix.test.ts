import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formatMatrix } from './matrix.ts'
import { implementationFolders, matrixFile } from './matrix-page.ts'
import { everyVerdict } from './sample.fixture.ts'

test('a row for each implementation, a cell for each chapter, and each cause once', () => {
  const expectations = [
    { rule: 'exit-stack.lifo', reason: 'pops the first', upstream: 'https://example.org/1' },
    { rule: 'exit-stack.transfer', reason: 'pops the first' },
    { rule: 'iteration.trace', reason: 'a | b', variants: ['es5', 'es2017'] },
  ]
  expect(formatMatrix([everyVerdict], [{ implementation: 'sample', expectations }])).toMatchInlineSnapshot(`
    "## Verdicts

    Of each chapter, how many rules pass, counted on each part of the implementation that they speak of; then those that fail as listed (✗), those with too few occasions (?), and those that are not as they should be (‼).

    | implementation | version | dialect | context-manager | exit-stack | generator | iteration | tasks | operators | fetching |
    | - | - | - | - | - | - | - | - | - | - |
    | typescript/es2017 | 5.9.2 | ecmascript | 1 · 1 ‼ | 1 ✗ · 1 ‼ | 1 ? | 3 ‼ | – | – | – |

    ## What fails, and why

    | implementation | variants | cause | rules | upstream |
    | - | - | - | - | - |
    | sample | | pops the first | \`exit-stack.lifo\`, \`exit-stack.transfer\` | <https://example.org/1> |
    | sample | es5, es2017 | a \\| b | \`iteration.trace\` | |

    "
  `)
})

test('fixtures/matrix.md has all implementations: npm run matrix writes it', () => {
  const page = readFileSync(matrixFile, 'utf8')
  // A folder's name is that of its package, without what a folder cannot be called.
  const bare = (name: string): string => name.replace(/\W/g, '')
  const rows = page.split('\n').flatMap(line => /^\| (\S+)/.exec(line)?.[1] ?? [])
  const missing = implementationFolders().filter(folder => !rows.some(row => bare(row).startsWith(bare(folder))))
  expect(missing).toEqual([])
})
