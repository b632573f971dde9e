import { ecmascript } from '../../dialects/ecmascript.ts'
import { asGenerator, type OperatorName, type OperatorTraits } from '../../dialects/operators.ts'
import { runModel } from '../../model/run.ts'
import type { Call, Consumer, Expansion, Source, Stage } from '../../program/pipeline/ast.ts'
import { elaborate } from '../../program/program.ts'
import type { Trial } from '../trial.ts'

/** Pipelines in few words, for the trials of the rules about them. */

const item = { kind: 'item', waits: false } as const
const ends: Source['end'] = { kind: 'ends', waits: false, outcome: 'done' }
export const source = (values: number, own: Partial<Source> = {}): Source => ({
  kind: 'source',
  items: Array.from({ length: values }, () => item),
  end: ends,
  close: 'answers',
  ...own,
})
export const failing = (values: number, own: Partial<Source> = {}): Source =>
  source(values, { end: { ...ends, outcome: 'fails' }, ...own })
export const late: Partial<Source> = { items: [{ ...item, waits: true }] }

export const waits: Call = { kind: 'call', waits: true, outcome: 'answers' }
export const fails: Call = { kind: 'call', waits: false, outcome: 'fails' }
export const map = (of: Stage, ...calls: Call[]): Stage => ({ kind: 'map', of, calls })
export const parallelMap = (of: Stage, ...calls: Call[]): Stage => ({ kind: 'parallelMap', of, concurrency: 2, calls })
export const flatMap = (of: Stage, ...given: Source[]): Stage => ({
  kind: 'flatMap',
  of,
  calls: given.map((gives): Expansion => ({ kind: 'expansion', gives })),
})
export const take = (of: Stage, count: number): Stage => ({ kind: 'take', of, count })
export const drop = (of: Stage, count: number): Stage => ({ kind: 'drop', of, count })
export const chunk = (of: Stage, count: number): Stage => ({ kind: 'chunk', of, count })
export const buffer = (of: Stage, count: number): Stage => ({ kind: 'buffer', of, count })
export const joined = (kind: 'concat' | 'merge' | 'zip', ...of: Stage[]): Stage => ({ kind, of })
export const firstDropped = (of: Stage): Stage => ({
  kind: 'filter',
  of,
  calls: [{ kind: 'test', waits: false, outcome: 'drops' }],
})

const body = { kind: 'body', waits: false } as const
export const toTheEnd: Consumer = { kind: 'loop', idles: false, bodies: [], leaves: 'at the end' }
export const later: Consumer = { ...toTheEnd, idles: true }
export const busy: Consumer = { ...toTheEnd, bodies: [{ ...body, waits: true }] }
export const breaks: Consumer = { ...toTheEnd, bodies: [body], leaves: 'break' }
export const throws: Consumer = { ...breaks, leaves: 'throw' }
export const asks = (...methods: ('next' | 'return')[]): Consumer => ({
  kind: 'asks',
  idles: false,
  asks: methods.map(method => ({ kind: 'ask', method, awaited: true })),
})

/** All in flight at once. */
export const together = (...methods: ('next' | 'return')[]): Consumer => ({
  kind: 'asks',
  idles: false,
  asks: methods.map(method => ({ kind: 'ask', method, awaited: false })),
})

type Declared = Partial<Record<OperatorName, Partial<OperatorTraits>>>
export const passing = { requests: 'parallel' } as const
export const inexact = { exact: false } as const

/** What was seen of a pipeline, beside what the model says of it. */
export function seen(stage: Stage, consumer: Consumer, observed: string, declared: Declared = {}): Trial {
  const program = elaborate({ kind: 'pipeline', stage, consumer })
  const names = Object.entries(declared).map(([name, traits]) => [name, { ...asGenerator, ...traits }])
  const dialect = { ...ecmascript, operators: Object.fromEntries(names) }
  return { expected: runModel(program, [], dialect).trace, observed: observed.split('; '), program, dialect }
}

/** What a callback that answers at once is seen to do, and its value given on. */
export const first = 'main starts; it1 next; f1 called 101; f1 answers 1001; main 1: 1001'
export const both = `${first}; it1 next; f1 called 102; f1 answers 1002; main 2: 1002`
export const end = 'main goes on; main returns'
