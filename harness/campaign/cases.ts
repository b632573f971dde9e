import type { Dialect } from '../../spec/dialects/dialect.ts'
import { type OperatorDeclarations, type OperatorName, operatorNames } from '../../spec/dialects/operators.ts'
import type { OptionalOperation } from '../../spec/dialects/tasks.ts'
import { type Counter, createCounter } from '../../spec/grammar/count.ts'
import { createDrawer, type Drawer, type Random } from '../../spec/grammar/draw.ts'
import type { Expression, Sentence } from '../../spec/grammar/expression.ts'
import { sentenceAt } from '../../spec/grammar/number.ts'
import { redraw } from '../../spec/grammar/redraw.ts'
import type { Feature, Weights } from '../../spec/program/grammar.ts'
import type { Profile } from '../../spec/program/profile.ts'
import { type Form, type Program, programGrammar } from '../../spec/program/program.ts'
import type { Schedule } from '../../spec/schedule/schedule.ts'
import { gatherPool, type Pool } from './pool.ts'
import { randomFrom } from './random.ts'

/** A program and a schedule. */
export interface Case {
  readonly program: Program
  readonly schedule: Schedule
}

/** The cases of a profile, by number: the same number always gives the same case. */
export interface Cases {
  readonly grammar: Expression
  readonly counter: Counter
  at(index: number): Case
}

/** Swarms are drawn for so many cases at a time: making the tables for one costs as much as some hundred cases. */
const block = 400

/** Cases that the pool is gathered from, at most: drawn ones, and variations. */
const gathered = { drawn: 2000, varied: 10_000 }

/** One case in so many is drawn, where the others come from the pool. */
const drawnOnceIn = 4

/**
 * The first cases are all programs of the smallest sizes, in order, up to a quarter of `runs`. Then comes by turns one
 * that is drawn, of sizes from 1 to the profile's largest, evenly, and some of a pool of cases that meet the rules in
 * many ways: each of the pool itself, and when there is none left, variations of them.
 *
 * Every other block of the drawn ones is a swarm: it leaves out some features, which leads to programs that a mixture of
 * everything hardly ever gives.
 */
export function createCases(profile: Profile, dialect: Dialect, seed: number, runs: number): Cases {
  // Where nothing will be drawn there is nothing to keep.
  if (runs === 0) return makeCases(profile, dialect, seed, runs)
  return remembered(JSON.stringify([profile, dialect, seed, runs]), () => makeCases(profile, dialect, seed, runs))
}

/**
 * The cases that were asked for last, by what they depend on. Gathering a pool takes as long as running thousands of
 * cases, and implementations are run on the same ones by turns.
 */
const latest = new Map<string, Cases>()

/** Sets of cases that are remembered. */
const mostRemembered = 12

function remembered(key: string, make: () => Cases): Cases {
  const cases = latest.get(key) ?? make()
  latest.delete(key)
  latest.set(key, cases)
  for (const oldest of latest.keys()) if (latest.size > mostRemembered) latest.delete(oldest)
  return cases
}

function makeCases(profile: Profile, dialect: Dialect, seed: number, runs: number): Cases {
  const grammars = grammarsOf(profile, dialect)
  const { grammar, counter, drawer: everything } = grammars
  const enumerated = enumeratedSizes(counter, grammar, profile.largest, runs / 4)
  let latest: { readonly block: number; readonly drawer: Drawer } | null = null
  const drawerOf = (index: number): Drawer => {
    const at = Math.floor(index / block)
    if (at % 2 === 0) return everything
    if (latest?.block !== at) {
      latest = { block: at, drawer: createDrawer(swarm(profile, randomFrom(seed, profile.chapter, 'swarm', at))) }
    }
    return latest.drawer
  }
  const drawn = (index: number, ...key: readonly string[]): Case =>
    drawCase(grammars, drawerOf(index), profile, randomFrom(seed, profile.chapter, profile.subject, ...key, index))
  const vary = ({ program }: Case, random: Random): Case => {
    let varied = program as unknown as Sentence
    const most = profile.largest * 1.5
    for (let times = random(1, 3); times > 0; times--) varied = redraw(everything, grammar, varied, most, random)
    return { program: varied as unknown as Program, schedule: schedule(random) }
  }
  let pool: Pool | null = null
  const gather = (): Pool => {
    const random = randomFrom(seed, profile.chapter, profile.subject, 'pool')
    const sample = Array.from({ length: Math.min(gathered.drawn, runs) }, (_, i) => drawn(i, 'pool'))
    const varied = Math.min(gathered.varied, runs)
    return gatherPool(profile.chapter, dialect, sample, varied, one => vary(one, random), random)
  }
  /** How many of the cases before this one would be from the pool. */
  const fromPool = (index: number): number => index - Math.ceil(index / drawnOnceIn)
  const first = enumerated.at(-1)?.upTo ?? 0
  return {
    grammar,
    counter,
    at(index) {
      const small = enumerated.find(({ upTo }) => index < upTo)
      if (small) {
        const program = sentenceAt(counter, grammar, { size: small.size, index: BigInt(index - small.from) })
        return { program: program as unknown as Program, schedule: [] }
      }
      if (index % drawnOnceIn === 0) return drawn(index)
      pool ??= gather()
      const own = pool.cases[fromPool(index) - fromPool(first)]
      if (own) return own
      const random = randomFrom(seed, profile.chapter, profile.subject, 'varied', index)
      const chosen = pool.choose(random)
      return chosen ? vary(chosen, random) : drawn(index)
    },
  }
}

/** The programs of a profile, and those of them that are about what its chapter is about. */
export interface Grammars {
  readonly grammar: Expression
  readonly focus: Expression
  readonly counter: Counter
  /** One that leaves nothing out. */
  readonly drawer: Drawer
}

/** By what they depend on. What has been counted of a grammar is used again: it takes as long as hundreds of cases. */
const knownGrammars = new Map<string, Grammars>()

export function grammarsOf(profile: Profile, dialect: Dialect): Grammars {
  const { form, focus } = profile
  const weights = weightsIn(dialect, profile)
  const key = JSON.stringify([form, focus, weights])
  const grammars = knownGrammars.get(key) ?? makeGrammars(form, focus, weights)
  knownGrammars.set(key, grammars)
  return grammars
}

function makeGrammars(form: Form, focus: Profile['focus'], weights: Weights): Grammars {
  const { programs: grammar, focused } = programGrammar(form, weights)
  return {
    grammar,
    focus: focus.length > 0 ? focused(focus) : grammar,
    counter: createCounter(),
    drawer: createDrawer(),
  }
}

/** Draws a case: half of the programs are about what the chapter is about. */
export function drawCase(
  { grammar, focus, drawer: plain }: Grammars,
  drawer: Drawer,
  profile: Profile,
  random: Random,
): Case {
  const drawn = random(0, 1) === 0 ? grammar : focus
  const program =
    draw(drawer, drawn, profile, random) ??
    draw(drawer, grammar, profile, random) ??
    // A swarm without any of the operators that there are, or no program is so small.
    drawSmallest(plain, grammar, profile, random)
  return { program: program as unknown as Program, schedule: schedule(random) }
}

/** What the dialect gives no meaning to is left out, and what the implementation does not bring. */
function weightsIn(dialect: Dialect, { weights, form }: Profile): Weights {
  if (form === 'pipeline') return { ...weights, ...absentOperators(dialect.operators) }
  const lacking = lackedBy(dialect).filter(operation => weights[operation])
  const own = lacking.length > 0 ? { ...weights, ...Object.fromEntries(lacking.map(name => [name, 0])) } : weights
  return dialect.exitMayFail ? own : { ...own, 'exit-fails': 0, 'exit-again': 0, 'hold-release-fails': 0 }
}

/** Operations that a library with structured concurrency does not have. */
function lackedBy({ tasks }: Dialect): OptionalOperation[] {
  return tasks ? (['all', 'timeout', 'shield', 'sleep'] as const).filter(name => !tasks.operations.includes(name)) : []
}

function absentOperators(operators: OperatorDeclarations = {}): Weights {
  return Object.fromEntries(operatorNames.flatMap(name => (operators[name] ? [] : [[featureOf(name), 0]])))
}

function featureOf(operator: OperatorName): Feature {
  if (operator === 'flatMap') return 'flat-map'
  return operator === 'parallelMap' ? 'parallel-map' : operator
}

interface Enumerated {
  readonly size: number
  readonly from: number
  readonly upTo: number
}

function enumeratedSizes(counter: Counter, grammar: Expression, largest: number, limit: number): Enumerated[] {
  const sizes: Enumerated[] = []
  let from = 0
  for (let size = 0; size <= largest; size++) {
    const count = Number(counter.count(grammar, size))
    if (from + count > limit) return sizes
    sizes.push({ size, from, upTo: from + count })
    from += count
  }
  return sizes
}

/** A sentence of a size from 1 to the profile's largest, evenly; null if the swarm has left nothing to draw. */
function draw(drawer: Drawer, expression: Expression, profile: Profile, random: Random): Sentence | null {
  for (let size = random(1, profile.largest); size > 0; size--) {
    if (drawer.has(expression, size)) return drawer.draw(expression, size, random)
  }
  return null
}

function drawSmallest(drawer: Drawer, grammar: Expression, profile: Profile, random: Random): Sentence | null {
  for (let size = 1; size <= profile.largest; size++) {
    if (drawer.has(grammar, size)) return drawer.draw(grammar, size, random)
  }
  return null
}

/** What every program of its form needs. */
const needed: ReadonlySet<string> = new Set(['event', 'fetch'])

/** Each feature stays with three chances in four; what every program needs always stays. */
function swarm(profile: Profile, random: Random): (name: string) => boolean {
  const out = new Set<string>()
  for (const feature of Object.keys(profile.weights)) if (!needed.has(feature) && random(0, 3) === 0) out.add(feature)
  return name => !out.has(name)
}

/** Half of the schedules are FIFO. */
function schedule(random: Random): Schedule {
  return random(0, 1) === 0 ? [] : Array.from({ length: random(1, 6) }, () => random(0, 2))
}
