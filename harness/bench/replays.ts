import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import type { Case } from '../campaign/cases.ts'
import type { Selection } from '../campaign/runner.ts'
import { caseOf } from '../counterexample/token.ts'
import { expectationsFor } from '../expectations/apply.ts'
import type { Expectation } from '../expectations/expectation.ts'
import { tokensOf } from '../expectations/known.ts'
import { inspect } from '../implementation/inspect.ts'
import { ImplementationCrash } from '../isolation/implementation-crash.ts'
import { createIsolatedRunner } from '../isolation/isolated-runner.ts'

/*
 * npm run replays: every counterexample that impls/ lists is run in a process with all others of its implementation, and
 * then alone in a fresh one: it breaks its rule, and the traces are the same. Exits with 1 if not. `--only` takes a part
 * of an implementation's name.
 */

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } })

/** A listed counterexample. */
interface Listed {
  readonly rule: string
  readonly token: string
  readonly selection: Selection
  readonly one: Case
}

/** By the address of the implementation on which they are run: one that they are listed for. */
const listed = new Map<string, Listed[]>()
for (const folder of readdirSync('impls').filter(name => name.includes(values.only))) await readListOf(folder)
const total = [...listed.values()].reduce((sum, { length }) => sum + length, 0)
let [done, different] = [0, 0]
const waiting = listed.entries()
await Promise.all(Array.from({ length: availableParallelism() }, lane))
console.log(`${total} counterexamples, each replayed in a fresh process: ${different} differ or break nothing`)
process.exitCode = different === 0 ? 0 : 1

async function readListOf(folder: string): Promise<void> {
  const file = `impls/${folder}/expectations.json`
  if (!existsSync(file)) return
  // Some need a runtime that not every machine has.
  const found = await inspect(folder, process.cwd()).catch(thrown => {
    console.log(`${folder} is left out: ${thrown instanceof Error ? thrown.message.split('\n')[0] : thrown}`)
    return []
  })
  for (const entry of JSON.parse(readFileSync(file, 'utf8')) as Expectation[]) {
    const one = found.find(({ variant }) => expectationsFor([entry], variant).length > 0)
    if (!one) continue
    for (const token of tokensOf(entry)) {
      const { profile, case: given } = caseOf(token)
      const selection = { chapter: profile.chapter, subject: profile.subject, seed: 0, runs: 0 }
      const own = listed.get(one.address) ?? []
      listed.set(one.address, own)
      own.push({ rule: entry.rule, token, selection, one: given })
    }
  }
}

/** Takes the implementations that are waiting, one after another. */
async function lane(): Promise<void> {
  for (const [address, own] of waiting) {
    const together = await observedIn(address, own)
    for (const [i, each] of own.entries()) {
      const [alone] = await observedIn(address, [each])
      const same = alone?.observed.join('\n') === together[i]?.observed.join('\n')
      if (!same || !alone?.broken.includes(each.rule)) {
        different++
        console.log(`${address}: ${each.token} ${same ? `does not break ${each.rule}` : 'has another trace each time'}`)
      }
      if (++done % 50 === 0) console.error(`${done} of ${total}`)
    }
  }
}

/** Runs counterexamples in a process, one after another. */
async function observedIn(address: string, some: readonly Listed[]) {
  const runner = await createIsolatedRunner(address, process.cwd())
  try {
    return await Array.fromAsync(some, ({ rule, selection, one }) =>
      runner.runOne(selection, one).catch(thrown => {
        // Some end the process: that is what is seen of them.
        if (!(thrown instanceof ImplementationCrash)) throw thrown
        return { observed: [`process ${thrown.message}`], broken: [rule] }
      }),
    )
  } finally {
    runner.stop()
  }
}
