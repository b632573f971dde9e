import { distance } from 'fastest-levenshtein'

/** A list longer than this says less than the command that prints it. */
const LISTED = 12
const OFFERED = 3

/** The candidates that a slip of the fingers away from `word` are, nearest first, three at most. */
export function nearest(word: string, candidates: Iterable<string>): string[] {
  const limit = Math.max(2, Math.ceil(word.length / 3))
  return [...new Set(candidates)]
    .map(candidate => ({ candidate, far: remoteness(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, OFFERED)
    .map(({ candidate }) => candidate)
}

/** The whole word, or its last part: `exit-lifo` is near to `context-manager.exit-lifo`, `es2017` to `typescript/es2017`. */
function remoteness(word: string, candidate: string): number {
  const last = candidate.split(/[./#]/).at(-1) ?? candidate
  return Math.min(distance(word, candidate), last === candidate ? Number.POSITIVE_INFINITY : distance(word, last) + 1)
}

/** `did you mean a or b?`, or what there is when nothing is near; `otherwise` is said when that is too much to list. */
export function suggest(word: string, candidates: Iterable<string>, otherwise: string): string {
  const all = [...new Set(candidates)]
  const near = nearest(word, all)
  if (near.length > 0) return `did you mean ${oneOf(near)}?`
  return all.length > 0 && all.length <= LISTED ? `choose ${oneOf(all)}` : otherwise
}

/** `a`, `a or b`, `a, b or c`. */
export function oneOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
