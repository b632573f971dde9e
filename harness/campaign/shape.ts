/** What there is to tell programs apart by, without looking at what they do. */
export interface Shape {
  /** The numbers of the productions that the program has: fields of nodes, each with its value. */
  readonly productions: number[]
  /** How many constants the program has: roughly its size. */
  readonly weight: number
  /** The same for the same program, and hardly ever for another. */
  readonly hash: number
}

/** Makes what gives the shape of programs; `numberOf` numbers productions. */
export function createShapes(numberOf: (production: string) => number): (program: object) => Shape {
  const known = new Map<string, Map<string, Map<unknown, number>>>()
  const productionOf = (kind: string, field: string, value: unknown): number => {
    const values = within(within(known, kind), field)
    const number = values.get(value) ?? numberOf(`${kind} ${field} ${value}`)
    values.set(value, number)
    return number
  }
  return program => {
    const productions = new Set<number>()
    let weight = 0
    let [high, low] = [17, 19]
    const mix = (number: number): void => {
      high = Math.imul(high ^ number, 0x01000193)
      low = Math.imul(low + number, 0x85ebca6b)
      low ^= low >>> 13
    }
    const visit = (node: unknown, kind: string, field: string): void => {
      if (Array.isArray(node)) {
        mix(-1)
        for (const element of node) visit(element, kind, field)
        mix(-2)
      } else if (typeof node === 'object' && node !== null) {
        const own = (node as { readonly kind?: string }).kind ?? field
        for (const name in node) visit((node as Readonly<Record<string, unknown>>)[name], own, name)
      } else {
        const number = productionOf(kind, field, node)
        productions.add(number)
        mix(number)
        weight++
      }
    }
    visit(program, '', '')
    return { productions: [...productions], weight, hash: (high >>> 0) * 0x100000 + (low >>> 12) }
  }
}

function within<Key, Inner>(outer: Map<string, Map<Key, Inner>>, key: string): Map<Key, Inner> {
  const known = outer.get(key)
  if (known) return known
  const made = new Map<Key, Inner>()
  outer.set(key, made)
  return made
}
