import { Command, CommanderError } from 'commander'
import { addCheck } from './check.ts'
import { addCompare } from './compare.ts'
import type { Context, ExitCode } from './context.ts'
import { addDialects } from './dialects.ts'
import { addFind } from './find.ts'
import { addReplay } from './replay.ts'
import { reportFault } from './report-fault.ts'
import { addRules } from './rules.ts'

const DESCRIPTION =
  'Checks code that must clean up after itself asynchronously: await using, async context managers, exit stacks, ' +
  'async generators, and loops over them that are left early. Generated programs are run on an implementation, and ' +
  'where a rule fails, the smallest program that shows it is given.'

const EXAMPLES = `
Examples:
  $ aexit check ./my-pool.ts              a verdict for each rule
  $ aexit find ./my-pool.ts               the smallest program on which it fails
  $ aexit rules                           what is demanded, and by which text
  $ aexit help check                      more about a command

Exit codes:
  0  all is as expected
  1  something is not
  2  an adapter, a file or the command line is at fault`

/** Runs a command line (without the program's own name) and gives the exit code. */
export async function run(args: readonly string[], context: Context): Promise<ExitCode> {
  let code: ExitCode = 0
  try {
    await build(context, given => {
      code = given
    }).parseAsync(args, { from: 'user' })
    return code
  } catch (thrown) {
    // Commander has said what was wrong, or has printed the help that was asked for.
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2
    reportFault(thrown, context.shell)
    return 2
  }
}

function build(context: Context, done: (code: ExitCode) => void): Command {
  const { shell, services } = context
  const program = new Command('aexit')
    .description(DESCRIPTION)
    .version(services.version, '-v, --version')
    .addHelpText('after', EXAMPLES)
    // Before the commands are added: they inherit it.
    .exitOverride()
    .showHelpAfterError('(add --help for what there is)')
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: shell.out,
      writeErr: shell.err,
      getOutHelpWidth: () => shell.columns,
      getErrHelpWidth: () => shell.columns,
    })
  for (const add of [addCheck, addFind, addCompare, addReplay, addRules, addDialects]) add(program, context, done)
  return program
}
