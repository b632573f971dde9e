import { closesScope, enclosingLoops, loopsLeftBy, opensScope, type Scope } from './scopes.ts'

/**
 * Puts calls at the seams of the iteration protocol into the text of programs, which is otherwise left to the engine:
 * where a generator is made, asked by its own body, looped over or delegated to, where it yields and returns, and where
 * a loop is left. Works line by line, on what the suite prints.
 */
export function rewrite(source: string): string {
  const scopes: Scope[] = []
  const lines: string[] = []
  for (const line of source.split('\n')) {
    const closed = closesScope(line) ? scopes.pop() : undefined
    if (closed?.loop !== undefined) {
      lines.push(`} catch ($error) { throw await ${closed.loop}.fails($error); } }`)
      continue
    }
    const loop = `$${lines.length}`
    lines.push(...rewriteLine(line, scopes, loop))
    const opened = opensScope(line, loop, closed)
    if (opened) scopes.push(opened)
  }
  return lines.join('\n')
}

function rewriteLine(line: string, scopes: readonly Scope[], name: string): string[] {
  const text = line.trimStart()
  const routine = scopes.findLast(({ routine }) => routine !== undefined)?.routine ?? ''
  const made = wrapSources(line)
  const loop = /^\s*((?:L\d+: )?for await \(const value of )(.+)\) \{$/.exec(made)
  if (loop) return [`const ${name} = $loop(${loop[2]});`, `${loop[1]}${name}) { try {`]
  const jump = /^(break|continue|return)\b ?(.*);$/.exec(text)
  if (jump) return [leave(jump[1] as Leaving, jump[2] as string, scopes), rewriteReturn(line, routine)]
  return [asksItself(rewriteYield(made), routine)]
}

type Leaving = 'break' | 'continue' | 'return'

function leave(how: Leaving, operand: string, scopes: readonly Scope[]): string {
  const loops = how === 'return' ? enclosingLoops(scopes) : loopsLeftBy(scopes, how, operand)
  return loops.length === 0 ? '' : `$leave('${how}', [${loops.join(', ')}]);`
}

function wrapSources(line: string): string {
  return line
    .replace(/(?<!function\* )\b(gen\d+)\(\)/, '$generator($1())')
    .replace(/\byield\* (.+)\);$/, 'yield* $$delegate($1));')
    .replace(/\bArray\.fromAsync\((.+)\)\);$/, 'Array.fromAsync($$collect($1)));')
}

function rewriteYield(line: string): string {
  return line
    .replace(/^(\s*)yield (?!\*)(.+);$/, '$1yield $$operand($2);')
    .replace(/^(\s*log\("[^"]*", )yield (?!\*)(.+)\);$/, '$1yield $$operand($2));')
}

function rewriteReturn(line: string, routine: string): string {
  return routine.startsWith('gen') ? line.replace(/return (.+);$/, 'return $$result($1);') : line
}

/** A request that a generator makes of itself: `g1` holds what `gen1` made. */
function asksItself(line: string, routine: string): string {
  if (!routine.startsWith('gen')) return line
  const own = `g${routine.slice('gen'.length)}`
  return line.replaceAll(new RegExp(`\\b${own}\\.(?=next|return|throw)`, 'g'), `$$self(${own}).`)
}
