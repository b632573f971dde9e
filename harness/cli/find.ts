import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import type { Dialect } from '../../spec/dialects/dialect.ts'
import type { Case } from '../campaign/cases.ts'
import type { SavedCounterexample } from '../counterexample/saved.ts'
import { scriptFor } from '../counterexample/script.ts'
import { displayPath } from '../implementation/display-path.ts'
import { demandOne } from '../implementation/resolve.ts'
import { UsageError } from '../messages/usage-error.ts'
import { formatCases } from '../report/counts.ts'
import { progressReporter } from '../report/progress.ts'
import { explain, indent, type Knowledge, replayCommand } from '../report/reported.ts'
import type { Context, ExitCode } from './context.ts'
import { type CampaignFlags, campaignOptions, ruleOption, withCampaignOptions } from './options.ts'
import { SCRIPT_OPTION } from './replay.ts'

interface FindFlags extends CampaignFlags {
  readonly save?: string | true
  readonly script?: true
}

const DESCRIPTION =
  'Searches for the smallest program and schedule on which an implementation breaks a rule, and prints it: the ' +
  'program, the expected and the observed events lane by lane, the rule, its source, where to look, and a command ' +
  'that replays it.'

const EXAMPLES = `
Examples:
  $ aexit find ./my-pool.ts
  $ aexit find typescript/es2017 --rule context-manager.exit-lifo
  $ aexit find ./my-pool.ts --runs 100000 --save
  $ aexit find typescript/es2017 --script > repro.mjs

Exit codes:
  0  no counterexample was found
  1  a counterexample was found
  2  the adapter, a file or the command line is at fault`

/** Where `--save` puts counterexamples unless told otherwise. */
const SAVED = join('fixtures', 'counterexamples')

/** `aexit find IMPL`. */
export function addFind(program: Command, context: Context, done: (code: ExitCode) => void): void {
  withCampaignOptions(
    program
      .command('find')
      .summary('the smallest counterexample')
      .description(DESCRIPTION)
      .argument('<IMPL>', 'where to search, as in check; one variant'),
  )
    .addOption(ruleOption('a counterexample to this rule', context.services))
    .option('--save [folder]', `keep the counterexample in a file, in ${SAVED} unless another folder is given`)
    .option('--script', SCRIPT_OPTION)
    .addHelpText('after', EXAMPLES)
    .action(async (typed: string, flags: FindFlags) => done(await find(typed, flags, context)))
}

async function find(typed: string, flags: FindFlags, { shell, services }: Context): Promise<ExitCode> {
  const { rules: [rule, another] = [], ...options } = campaignOptions(flags)
  if (another !== undefined) throw severalRules(another)
  const progress = progressReporter({
    write: shell.err,
    live: shell.terminal && !shell.env.CI,
    columns: shell.columns,
  })
  progress.begin(`aexit ${services.version}, seed ${flags.seed}: searching ${typed}`)
  const { address, name, dialect } = demandOne(await services.inspect(typed, shell.cwd), typed)
  const { counterexample, cases, provedSmallest, crashes } = await services.engine.find({
    ...options,
    implementation: address,
    ...(rule === undefined ? {} : { rule }),
    onProgress: now => progress.update(name, now),
  })
  progress.end()
  for (const crash of crashes) shell.err(`${crash}\n`)
  if (!counterexample) {
    shell.out(`no counterexample to ${rule ?? 'any rule'} in ${formatCases(cases)}, seed ${flags.seed}\n`)
    return crashes.length === 0 ? 0 : 1
  }
  const knowledge: Knowledge = {
    rules: services.rules,
    renderCounterexample: services.renderCounterexample,
    addressOf: () => address,
  }
  if (flags.script) shell.out(script(counterexample, name, dialect, knowledge))
  else {
    shell.out(describe(counterexample, name, provedSmallest, knowledge))
    shell.out(`\nfound in ${formatCases(cases)}, seed ${flags.seed}\n`)
  }
  if (flags.save !== undefined) {
    const folder = flags.save === true ? SAVED : flags.save
    const say = flags.script ? shell.err : shell.out
    say(`saved as ${displayPath(save(counterexample, name, resolve(shell.cwd, folder)), shell.cwd)}\n`)
  }
  return 1
}

function describe(found: SavedCounterexample, name: string, provedSmallest: boolean, knowledge: Knowledge): string {
  const { statement, advice } = explain(found.rule, knowledge)
  const size = provedSmallest
    ? 'No smaller program fails: all of them were tried.'
    : 'No single simplification of it still fails.'
  return [
    `${name} breaks ${found.rule}${found.subject === null ? '' : ` on ${found.subject}`}`,
    ...(statement === '' ? [] : [indent(statement)]),
    '',
    knowledge.renderCounterexample(found).trimEnd(),
    '',
    size,
    '',
    ...advice,
    `Replay: ${replayCommand(found.token, name, knowledge)}`,
    '',
  ].join('\n')
}

function script(found: SavedCounterexample, name: string, dialect: Dialect, knowledge: Knowledge): string {
  const about = [
    `${name} breaks ${found.rule}: ${explain(found.rule, knowledge).statement}`,
    replayCommand(found.token, name, knowledge),
  ]
  return scriptFor(found as unknown as Case, { subject: found.subject ?? 'language', dialect, about })
}

function save(counterexample: SavedCounterexample, name: string, folder: string): string {
  const file = join(folder, `${counterexample.rule}.${name.replaceAll(/[^\w.-]+/g, '-')}.json`)
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, `${JSON.stringify(counterexample, null, 2)}\n`)
  } catch (error) {
    throw new UsageError({
      what: `cannot write ${file}`,
      expected: 'a folder that can be written',
      got: (error as Error).message,
      where: '--save',
      fix: 'give --save another folder',
    })
  }
  return file
}

function severalRules(another: string): UsageError {
  return new UsageError({
    what: 'find searches for one rule at a time',
    expected: '--rule once',
    got: `another one, ${another}`,
    where: '--rule',
    fix: 'leave all but one out',
  })
}
