import type { Command } from 'commander'
import { demandOne } from '../implementation/resolve.ts'
import { formatCases } from '../report/counts.ts'
import { progressReporter } from '../report/progress.ts'
import { indent } from '../report/reported.ts'
import { formatTraces } from '../report/traces.ts'
import type { Context, ExitCode } from './context.ts'
import { type CampaignFlags, campaignOptions, withCampaignOptions } from './options.ts'

const DESCRIPTION =
  'Searches for the smallest programs on which two implementations differ, and prints what each does and what ' +
  'conforming means: two versions of a compiler before an upgrade, two engines, a library and its successor.'

const EXAMPLES = `
Examples:
  $ aexit compare typescript/es2017 babel/es2017
  $ aexit compare ./pool-1.ts ./pool-2.ts --chapter exit-stack

Exit codes:
  0  no difference was found
  1  they differ
  2  an adapter or the command line is at fault`

/** `aexit compare IMPL IMPL`. */
export function addCompare(program: Command, context: Context, done: (code: ExitCode) => void): void {
  withCampaignOptions(
    program
      .command('compare')
      .summary('the smallest programs on which two implementations differ')
      .description(DESCRIPTION)
      .argument('<IMPL>', 'one implementation, as in check; one variant')
      .argument('<IMPL>', 'the other'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (a: string, b: string, flags: CampaignFlags) => done(await compare(a, b, flags, context)))
}

async function compare(a: string, b: string, flags: CampaignFlags, { shell, services }: Context): Promise<ExitCode> {
  const progress = progressReporter({
    write: shell.err,
    live: shell.terminal && !shell.env.CI,
    columns: shell.columns,
  })
  progress.begin(`aexit ${services.version}, seed ${flags.seed}: comparing ${a} and ${b}`)
  const one = demandOne(await services.inspect(a, shell.cwd), a)
  const other = demandOne(await services.inspect(b, shell.cwd), b)
  const { differences, cases } = await services.engine.compare(one.address, other.address, {
    ...campaignOptions(flags),
    onProgress: now => progress.update(`${one.name} and ${other.name}`, now),
  })
  progress.end()
  // Two files may have given themselves the same name.
  const [nameA, nameB] = one.name === other.name ? [one.address, other.address] : [one.name, other.name]
  for (const { source, token, model, a: didA, b: didB } of differences) {
    const columns = [
      { name: 'conforming', trace: model },
      { name: nameA, trace: didA },
      { name: nameB, trace: didB },
    ]
    shell.out(`${shell.style('bold', token)}\n\n${indent(source.trimEnd())}\n\n${indent(formatTraces(columns))}\n\n`)
  }
  const count = differences.length === 1 ? '1 difference' : `${differences.length || 'no'} differences`
  shell.out(`${count} between ${nameA} and ${nameB} in ${formatCases(cases)}, seed ${flags.seed}\n`)
  return differences.length === 0 ? 0 : 1
}
