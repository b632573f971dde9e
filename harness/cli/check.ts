import type { Command } from 'commander'
import { applyExpectations, expectationsFor } from '../expectations/apply.ts'
import type { Expectation } from '../expectations/expectation.ts'
import { knownFailures } from '../expectations/known.ts'
import { expectationsBeside, readExpectations } from '../expectations/read.ts'
import { displayPath } from '../implementation/display-path.ts'
import type { Description } from '../implementation/inspect.ts'
import { UsageError } from '../messages/usage-error.ts'
import { formatAnnotations } from '../report/github.ts'
import { formatJUnit } from '../report/junit.ts'
import { type ProgressReporter, progressReporter } from '../report/progress.ts'
import type { Knowledge } from '../report/reported.ts'
import { formatRun, formatTotals } from '../report/terminal.ts'
import type { Footer, Header, RuleLine, Run } from '../results/line.ts'
import { openFile } from '../results/open-file.ts'
import { totalCases } from '../results/total-cases.ts'
import { countVerdicts, isUnwanted } from '../results/verdict.ts'
import { type ResultsWriter, writeResults } from '../results/write.ts'
import type { Context, ExitCode } from './context.ts'
import type { CampaignOptions } from './engine.ts'
import { type CampaignFlags, campaignOptions, ruleOption, withCampaignOptions } from './options.ts'
import { reportFault } from './report-fault.ts'

interface CheckFlags extends CampaignFlags {
  readonly expectations?: string
  readonly json?: string
  readonly junit?: string
}

const DESCRIPTION =
  'Runs generated programs on each implementation and gives a verdict for each rule.\n\n' +
  'IMPL is the name of a folder in impls/ (typescript), one of its variants (typescript/es2017), or a path to a .ts, ' +
  '.mts, .js or .mjs file with an implementation as its default export (./my-pool.ts, ./my-pool.ts#variant).\n\n' +
  'Known failures are listed in expectations.json beside the adapter, with the programs that show them: what can be ' +
  'simplified to one of these is known, and what no longer fails must be delisted.'

const EXAMPLES = `
Examples:
  $ aexit check ./my-pool.ts
  $ aexit check typescript babel --chapter context-manager
  $ aexit check ./my-pool.ts --rule exit-stack.lifo --runs 50000 --seed 7
  $ aexit check ./my-pool.ts --expectations known.json --json results.jsonl --junit results.xml

Exit codes:
  0  all is as expected
  1  a rule fails, passes though it is listed as failing, is nondeterministic, or breaks the implementation
  2  an adapter, a file or the command line is at fault; whatever else was asked for has been run`

/** `aexit check IMPL…`. */
export function addCheck(program: Command, context: Context, done: (code: ExitCode) => void): void {
  withCampaignOptions(
    program
      .command('check')
      .summary('a verdict for each rule')
      .description(DESCRIPTION)
      .argument('<IMPL...>', 'what to check'),
  )
    .addOption(ruleOption('only this rule; may be repeated', context.services))
    .option('--expectations <file>', 'the list of known failures, instead of expectations.json beside the adapter')
    .option('--json <file>', 'write the results as JSON lines')
    .option('--junit <file>', 'write the results as JUnit XML')
    .addHelpText('after', EXAMPLES)
    .action(async (typed: string[], flags: CheckFlags) => done(await check(typed, flags, context)))
}

async function check(typed: readonly string[], flags: CheckFlags, context: Context): Promise<ExitCode> {
  const { shell, services } = context
  const options = campaignOptions(flags)
  const progress = progressReporter({
    write: shell.err,
    live: shell.terminal && !shell.env.CI,
    columns: shell.columns,
  })
  progress.begin(`aexit ${services.version}, seed ${flags.seed}: ${typed.join(', ')}`)
  const json = flags.json === undefined ? undefined : writeResults(flags.json, shell.cwd)
  const junit = flags.junit === undefined ? undefined : openFile(flags.junit, shell.cwd)
  const runs: Run[] = []
  let atFault = false
  const fault = (thrown: unknown) => {
    atFault = true
    progress.end()
    reportFault(thrown, shell)
  }

  const described = await describeAll(typed, context, fault)
  const knowledge: Knowledge = {
    rules: services.rules,
    renderCounterexample: services.renderCounterexample,
    addressOf: name => described.find(description => description.name === name)?.address ?? name,
  }
  const expectations = readAllExpectations(described, flags, context, fault)
  for (const description of described) {
    const listed = expectations(description)
    if (!listed) continue
    const run = await checkOne(description, listed, options, { context, progress, json, fault })
    progress.end()
    runs.push(run)
    shell.out(`${formatRun(run, knowledge, shell.style)}\n`)
    if (shell.env.GITHUB_ACTIONS) shell.out(formatAnnotations([run], knowledge))
  }
  progress.end()
  if (runs.length > 1) shell.out(formatTotals(runs, shell.style))
  junit?.write(formatJUnit(runs, knowledge))
  json?.close()
  junit?.close()
  if (atFault) return 2
  return runs.some(({ rules }) => rules.some(({ verdict }) => isUnwanted(verdict))) ? 1 : 0
}

/** Everything that the command line names, without what cannot be loaded. */
async function describeAll(
  typed: readonly string[],
  { shell, services }: Context,
  fault: (thrown: unknown) => void,
): Promise<Description[]> {
  const all: Description[] = []
  for (const one of typed) {
    try {
      const found = await services.inspect(one, shell.cwd)
      // `typescript typescript/es2017` names one of them twice.
      all.push(...found.filter(({ address }) => !all.some(known => known.address === address)))
    } catch (thrown) {
      fault(thrown)
    }
  }
  return all
}

/** The expectations of each implementation; undefined for those whose file is at fault, which is said once a file. */
function readAllExpectations(
  described: readonly Description[],
  flags: CheckFlags,
  { shell, services }: Context,
  fault: (thrown: unknown) => void,
): (description: Description) => Expectation[] | undefined {
  const rules = services.rules.map(({ id }) => id)
  const files = new Map<string, Expectation[] | undefined>()
  const read = (file: string, variants: readonly string[]) => {
    if (!files.has(file)) {
      files.set(file, undefined)
      try {
        files.set(file, readExpectations(file, shell.cwd, { rules, variants }))
      } catch (thrown) {
        fault(thrown)
      }
    }
    return files.get(file)
  }
  return ({ file, variant, variants }) => {
    const beside = expectationsBeside(file)
    const source = flags.expectations ?? (beside && displayPath(beside, shell.cwd))
    if (source === undefined) return []
    // One file for all implementations may name the variants of any of them.
    const known = flags.expectations === undefined ? variants : described.flatMap(other => other.variants)
    const all = read(source, known)
    return all && expectationsFor(all, variant)
  }
}

interface Surroundings {
  readonly context: Context
  readonly progress: ProgressReporter
  readonly json: ResultsWriter | undefined
  readonly fault: (thrown: unknown) => void
}

/** One implementation from header to footer; a footer is written even when the run breaks off. */
async function checkOne(
  description: Description,
  expectations: readonly Expectation[],
  options: CampaignOptions,
  { context, progress, json, fault }: Surroundings,
): Promise<Run> {
  const { shell, services } = context
  const start = shell.seconds()
  const header = headerOf(description, options, context)
  const rules: RuleLine[] = []
  let aborted: string | undefined
  json?.write(header)
  try {
    const outcomes = services.engine.check({
      ...options,
      implementation: description.address,
      known: knownFailures(expectations),
      onProgress: now => progress.update(description.name, now),
    })
    for await (const outcome of outcomes) {
      const line = applyExpectations(outcome, expectations)
      rules.push(line)
      json?.write(line)
    }
  } catch (thrown) {
    fault(thrown)
    aborted = thrown instanceof UsageError ? thrown.complaints[0].what : String(thrown)
  }
  const footer: Footer = {
    type: 'footer',
    verdicts: countVerdicts(rules.map(({ verdict }) => verdict)),
    cases: totalCases(rules),
    seconds: Math.round((shell.seconds() - start) * 1000) / 1000,
    ...(aborted === undefined ? {} : { aborted }),
  }
  json?.write(footer)
  return { header, rules, footer }
}

function headerOf({ name, version, dialect }: Description, options: CampaignOptions, { services }: Context): Header {
  const { seed, chapters, rules, runs, seconds } = options
  return {
    type: 'header',
    suite: { version: services.version, rules: services.rules.length },
    implementation: { name, version },
    dialect,
    seed,
    limits: {
      ...(chapters ? { chapters } : {}),
      ...(rules ? { rules } : {}),
      ...(runs === undefined ? {} : { runs }),
      ...(seconds === undefined ? {} : { seconds }),
    },
    runtime: services.runtime,
  }
}
