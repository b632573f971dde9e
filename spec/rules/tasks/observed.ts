import type * as el from '../../program/fibers/elaborated.ts'
import type { Elaborated } from '../../program/program.ts'
import type { ParsedEvent } from '../../trace/event.ts'
import type { Difference } from '../difference.ts'

/*
 * What the rules ask of programs with structured concurrency. They look at what was observed, and take from the model
 * only which occasions there were: a library that differs in something else is not blamed for it.
 */

/** Whether the program is one of those. Others are compared event by event. */
export const isFibers = ({ program }: Difference): boolean => program.form === 'fibers'

/** Who is there in a program: tasks, each with the one that has made it, and resources, each with who holds it. */
export interface Cast {
  /** By actor; the main task's is null. */
  readonly parents: ReadonlyMap<string, string | null>
  readonly holds: readonly (el.Hold & { readonly holder: string })[]
  readonly cancels: readonly el.Cancel[]
  readonly joins: readonly el.Join[]
  readonly groups: readonly (el.All & { readonly actor: string })[]
}

export function castOf(program: Elaborated): Cast {
  const parents = new Map<string, string | null>([['main', null]])
  const holds: (el.Hold & { readonly holder: string })[] = []
  const cancels: el.Cancel[] = []
  const joins: el.Join[] = []
  const groups: (el.All & { readonly actor: string })[] = []
  const visitTask = ({ actor, body }: el.Routine, parent: string): void => {
    parents.set(actor, parent)
    visit(body, actor)
  }
  const visit = (block: el.Block, actor: string): void => {
    for (const node of block) {
      if (node.kind === 'hold') holds.push({ ...node, holder: actor })
      if (node.kind === 'cancel') cancels.push(node)
      if (node.kind === 'join') joins.push(node)
      if (node.kind === 'all') groups.push({ ...node, actor })
      if (node.kind === 'spawn') visitTask(node.routine, actor)
      if (node.kind === 'all') for (const branch of node.branches) visitTask(branch, actor)
      for (const part of partsOf(node)) visit(part, actor)
    }
  }
  if (program.form === 'fibers') visit(program.main.body, 'main')
  return { parents, holds, cancels, joins, groups }
}

/** The blocks of a statement that its own task runs. */
function partsOf(node: el.Statement): readonly el.Block[] {
  switch (node.kind) {
    case 'attempt':
      return [node.block, node.handler]
    case 'ensure':
      return [node.block, node.finalizer]
    case 'hold':
    case 'spawn':
    case 'timeout':
    case 'shield':
      return [node.body]
    default:
      return []
  }
}

/** The actor of a task's events, by its variable. */
export const actorOf = (variable: string): string => variable.replace('t', 'task')

/** The task itself, what is made within it, and what all of them hold. */
export function familyOf({ parents, holds }: Cast, actor: string): ReadonlySet<string> {
  const family = new Set([actor])
  // Those that are made come behind those that make them.
  for (const [child, parent] of parents) if (parent !== null && family.has(parent)) family.add(child)
  for (const { name, holder } of holds) if (family.has(holder)) family.add(name)
  return family
}

export const says = (events: readonly ParsedEvent[], actor: string, what: string): ParsedEvent | undefined =>
  events.find(event => event.actor === actor && event.what === what)

/** How a task has ended, if it was seen to. */
export const endOf = (events: readonly ParsedEvent[], actor: string): ParsedEvent | undefined =>
  events.find(event => event.actor === actor && ['returns', 'throws', 'cancelled'].includes(event.what))

/** Where a place was passed. */
export function passed(events: readonly ParsedEvent[], text: string): ParsedEvent | undefined {
  const [actor = '', place = ''] = text.replace(/:$/, '').split(' ')
  return says(events, actor, place)
}

/** Something of a task, or of what belongs to it, is seen in a later step than it may. */
export function outlives(d: Difference, cast: Cast, actor: string, over: ParsedEvent | undefined): boolean {
  if (!over) return false
  const family = familyOf(cast, actor)
  return d.observed.some(event => event.step > over.step && event.actor !== over.actor && family.has(event.actor))
}

/** A resource that the model sees to an event, and that was seen to `since` but never to that event. */
export function cutShort(d: Difference, { holds }: Cast, since: string, event: string): boolean {
  if (says(d.observed, 'main', 'hangs')) return false
  return holds.some(
    ({ name }) => says(d.expected, name, event) && says(d.observed, name, since) && !says(d.observed, name, event),
  )
}

/** The other way round: the model sees it to `since` and no further, and it was seen to that event. */
export const goesFurther = (d: Difference, { holds }: Cast, since: string, event: string): boolean =>
  holds.some(
    ({ name }) => says(d.expected, name, since) && !says(d.expected, name, event) && says(d.observed, name, event),
  )

/** A resource that was acquired is never released, or after one that was acquired before it in the same task. */
export function leftHeld(d: Difference, cast: Cast): boolean {
  if (cutShort(d, cast, 'entered', 'exit')) return true
  const exits = d.observed.filter(({ what }) => what === 'exit')
  return cast.holds.some((outer, i) => {
    const at = exits.findIndex(({ actor }) => actor === outer.name)
    return cast.holds.slice(i + 1).some(inner => {
      const within = inner.holder === outer.holder && JSON.stringify(outer.body).includes(`"name":"${inner.name}"`)
      return within && at !== -1 && exits.findIndex(({ actor }) => actor === inner.name) > at
    })
  })
}

/** A task that is cancelled before it begins, so that the model sees nothing of it, has done something. */
export const beginsUnasked = (d: Difference, { cancels }: Cast): boolean =>
  cancels.some(({ task, text }) => {
    const ofTask = ({ actor }: ParsedEvent): boolean => actor === actorOf(task)
    return passed(d.expected, text) !== undefined && !d.expected.some(ofTask) && d.observed.some(ofTask)
  })

/** The results of several stand in another order than their tasks, or are others. */
export const misplaced = (d: Difference, { groups }: Cast): boolean =>
  groups.some(({ branches, text }) => {
    const got = passed(d.observed, text)
    const ends = branches.map(({ actor }) => endOf(d.observed, actor))
    if (!got || ends.some(end => end?.what !== 'returns')) return false
    return got.value !== `[${ends.map(end => end?.value || 'undefined').join(', ')}]`
  })

/** One of several has failed, and another one is not cancelled, or whoever waits for them is told before it is over. */
export const siblingsGoOn = (d: Difference, cast: Cast): boolean =>
  cast.groups.some(({ branches, actor: owner }) => {
    const failed = branches.map(({ actor }) => endOf(d.observed, actor)).find(end => end?.what === 'throws')
    if (!failed) return false
    const told = d.observed.find(event => event.actor === owner && event.value === failed.value)
    return branches.some(({ actor }) => {
      const [wanted, got] = [endOf(d.expected, actor), endOf(d.observed, actor)]
      // One that fails may have done so before: see `body-error-not-raised`.
      const spared = wanted?.what === 'cancelled' && got?.what === 'returns'
      return (spared && !isAsked(cast, actor)) || outlives(d, cast, actor, told)
    })
  })

/** A statement cancels this task. */
export const isAsked = ({ cancels }: Cast, actor: string): boolean =>
  cancels.some(({ task }) => actorOf(task) === actor)

/** Whoever waits for several is cancelled, and leaves what it is in before they are over. */
export const membersOutlive = (d: Difference, cast: Cast): boolean =>
  cast.groups.some(group => {
    const around = cast.holds.filter(hold => hold.holder === group.actor && surrounds(hold.body, group.text))
    const exits = around.map(({ name }) => says(d.observed, name, 'exit'))
    const ends = [endOf(d.observed, group.actor), ...exits]
    return ends.some(end => group.branches.some(({ actor }) => outlives(d, cast, actor, end)))
  })

/** Whether a statement with this text stands within a block. */
const surrounds = (block: el.Block, text: string): boolean => JSON.stringify(block).includes(`"text":"${text}"`)
