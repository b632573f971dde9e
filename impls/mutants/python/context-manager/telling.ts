import type { Mutant } from '../../mutant.ts'
import { withHeld } from './seam.ts'

/** Wrong about what an exit is told of the body. */
export const telling: readonly Mutant[] = [
  {
    name: 'exit-told-the-class-alone',
    rule: 'context-manager.exit-sees-error',
    flaw: 'An exit is told the class of the error, and no value.',
    implementation: withHeld({
      python: `
        class Held(Held):
            async def exit(self, error):
                return await self.exit_method(type(error) if error else None, None, None)`,
    }),
  },
  {
    name: 'exit-told-what-is-being-handled',
    rule: 'context-manager.exit-sees-nothing-on-success',
    flaw: 'An exit is told the error that is being handled, though it is not one that left the body.',
    implementation: withHeld({
      python: `
        import sys
        class Held(Held):
            async def exit(self, error):
                return await super().exit(error or sys.exc_info()[1])`,
    }),
  },
  {
    name: 'with-tells-outer-exit-the-first-error',
    rule: 'context-manager.exit-sees-inner-replacement',
    flaw: 'The outer exits of a statement are told the error of the body, which an inner exit has replaced.',
    implementation: withHeld({
      python: `
        class Held(Held):
            async def exit(self, error):
                self.statement.error = error and getattr(self.statement, "error", error)
                return await super().exit(self.statement.error)`,
    }),
  },
  {
    name: 'with-tells-outer-exit-the-suppressed-error',
    rule: 'context-manager.suppress-hides-from-outer',
    flaw: 'The outer exits of a statement are told the error that an inner one has suppressed.',
    implementation: withHeld({
      python: `
        class Held(Held):
            async def exit(self, error):
                self.statement.error = error or getattr(self.statement, "error", None)
                return await super().exit(self.statement.error)`,
    }),
  },
]
