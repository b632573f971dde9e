import { type HelperMode, transformSync } from 'oxc-transform'
import type { Mutant } from '../../mutant.ts'
import type { Steps } from './disposal.ts'
import { usingCtxOf } from './using-ctx.ts'

/** What is wrong: a step of the disposal, or the text, before or after `using` has been lowered. */
export interface Flaw {
  readonly steps?: Partial<Steps>
  readonly before?: (source: string) => string
  readonly after?: (code: string) => string
  readonly globals?: Readonly<Record<string, unknown>>
}

const same = (text: string): string => text

/** `using` and `await using` lowered, on a helper that follows the clauses but for the flaw. */
export function lowered({ steps = {}, before = same, after = same, globals }: Flaw): Mutant['implementation'] {
  return {
    dialect: 'ecmascript',
    language: {
      syntax: 'ecmascript',
      globals: { babelHelpers: { usingCtx: usingCtxOf(steps) }, ...globals },
      lower: source => after(lower(before(source))),
    },
  }
}

function lower(source: string): string {
  const helpers = { mode: 'External' as HelperMode }
  const { code, errors } = transformSync('program.js', source, { sourceType: 'script', target: 'es2022', helpers })
  if (errors.length > 0) throw new SyntaxError(errors.map(({ message }) => message).join('\n'))
  return code
}
