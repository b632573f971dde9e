import type { Program } from '../../spec/program/program.ts'
import type { Case } from '../campaign/cases.ts'

/**
 * Known defects of the engine that the suite itself runs on. For a compiler they say nothing; the engine, checked as an
 * implementation, fails by them.
 */
export interface EngineDefect {
  readonly id: string
  /** `fatal`: it ends or blocks the process, so that programs which meet it cannot be run beside others. */
  readonly effect: 'fatal' | 'wrong'
  /** The rule that the engine breaks by it. */
  readonly rule: string
  readonly reason: string
  readonly upstream?: string
  /**
   * Parts of a syntax tree: programs that hold, for each, a node with these fields meet the defect. A list stands for one
   * that holds at least these.
   */
  readonly patterns: readonly object[]
  /**
   * What the text that a compiler makes of such a program has if the engine still meets the defect. Undefined: whatever
   * the compiler does.
   */
  readonly inText?: RegExp
  /** The smallest program that shows it. */
  readonly program: Program
}

const plain = { carrier: 'object', methods: 'async', enter: { checkpoints: 0, outcome: 'entered' } } as const
const ends = { checkpoints: 0, outcome: 'ends' } as const

const defects: readonly EngineDefect[] = [
  {
    id: 'for-head',
    effect: 'fatal',
    rule: 'context-manager.exit-once',
    reason:
      'V8 13.6 ends the process with a segmentation fault at `for (await using …;;)`, and disposes of a sync resource there after every turn',
    patterns: [{ kind: 'repeat', head: { kind: 'declare' } }],
    // Minifiers drop what white space they can.
    inText: /\bfor\s*\(\s*(await\s+)?using\b/,
    program: {
      kind: 'program',
      main: [
        {
          kind: 'repeat',
          times: 1,
          head: {
            kind: 'declare',
            declaration: 'await using',
            shadow: false,
            resources: [{ kind: 'disposable', ...plain, exit: ends }],
          },
          body: [],
        },
      ],
    },
  },
  {
    id: 'from-async-closes',
    effect: 'fatal',
    rule: 'iteration.no-close-after-failure',
    reason:
      'V8 closes the iterator when its next() rejects within Array.fromAsync, and asks for ever when return() then fails',
    patterns: [{ kind: 'from-async', source: { steps: [] } }],
    program: {
      kind: 'program',
      main: [{ kind: 'from-async', source: { kind: 'iterator', steps: ['rejects'], close: 'answers' } }],
    },
  },
  {
    id: 'async-from-sync-closes',
    effect: 'wrong',
    rule: 'iteration.no-close-after-failure',
    reason: 'V8 closes a sync iterator that is read asynchronously when its next() throws',
    patterns: [{ kind: 'sync', steps: ['throws'] }],
    program: {
      kind: 'program',
      main: [{ kind: 'for-await', source: { kind: 'sync', steps: ['throws'], close: 'answers' }, body: [] }],
    },
  },
  {
    id: 'delegated-return-rejects',
    effect: 'wrong',
    rule: 'generator.delegate',
    reason:
      'V8 hands a rejected argument of return() to the next() of an iterator that is delegated to, instead of throwing it there',
    patterns: [{ kind: 'delegate' }, { kind: 'return', value: 'rejected' }],
    program: {
      kind: 'program',
      main: [
        {
          kind: 'open',
          generator: [{ kind: 'delegate', source: { kind: 'iterator', steps: ['value'], close: 'answers' } }],
          body: [
            { kind: 'request', generator: 0, calls: [{ kind: 'next', value: 'none' }] },
            { kind: 'request', generator: 0, calls: [{ kind: 'return', value: 'rejected' }] },
          ],
        },
      ],
    },
  },
]

/** The defects of the engine that runs this: V8's, as long as they are not known to be mended. */
export const engineDefects: readonly EngineDefect[] = 'v8' in process.versions ? defects : []

/** The defect that a case meets, or null: the first of these effects. */
export function defectMetBy(one: Case, effects: readonly EngineDefect['effect'][]): EngineDefect | null {
  return defectsMetBy(one, effects)[0] ?? null
}

/** All defects of these effects that a case meets, if the engine runs the program as it stands. */
export function defectsMetBy({ program }: Case, effects: readonly EngineDefect['effect'][]): EngineDefect[] {
  const met = new Set<object>()
  meet(program, met)
  return engineDefects.filter(
    ({ effect, patterns }) => effects.includes(effect) && patterns.every(pattern => met.has(pattern)),
  )
}

const allPatterns = engineDefects.flatMap(({ patterns }) => patterns) as readonly Pattern[]

type Pattern = Readonly<Record<string, unknown>>

/** Adds the patterns that nodes of a tree match: every program is looked at, and none of its nodes more than once. */
function meet(node: unknown, met: Set<object>): void {
  if (typeof node !== 'object' || node === null) return
  if (Array.isArray(node)) {
    for (const element of node) meet(element, met)
    return
  }
  for (const pattern of allPatterns) if (matches(node, pattern)) met.add(pattern)
  for (const field in node) meet((node as Pattern)[field], met)
}

function matches(node: object, pattern: Pattern): boolean {
  for (const field in pattern) if (!fits((node as Pattern)[field], pattern[field])) return false
  return true
}

function fits(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) return Array.isArray(value) && wanted.every(one => value.includes(one))
  if (typeof wanted !== 'object' || wanted === null) return value === wanted
  return typeof value === 'object' && value !== null && matches(value, wanted as Pattern)
}
