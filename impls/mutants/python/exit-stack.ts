import type { Mutant } from '../mutant.ts'
import { definitionsOf, type Flaw, pythonWith, type Seam } from './flawed.ts'
import type { Statement } from './text.ts'

export const stacks = {
  definitions: definitionsOf('stack'),
  change: (statement: Statement): readonly Statement[] => {
    const [{ head, within }, ...others] = statement
    return [[{ head: head.replace('AsyncExitStack()', 'Stack()'), within }, ...others]]
  },
} satisfies Seam

const withStack = (flaw: Flaw): Mutant['implementation'] => pythonWith([stacks], flaw)

/** Wrong about contextlib.AsyncExitStack. */
export const exitStack: readonly Mutant[] = [
  {
    name: 'python-stack-exits-first-in-first-out',
    rule: 'exit-stack.lifo',
    flaw: 'A stack runs its exits in the order of registration.',
    implementation: withStack({
      python: `
        class Stack(Stack):
            async def exit(self, error):
                self._exit_callbacks.reverse()
                return await super().exit(error)`,
    }),
  },
  {
    name: 'python-stack-registers-before-it-enters',
    rule: 'exit-stack.enter-failure-not-registered',
    flaw: 'The exit of a manager is registered before its enter has fulfilled.',
    implementation: withStack({
      python: `
        class Stack(Stack):
            async def enter_async_context(self, manager):
                try:
                    return await super().enter_async_context(manager)
                except Exception:
                    self.push_async_exit(manager)
                    raise`,
    }),
  },
  {
    name: 'python-stack-stops-at-failing-exit',
    rule: 'exit-stack.all-exits-run',
    flaw: 'After an exit has failed the stack calls no other one.',
    implementation: withStack({
      python: `
        class Entry(Entry):
            async def exit(self, error):
                try:
                    return await super().exit(error)
                except BaseException:
                    self.stack._exit_callbacks.clear()
                    raise`,
    }),
  },
  {
    name: 'python-callback-suppresses',
    rule: 'exit-stack.callback-cannot-suppress',
    flaw: 'A truthy result of a callback ends the error.',
    implementation: withStack({
      python: `
        class Stack(Stack):
            def push_async_callback(self, callback):
                async def exit(*given):
                    return await callback()
                self._push_exit_callback(exit, False)`,
    }),
  },
  {
    name: 'python-stack-tells-of-suppressed-error',
    rule: 'exit-stack.suppress-mid-stack',
    flaw: 'After an exit has suppressed the error, those before it are given it all the same.',
    implementation: withStack({
      python: `
        class Entry(Entry):
            async def exit(self, error):
                self.stack.error = error or getattr(self.stack, "error", None)
                return await super().exit(self.stack.error)`,
    }),
  },
  {
    name: 'python-stack-answers-nothing',
    rule: 'exit-stack.suppress-mid-stack',
    flaw: 'A stack does not tell the statement that holds it that an exit has suppressed the error.',
    implementation: withStack({
      python: `
        class Stack(Stack):
            async def exit(self, error):
                await super().exit(error)`,
    }),
  },
  {
    name: 'python-stack-tells-of-first-error',
    rule: 'exit-stack.replacement-mid-stack',
    flaw: 'All exits are given the first error, though one of them has replaced it.',
    implementation: withStack({
      python: `
        class Entry(Entry):
            async def exit(self, error):
                self.stack.error = error and getattr(self.stack, "error", error)
                return await super().exit(self.stack.error)`,
    }),
  },
  {
    name: 'python-stack-links-to-error-of-body',
    rule: 'exit-stack.context-equals-nesting',
    flaw: 'The error that leaves a stack has the error of the body as its context, and not the one in between.',
    implementation: withStack({
      python: `
        class Stack(Stack):
            async def exit(self, error):
                try:
                    return await super().exit(error)
                except Exception as raised:
                    if error and raised is not error:
                        raised.__context__ = error
                    raise`,
    }),
  },
  {
    name: 'python-stack-cuts-contexts',
    rule: 'exit-stack.context-equals-nesting',
    flaw: 'The error that leaves a stack has no context.',
    implementation: withStack({
      python: `
        class Stack(Stack):
            async def exit(self, error):
                try:
                    return await super().exit(error)
                except Exception as raised:
                    raised.__context__ = None
                    raise`,
    }),
  },
  {
    name: 'python-stack-keeps-what-it-moved',
    rule: 'exit-stack.transfer',
    flaw: 'pop_all() hands a copy of the exits over and leaves the old stack as it was.',
    implementation: withStack({
      python: `
        class Stack(Stack):
            def pop_all(self):
                kept = self._exit_callbacks.copy()
                moved = super().pop_all()
                self._exit_callbacks.extend(kept)
                return moved`,
    }),
  },
  {
    name: 'python-stack-refuses-second-close',
    rule: 'exit-stack.close-idempotent',
    flaw: 'Closing a stack that has been closed is a RuntimeError.',
    implementation: withStack({
      python: `
        class Stack(Stack):
            async def aclose(self):
                if getattr(self, "closed", False):
                    raise RuntimeError
                self.closed = True
                await super().aclose()`,
    }),
  },
  {
    name: 'python-stack-walks-a-copy',
    rule: 'exit-stack.register-while-closing',
    flaw: 'An exit that is registered while the stack is closing is not run.',
    implementation: withStack({
      python: `
        class Stack(Stack):
            closing = False
            def _push_exit_callback(self, exit, is_sync=True):
                if not self.closing:
                    super()._push_exit_callback(exit, is_sync)
            async def exit(self, error):
                self.closing = True
                try:
                    return await super().exit(error)
                finally:
                    self.closing = False`,
    }),
  },
  {
    name: 'python-stack-refuses-without-context',
    rule: 'exit-stack.trace',
    flaw: 'The TypeError for something that is no manager has not the AttributeError as its context.',
    implementation: withStack({
      python: `
        class Stack(Stack):
            async def enter_async_context(self, manager):
                try:
                    return await super().enter_async_context(manager)
                except TypeError as refusal:
                    refusal.__context__ = None
                    raise`,
    }),
  },
]
