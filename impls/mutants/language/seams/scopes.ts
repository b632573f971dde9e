/** What stands between a line that ends in a brace and the line that closes it. */
export interface Scope {
  /** The name of the function that begins here; '' for a method or a callback. */
  readonly routine?: string
  readonly label?: string | undefined
  /** Whether an unlabelled jump ends or repeats this. */
  readonly repeats?: boolean
  /** The variable that holds the loop, of a `for await` over a source. */
  readonly loop?: string
}

export const closesScope = (line: string): boolean => /^\s*\}/.test(line)

/** Reads the scope that a line opens; `loop` is how its loop is called if it is one. */
export function opensScope(line: string, loop: string, closed: Scope | undefined): Scope | null {
  if (!line.endsWith('{')) return null
  const text = line.trimStart()
  const named = /^async function\*? (\w+)\(/.exec(text)
  if (named) return { routine: named[1] as string }
  if (/(=>|^(async |get )?(next|return|\[[\w.]+\])\(.*\)) \{$/.test(text)) return { routine: '' }
  const [, label] = /^(L\d+): /.exec(text) ?? []
  if (/\bfor await \(const value of /.test(text)) return { label, repeats: true, loop }
  if (/^(L\d+: )?for /.test(text)) return { label, repeats: true }
  // The objects in the head of a loop stand in braces of their own; its body is opened by the line that closes the last.
  if (text.startsWith('}')) return closed ?? {}
  return { label }
}

/** The loops over sources that a return leaves, innermost first. */
export function enclosingLoops(scopes: readonly Scope[]): string[] {
  const within = scopes.slice(scopes.findLastIndex(({ routine }) => routine !== undefined) + 1)
  return within.flatMap(({ loop }) => loop ?? []).reverse()
}

/** The loops over sources that a jump leaves, innermost first. */
export function loopsLeftBy(scopes: readonly Scope[], how: 'break' | 'continue', label: string): string[] {
  const target = scopes.findLastIndex(scope => (label === '' ? scope.repeats : scope.label === label))
  return enclosingLoops(scopes.slice(how === 'break' ? target : target + 1))
}
