import type * as el from '../../program/elaborated.ts'

/** Does the body refer to a generator or a stack of a function around it? Then it has to stand within that function. */
export function closesOver({ body }: el.Routine): boolean {
  const bound = new Set<string>()
  const used = new Set<string>()
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const one of node) visit(one)
      return
    }
    if (typeof node !== 'object' || node === null) return
    const { kind, variable, stack, from } = node as Record<string, unknown>
    if (kind === 'open') bound.add(variable as string)
    else if (kind === 'ask' || kind === 'shared') used.add(variable as string)
    else if (kind === 'stack') bound.add(stack as string)
    else if (kind === 'enlist' || kind === 'close') used.add(stack as string)
    else if (kind === 'move') {
      bound.add(stack as string)
      used.add(from as string)
    }
    for (const part of Object.values(node)) visit(part)
  }
  visit(body)
  return [...used].some(name => !bound.has(name))
}

/** Is there a yield in the body of this function itself? Without one it would be no generator. */
export function yields(block: el.Block): boolean {
  return block.some(node => node.kind === 'yield' || blocksOf(node).some(yields))
}

/** The blocks that a statement runs in the function that it stands in. */
function blocksOf(node: el.Statement): el.Block[] {
  switch (node.kind) {
    case 'try':
    case 'except':
      return [node.block, node.handler ?? [], node.finalizer ?? []]
    case 'async-for':
      return [node.body, node.otherwise ?? []]
    case 'repeat':
    case 'async-with':
    case 'open':
    case 'stack':
    case 'move':
      return [node.body]
    default:
      return []
  }
}
