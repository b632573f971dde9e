import type { Command } from 'commander'
import { demandOne } from '../implementation/resolve.ts'
import { explain, indent } from '../report/reported.ts'
import { formatTraces } from '../report/traces.ts'
import type { Context, ExitCode } from './context.ts'

const DESCRIPTION = `Runs one case again: the program and the schedule of a counterexample.

TOKEN is the word that check and find print; FILE is a counterexample that find --save has kept.`

const EXAMPLES = `
Examples:
  $ aexit replay fixtures/counterexamples/context-manager.exit-lifo.my-pool.json ./my-pool.ts

Exit codes:
  0  the implementation does what is expected
  1  it does not
  2  the token, the file, the adapter or the command line is at fault`

/** `aexit replay TOKEN|FILE IMPL`. */
export function addReplay(program: Command, context: Context, done: (code: ExitCode) => void): void {
  program
    .command('replay')
    .summary('one case again')
    .description(DESCRIPTION)
    .argument('<TOKEN|FILE>', 'the case')
    .argument('<IMPL>', 'what to run it on, as in check; one variant')
    .addHelpText('after', EXAMPLES)
    .action(async (tokenOrFile: string, typed: string) => done(await replay(tokenOrFile, typed, context)))
}

async function replay(tokenOrFile: string, typed: string, { shell, services }: Context): Promise<ExitCode> {
  const { address, name } = demandOne(await services.inspect(typed, shell.cwd), typed)
  const { source, expected, observed, same, violated } = await services.engine.replay(tokenOrFile, address)
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
