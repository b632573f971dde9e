import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { SubjectKind } from '../../spec/rules/rule.ts'
import type { Case } from '../campaign/cases.ts'
import type { SavedCounterexample } from '../counterexample/saved.ts'
import { scriptFor } from '../counterexample/script.ts'
import { caseOf } from '../counterexample/token.ts'
import { demandOne } from '../implementation/resolve.ts'
import { explain, indent, replayCommand } from '../report/reported.ts'
import { formatTraces } from '../report/traces.ts'
import type { Context, ExitCode } from './context.ts'

const DESCRIPTION = `Runs one case again: the program and the schedule of a counterexample.

TOKEN is the word that check and find print; FILE is a counterexample that find --save has kept.`

const EXAMPLES = `
Examples:
  $ aexit replay fixtures/counterexamples/context-manager.exit-lifo.my-pool.json ./my-pool.ts
  $ aexit replay context-manager.bracket.4.1f3.fifo.q1v ./my-pool.ts --script > repro.mjs

Exit codes:
  0  the implementation does what is expected
  1  it does not
  2  the token, the file, the adapter or the command line is at fault`

interface ReplayFlags {
  readonly script?: true
}

/** `aexit replay TOKEN|FILE IMPL`. */
export function addReplay(program: Command, context: Context, done: (code: ExitCode) => void): void {
  program
    .command('replay')
    .summary('one case again')
    .description(DESCRIPTION)
    .argument('<TOKEN|FILE>', 'the case')
    .argument('<IMPL>', 'what to run it on, as in check; one variant')
    .option('--script', SCRIPT_OPTION)
    .addHelpText('after', EXAMPLES)
    .action(async (tokenOrFile: string, typed: string, flags: ReplayFlags) =>
      done(await replay(tokenOrFile, typed, flags, context)),
    )
}

/** What `--script` does, here and in find. */
export const SCRIPT_OPTION = 'print nothing but a module that runs the case by itself: for a bug report'

async function replay(
  tokenOrFile: string,
  typed: string,
  flags: ReplayFlags,
  { shell, services }: Context,
): Promise<ExitCode> {
  const { address, name, dialect } = demandOne(await services.inspect(typed, shell.cwd), typed)
  const { source, expected, observed, same, violated } = await services.engine.replay(tokenOrFile, address)
  if (flags.script) {
    const { subject, case: one } = caseNamed(tokenOrFile, shell.cwd)
    const about = violated
      .filter(id => !id.endsWith('.trace'))
      .map(id => [id, explain(id, services).statement].join(': '))
    shell.out(scriptFor(one, { subject, dialect, about: [...about, replayCommand(tokenOrFile, address, {})] }))
    return same ? 0 : 1
  }
  const columns = [
    { name: 'expected', trace: expected },
    { name: 'observed', trace: observed },
  ]
  shell.out(`${source.trimEnd()}\n\n${formatTraces(columns)}\n\n`)
  if (same) {
    shell.out(`${name} does what is expected\n`)
    return 0
  }
  const rules = violated.map(id => indent([id, explain(id, services).statement].join('\n  ').trimEnd()))
  shell.out(
    rules.length === 0
      ? `${name} does something else, and no rule but the trace says so\n`
      : `${name} breaks\n${rules.join('\n')}\n`,
  )
  return 1
}

/** The case that was replayed: the token and the file are known to be good. */
function caseNamed(tokenOrFile: string, cwd: string): { readonly subject: SubjectKind; readonly case: Case } {
  if (!tokenOrFile.endsWith('.json')) {
    const { profile, case: one } = caseOf(tokenOrFile)
    return { subject: profile.subject, case: one }
  }
  const saved = JSON.parse(readFileSync(resolve(cwd, tokenOrFile), 'utf8')) as SavedCounterexample
  return { subject: saved.subject ?? 'language', case: saved as Case }
}
