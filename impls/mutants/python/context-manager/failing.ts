import type { Mutant } from '../../mutant.ts'
import { line } from '../text.ts'
import { withHeld } from './seam.ts'

/** Wrong about errors: those that leave the body, and those of exits. */
export const failing: readonly Mutant[] = [
  {
    name: 'with-drops-the-result-of-its-exit',
    rule: 'context-manager.suppress',
    flaw: 'What an exit answers is dropped: the error goes on.',
    implementation: withHeld({
      python: `
        class Held(Held):
            async def exit(self, error):
                await super().exit(error)`,
    }),
  },
  {
    name: 'with-tests-the-awaitable',
    rule: 'context-manager.no-suppress',
    flaw: 'What is tested for truth is the coroutine of the exit, not its result.',
    implementation: withHeld({
      python: `
        class Held(Held):
            async def exit(self, error):
                await super().exit(error)
                return error is not None`,
    }),
  },
  {
    name: 'with-keeps-the-first-error',
    rule: 'context-manager.exit-error-replaces',
    flaw: 'An error of an exit is dropped where the body has failed.',
    implementation: withHeld({
      python: `
        class Held(Held):
            async def exit(self, error):
                try:
                    return await super().exit(error)
                except Exception:
                    if error is None:
                        raise`,
    }),
  },
  {
    name: 'error-of-exit-without-context',
    rule: 'context-manager.exit-error-replaces',
    flaw: 'An error of an exit has not the error of the body as its context.',
    implementation: withHeld({
      python: `
        class Held(Held):
            async def exit(self, error):
                try:
                    return await super().exit(error)
                except Exception as raised:
                    if raised.__context__ is error:
                        raised.__context__ = None
                    raise`,
    }),
  },
  {
    name: 'with-drops-error-of-lone-exit',
    rule: 'context-manager.exit-error-alone',
    flaw: 'An error of an exit is dropped where the body has ended well.',
    implementation: withHeld({
      python: `
        class Held(Held):
            async def exit(self, error):
                try:
                    return await super().exit(error)
                except Exception:
                    if error is not None:
                        raise`,
    }),
  },
  {
    name: 'failed-exit-stops-the-others',
    rule: 'context-manager.exit-error-does-not-stop-others',
    flaw: 'When an exit has failed, those outside it in the same statement are not called.',
    implementation: withHeld({
      python: `
        class Held(Held):
            async def exit(self, error):
                try:
                    return await super().exit(error) if self in self.statement.entered else None
                except BaseException:
                    self.statement.entered.clear()
                    raise`,
    }),
  },
  {
    name: 'cause-dropped',
    rule: 'context-manager.trace',
    flaw: 'What stands after the `from` of a raise is dropped.',
    implementation: withHeld({
      change: statement => {
        const [{ head }] = statement
        return [/^raise .* from /.test(head) ? line(head.replace(/ from .*/, '')) : statement]
      },
    }),
  },
]
