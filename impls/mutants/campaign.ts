import { parseArgs } from 'node:util'
import { kill, tuneCollector } from '../../harness/mutation/index.ts'
import { missing, python } from '../cpython/python.fixture.ts'
import { asyncioMutants } from './asyncio/index.ts'
import { mutants } from './index.ts'

/*
 * npm run mutants: every mutant, at the default budget, for so many seeds, from 1 on or another one; `--only`, which may
 * be given several times, takes a part of a mutant's name or of its rule. Exits with 1 if one lives.
 */

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    from: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true, default: [''] },
  },
})
tuneCollector()
if (!python) console.log(`without the mutants of asyncio: ${missing}`)
const all = [...mutants, ...(python ? asyncioMutants(python) : [])]
const chosen = all.filter(({ name, rule }) => values.only.some(part => name.includes(part) || rule.includes(part)))
const statements: number[] = []
let living = 0
let largest = { name: '', statements: 0 }
const first = Number(values.from)
for (let seed = first; seed < first + Number(values.seeds); seed++) {
  let slowest = { name: '', cases: 0 }
  for (const { name, rule, implementation } of chosen) {
    const killed = await kill({ ...implementation, name }, rule, { seed })
    if (!killed) {
      living++
      console.log(`seed ${seed}: ${name} lives, ${rule} is not broken`)
      continue
    }
    statements.push(killed.counterexample.statements)
    if (killed.counterexample.statements > largest.statements) {
      largest = { name: `${name} at seed ${seed}`, statements: killed.counterexample.statements }
    }
    if (killed.cases > slowest.cases) slowest = { name, cases: killed.cases }
  }
  console.log(`seed ${seed}: ${chosen.length} mutants, the last killed after ${slowest.cases} cases: ${slowest.name}`)
}
statements.sort((a, b) => a - b)
const median = statements[Math.floor(statements.length / 2)]
console.log(`${statements.length} killed, ${living} living`)
console.log(`statements: median ${median}, most ${largest.statements}: ${largest.name}`)
process.exitCode = living === 0 ? 0 : 1
