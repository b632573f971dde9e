/** What was seen of blocks that hold responses, told from the observed trace. */
import type { Held } from '../../program/client/elaborated.ts'
import type { ParsedEvent } from '../../trace/event.ts'
import type { Difference } from '../difference.ts'

const heldIn = ({ program }: Difference): readonly Held[] => (program.form === 'client' ? program.held : [])

const ends: ReadonlySet<string> = new Set(['throws', 'returns'])

/** The first event behind the block of this one: what follows it, the exit of the session around it, or the end of main. */
function behind({ observed }: Difference, { after }: Held, outer: Held | undefined): ParsedEvent | undefined {
  return observed.find(
    ({ text, actor, what }) =>
      text === after ||
      (outer !== undefined && actor === outer.session && what === 'exit') ||
      (actor === 'main' && ends.has(what)),
  )
}

/** The sessions that were opened, and had not been closed when their block was left, or was not to be entered. */
export function leaked(difference: Difference): string[] {
  const all = heldIn(difference)
  return all.flatMap((held, i) => {
    const limit = behind(difference, held, all[i - 1])
    if (!limit) return []
    const own = difference.observed.filter(({ actor, index }) => actor === held.session && index < limit.index)
    const leaks = own.some(({ what }) => what === 'entered') && !own.some(({ what }) => what === 'exited')
    return leaks ? [held.session] : []
  })
}

/** A response that was given to its block has neither come to its end nor been cancelled in the step in which that is left. */
export function leavesOpen(difference: Difference): boolean {
  const all = heldIn(difference)
  const { observed } = difference
  return all.some((held, i) => {
    const limit = behind(difference, held, all[i - 1])
    if (!limit) return false
    const given = observed.some(({ text, index }) => text.startsWith(held.given) && index < limit.index)
    const over = observed.some(
      ({ actor, what, step }) =>
        actor === held.request.name &&
        (what === 'sent' || what === 'broken' || what === 'aborted') &&
        step <= limit.step,
    )
    return given && !over
  })
}

/** Something has been requested before the client was entered. */
export function hastens(difference: Difference): boolean {
  return heldIn(difference).some(({ idle, request }) => {
    if (idle === null) return false
    const entered = difference.observed.find(({ text }) => text === `> ${idle}`)
    const limit = entered?.step ?? Number.POSITIVE_INFINITY
    return requests(difference, request.name).some(({ step }) => step < limit)
  })
}

/** Something has been requested twice. */
export function repeats(difference: Difference): boolean {
  return heldIn(difference).some(({ request }) => requests(difference, request.name).length > 1)
}

function requests({ observed }: Difference, name: string): ParsedEvent[] {
  return observed.filter(({ actor, what }) => actor === name && what === 'request')
}

/** An event that the rule demands does not happen; one of a server or of a session, not in its step. */
export function owesEvent({ expected, observed, occasions }: Difference): boolean {
  return occasions.some(index => {
    const wanted = expected[index]
    return !observed.some(
      ({ text, step, actor }) => text === wanted?.text && (actor === 'main' || step === wanted.step),
    )
  })
}

/** What is read of a response is another text than the rule demands, or its request fails though no server does. */
export function spoilsText(difference: Difference): boolean {
  const { expected, observed, occasions } = difference
  const thrown = observed.find(({ actor, what }) => actor === 'main' && what === 'throws')?.value
  return occasions.some(index => {
    const wanted = expected[index]
    const given = observed.find(({ actor, what }) => actor === wanted?.actor && what === wanted.what)
    if (given) return given.text !== wanted?.text
    return heldIn(difference).some(({ read, request }) => read === `main ${wanted?.what}:` && request.name === thrown)
  })
}
