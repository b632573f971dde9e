import type { Drawer, Random } from './draw.ts'
import type { Expression, Sentence } from './expression.ts'
import { isRecord, sizeOf } from './size.ts'

/** A part of a sentence that can be drawn anew. */
interface Part {
  readonly expression: Expression
  readonly sentence: Sentence
  /** The whole sentence with something else in the part's place. */
  readonly replace: (other: Sentence) => Sentence
}

/** By how much a part may grow. */
const growth = 3

/** The sentence with one of its parts, chosen evenly, drawn anew: from nothing up to a little larger than it was. */
export function redraw(drawer: Drawer, expression: Expression, sentence: Sentence, random: Random): Sentence {
  const parts = [...partsOf(expression, sentence, other => other)]
  const part = parts[random(0, parts.length - 1)]
  const size = part ? sizeOf(part.expression, part.sentence) : null
  if (!part || size === null) return sentence
  for (let drawn = random(0, size + growth); drawn >= 0; drawn--) {
    if (drawer.has(part.expression, drawn)) return part.replace(drawer.draw(part.expression, drawn, random))
  }
  return sentence
}

/** Every place where there is something to choose: choices, and lists. */
function* partsOf(expression: Expression, sentence: Sentence, replace: (other: Sentence) => Sentence): Generator<Part> {
  switch (expression.type) {
    case 'literal':
      return
    case 'reference':
      yield* partsOf(expression.resolve(), sentence, replace)
      return
    case 'choice': {
      yield { expression, sentence, replace }
      const own = expression.alternatives.find(alternative => sizeOf(alternative.expression, sentence) !== null)
      if (own) yield* partsOf(own.expression, sentence, replace)
      return
    }
    case 'record':
      if (!isRecord(sentence)) return
      for (const [name, field] of expression.fields) {
        yield* partsOf(field, sentence[name] as Sentence, other => replace({ ...sentence, [name]: other }))
      }
      return
    case 'tuple':
    case 'list': {
      if (expression.type === 'list') yield { expression, sentence, replace }
      const elements = sentence as readonly Sentence[]
      for (const [i, element] of elements.entries()) {
        const of = expression.type === 'list' ? expression.of : (expression.of[i] as Expression)
        yield* partsOf(of, element, other => replace(elements.with(i, other)))
      }
    }
  }
}
