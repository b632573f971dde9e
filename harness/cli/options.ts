import { type Command, Option } from 'commander'
import { type Chapter, chapters, type Rule } from '../../spec/rules/rule.ts'
import { suggest } from '../messages/nearest.ts'
import { UsageError } from '../messages/usage-error.ts'
import type { Services } from './context.ts'
import type { CampaignOptions } from './engine.ts'
import { DEFAULT_SEED } from './seed.ts'

/** Options of a campaign as commander gives them. */
export interface CampaignFlags {
  readonly chapter?: Chapter[]
  readonly rule?: string[]
  readonly runs?: number
  readonly seconds?: number
  readonly seed: number
}

/** Adds the options that limit a campaign. */
export function withCampaignOptions(command: Command): Command {
  return command
    .addOption(chapterOption())
    .addOption(
      new Option('--runs <n>', 'cases a chapter; the default is what the implementation says').argParser(
        wholeNumber('--runs', 1),
      ),
    )
    .addOption(
      new Option('--seconds <s>', 'stop after that time; how far it gets, and so its result, varies').argParser(
        positiveNumber('--seconds'),
      ),
    )
    .addOption(
      new Option('--seed <n>', 'what the cases are drawn from; the same seed gives the same results')
        .default(DEFAULT_SEED)
        .argParser(wholeNumber('--seed', 0)),
    )
}

export function chapterOption(): Option {
  return new Option('--chapter <name>', `only this chapter: ${chapters.join(', ')}; may be repeated`).argParser(chapter)
}

function chapter(text: string, before: Chapter[] = []): Chapter[] {
  const found = chapters.find(name => name === text)
  if (found) return [...before, found]
  throw new UsageError({
    what: `no chapter is called ${text}`,
    expected: `one of ${chapters.join(', ')}`,
    got: text,
    where: '--chapter',
    fix: suggest(text, chapters, 'see aexit rules'),
  })
}

export function ruleOption(description: string, { rules }: Services): Option {
  return new Option('--rule <id>', description).argParser((text: string, before: string[] = []) => [
    ...before,
    knownRule(text, rules),
  ])
}

function knownRule(text: string, rules: readonly Rule[]): string {
  if (rules.some(({ id }) => id === text)) return text
  throw new UsageError({
    what: `no rule has the id ${text}`,
    expected: 'the id of a rule, chapter.slug',
    got: text,
    where: '--rule',
    fix: suggest(
      text,
      rules.map(({ id }) => id),
      'see aexit rules',
    ),
  })
}

function wholeNumber(option: string, least: number): (text: string) => number {
  return text => {
    const number = Number(text)
    if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= least) return number
    throw badNumber(option, `a whole number of at least ${least}`, text)
  }
}

function positiveNumber(option: string): (text: string) => number {
  return text => {
    const number = Number(text)
    if (/^\d*\.?\d+$/.test(text) && number > 0) return number
    throw badNumber(option, 'a number above 0', text)
  }
}

function badNumber(option: string, expected: string, got: string): UsageError {
  return new UsageError({
    what: `${option} is no number that it can be`,
    expected,
    got: got || 'nothing',
    where: option,
    fix: `give ${option} ${expected}`,
  })
}

/** The options of a campaign as the engine takes them. */
export function campaignOptions({ chapter, rule, runs, seconds, seed }: CampaignFlags): CampaignOptions {
  const outside = rule?.find(id => chapter && !chapter.some(name => id.startsWith(`${name}.`)))
  if (outside !== undefined) {
    throw new UsageError({
      what: `${outside} is a rule of another chapter`,
      expected: `a rule of ${chapter?.join(', ')}`,
      got: outside,
      where: '--rule and --chapter',
      fix: 'leave --chapter out',
    })
  }
  return {
    seed,
    ...(chapter ? { chapters: chapter } : {}),
    ...(rule ? { rules: rule } : {}),
    ...(runs === undefined ? {} : { runs }),
    ...(seconds === undefined ? {} : { seconds }),
  }
}
