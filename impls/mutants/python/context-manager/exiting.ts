import type { Mutant } from '../../mutant.ts'
import { block, contains, line, type Statement } from '../text.ts'
import { withHeld } from './seam.ts'

/** An async with whose managers are held: the seam has changed it already. */
const held = /^async with Held\(.*?(\w+) := /

/** Wrong about when exits run, and about what becomes of the end of the body. */
export const exiting: readonly Mutant[] = [
  {
    name: 'with-calls-failed-exit-again',
    rule: 'context-manager.exit-once',
    flaw: 'An exit that raises is called a second time.',
    implementation: withHeld({
      python: `
        class Held(Held):
            async def exit(self, error):
                try:
                    return await super().exit(error)
                except Exception:
                    return await super().exit(error)`,
    }),
  },
  {
    name: 'with-ends-before-its-last-statement',
    rule: 'context-manager.exit-after-body',
    flaw: 'The block ends one statement early, if that is a plain one.',
    implementation: withHeld({
      change: statement => {
        const [{ head, within }] = statement
        const last = within.at(-1)
        if (!held.test(head) || within.length < 2 || !last || !/^(?:log|await checkpoint)\(/.test(last[0].head)) {
          return [statement]
        }
        return [block(head, within.slice(0, -1)), last]
      },
    }),
  },
  {
    name: 'with-leaves-its-exit-behind',
    rule: 'context-manager.exit-awaited',
    flaw: 'An exit runs in a task of its own, which nobody waits for, when the body has ended well.',
    implementation: withHeld({
      python: `
        class Held(Held):
            async def exit(self, error):
                if error:
                    return await super().exit(error)
                await aside(super().exit(error))`,
    }),
  },
  {
    name: 'with-exits-first-in-first-out',
    rule: 'context-manager.exit-lifo',
    flaw: 'The managers of one statement are exited in the order in which they were entered.',
    implementation: withHeld({
      python: `
        class Held(Held):
            async def exit(self, error):
                return await self.statement.entered.pop(0).exit_method(*told(error))`,
    }),
  },
  {
    name: 'with-loses-return-value',
    rule: 'context-manager.return-value-computed-first',
    flaw: 'A return within the block answers nothing.',
    implementation: withHeld({
      change: statement => (held.test(statement[0].head) ? [withoutValues(statement)] : [statement]),
    }),
  },
  {
    name: 'with-tests-result-of-exit-in-finally',
    rule: 'context-manager.suppress-needs-error',
    flaw: 'A truthy result of the exit ends whatever is pending: an error, or a return.',
    implementation: withHeld({
      python: `
        class Held(Held):
            async def exit(self, error):
                result = await super().exit(error)
                self.statement.ends = error is None and bool(result)
                return result`,
      change: (statement, fresh) => {
        const [{ head, within }] = statement
        const name = held.exec(head)?.[1]
        // Where it would catch a jump of the body the statement stays as it is.
        if (!name || !contains(within, /^return\b/) || contains(within, /^(?:break|continue)$/)) return [statement]
        const ends = block(`if getattr(${name}, "ends", False):`, [line('break')])
        const guarded: Statement = [
          { head: 'try:', within: [statement] },
          { head: 'finally:', within: [ends] },
        ]
        return [block(`for once${fresh()} in (1,):`, [guarded])]
      },
    }),
  },
]

function withoutValues([{ head, within }, ...others]: Statement): Statement {
  // A function that is defined within returns for itself.
  if (/^(?:async )?def /.test(head)) return [{ head, within }, ...others]
  const clause = { head: head.replace(/^return \d+$/, 'return'), within: within.map(withoutValues) }
  return [clause, ...others.map(other => ({ ...other, within: other.within.map(withoutValues) }))]
}
