import type { Command } from 'commander'
import type { Chapter } from '../../spec/rules/rule.ts'
import { formatRules, formatRulesMarkdown } from '../report/rules-table.ts'
import type { Context, ExitCode } from './context.ts'
import { chapterOption } from './options.ts'

interface RulesFlags {
  readonly chapter?: Chapter[]
  readonly markdown?: boolean
}

const EXAMPLES = `
Examples:
  $ aexit rules --chapter exit-stack
  $ aexit rules --markdown > RULES.md`

/** `aexit rules`. */
export function addRules(program: Command, { shell, services }: Context, done: (code: ExitCode) => void): void {
  program
    .command('rules')
    .summary('what is demanded, and by which text')
    .description('Prints every rule: its id, its level, what it demands, why, and the text that says so.')
    .addOption(chapterOption())
    .option('--markdown', 'print tables for a README')
    .addHelpText('after', EXAMPLES)
    .action(({ chapter, markdown }: RulesFlags) => {
      const rules = services.rules.filter(({ id }) => !chapter || chapter.some(name => id.startsWith(`${name}.`)))
      shell.out(markdown ? formatRulesMarkdown(rules) : formatRules(rules, shell.style))
      done(0)
    })
}
