import type { Command } from 'commander'
import { dialectDifferences } from '../../spec/dialects/difference.ts'
import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import { python } from '../../spec/dialects/python.ts'
import { formatDialects, formatDialectsMarkdown, type Speaker } from '../report/dialects-table.ts'
import type { Context, ExitCode } from './context.ts'

const EXAMPLES = `
Examples:
  $ aexit dialects
  $ aexit dialects ./my-pool.ts --markdown`

/** `aexit dialects [IMPL…]`. */
export function addDialects(program: Command, context: Context, done: (code: ExitCode) => void): void {
  program
    .command('dialects')
    .summary('the questions on which conforming systems differ')
    .description(
      'Prints the questions that a dialect answers, with the answers of ecmascript, python and each implementation, and ' +
        'for each question on which the two languages differ the smallest program that shows it, which is searched for.',
    )
    .argument('[IMPL...]', 'whose answers to show beside the named dialects, as in check')
    .option('--markdown', 'print a table for a README')
    .option('--no-programs', 'leave out the smallest programs on which Python and ECMAScript part')
    .addHelpText('after', EXAMPLES)
    .action(async (typed: string[], { markdown, programs }: { markdown?: boolean; programs: boolean }) => {
      const { shell, services } = context
      const speakers: Speaker[] = [ecmascript, python].map(dialect => ({ name: dialect.name, dialect }))
      for (const one of typed) speakers.push(...(await services.inspect(one, shell.cwd)))
      shell.out(
        markdown
          ? formatDialectsMarkdown(speakers)
          : formatDialects(speakers, programs ? dialectDifferences() : [], shell.style),
      )
      done(0)
    })
}
