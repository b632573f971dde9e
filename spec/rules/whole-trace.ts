import type { Chapter, Rule, Source, SubjectKind } from './rule.ts'

/**
 * Creates the last rule of a chapter: the trace as a whole. It is broken by every difference.
 *
 * occasion: the first event of every case.
 */
export function wholeTrace(
  chapter: Chapter,
  subjects: readonly SubjectKind[],
  sources: readonly [Source, ...Source[]],
): Rule {
  return {
    id: `${chapter}.trace`,
    level: 'must',
    statement: 'The run shows the events of the model, with their values, in their order, and no others.',
    intent: 'Whatever no other rule of the chapter names is still a difference that a program can see.',
    sources,
    applies: (_, subject) => subjects.includes(subject),
    hints: [
      'Look at the first event where the two traces part: what ran there, and who had called it?',
      'Look for another rule of this chapter that fails: it says more.',
      'Count the awaits between the last event that is right and the first that is wrong.',
    ],
    broken: () => true,
  }
}
