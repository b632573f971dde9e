import type { Drawer, Random } from './draw.ts'
import type { Expression, Sentence } from './expression.ts'
import { type Part, parse, replace } from './parts.ts'

/** By how much a part may grow. */
const growth = 3

/**
 * The sentence with one of its parts, chosen evenly, made another: a constant replaced by another one, an alternative
 * drawn anew, a list drawn anew, given one element more or one less. What is drawn is from nothing up to a little larger
 * than what was there; the whole is not larger than `most`. Now and then nothing comes of it, and the sentence stays.
 */
export function redraw(
  drawer: Drawer,
  expression: Expression,
  sentence: Sentence,
  most: number,
  random: Random,
): Sentence {
  const parsed = parse(expression, sentence)
  const part = parsed?.parts[random(0, parsed.parts.length - 1)]
  if (!parsed || !part) return sentence
  const room = Math.min(growth, most - parsed.size)
  const other = another(drawer, part, room, random)
  return other === null ? sentence : replace(part, other)
}

/** Something else in the place of a part, by up to `room` larger; null if nothing comes of it. */
function another(drawer: Drawer, { expression, sentence, size }: Part, room: number, random: Random): Sentence | null {
  if (expression.type === 'literal') {
    const others = expression.alternatives.filter(({ value, cost }) => value !== sentence && cost <= size + room)
    // The simplest half of the time: what fails hides all that would have come after it.
    const at = random(0, 1) === 0 ? 0 : random(0, Math.max(0, others.length - 1))
    return others[at]?.value ?? null
  }
  if (expression.type === 'list') {
    const elements = sentence as readonly Sentence[]
    const { of, min, max } = expression
    const way = random(0, 2)
    if (way === 1 && elements.length < max) return oneMore(drawer, of, elements, room, random)
    if (way === 2 && elements.length > min) return elements.toSpliced(random(0, elements.length - 1), 1)
  }
  return anew(drawer, expression, random(0, Math.max(0, size + room)), random)
}

function oneMore(
  drawer: Drawer,
  of: Expression,
  elements: readonly Sentence[],
  room: number,
  random: Random,
): Sentence | null {
  const element = room > 0 ? anew(drawer, of, random(1, room), random) : null
  return element === null ? null : elements.toSpliced(random(0, elements.length), 0, element)
}

/** A sentence of this size, or of the next smaller one that there is. */
function anew(drawer: Drawer, expression: Expression, size: number, random: Random): Sentence | null {
  for (let drawn = size; drawn >= 0; drawn--) {
    if (drawer.has(expression, drawn)) return drawer.draw(expression, drawn, random)
  }
  return null
}
