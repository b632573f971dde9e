import type { Mutant } from '../../mutant.ts'
import { withHeld } from './seam.ts'

/** Wrong about looking a manager up and entering it. */
export const entering: readonly Mutant[] = [
  {
    name: 'with-gives-the-manager',
    rule: 'context-manager.enter-before-body',
    flaw: 'The name after `as` is bound to the manager, not to what its enter gave.',
    implementation: withHeld({
      python: `
        class Held(Held):
            async def entering(self):
                await super().entering()
                return self.manager`,
    }),
  },
  {
    name: 'with-enters-inside-its-try',
    rule: 'context-manager.no-exit-without-enter',
    flaw: 'Entering stands within the try whose handler calls the exit.',
    implementation: withHeld({
      python: `
        class Held(Held):
            async def enter(self):
                try:
                    return await super().enter()
                except BaseException as error:
                    await self.exit(error)
                    raise`,
    }),
  },
  {
    name: 'with-forgets-the-earlier-managers',
    rule: 'context-manager.partial-enter',
    flaw: 'When a later manager of the statement fails to enter, the earlier ones are not exited.',
    implementation: withHeld({
      python: `
        class Held(Held):
            async def enter(self):
                try:
                    return await super().enter()
                except BaseException:
                    self.statement.entered.clear()
                    raise
            async def exit(self, error):
                if self in self.statement.entered:
                    return await super().exit(error)`,
    }),
  },
  {
    name: 'with-asks-the-object',
    rule: 'context-manager.method-lookup',
    flaw: 'The two methods are looked up on the object first, and then on its type.',
    implementation: withHeld({
      python: `
        class Held(Held):
            def look_up(self, name):
                if name in vars(self.manager):
                    return vars(self.manager)[name]
                return super().look_up(name)`,
    }),
  },
  {
    name: 'exit-looked-up-after-body',
    rule: 'context-manager.method-lookup',
    flaw: 'The exit is tested for at the start, and looked up when it is called.',
    implementation: withHeld({
      python: `
        class Held(Held):
            def look_up(self, name):
                if name == "__aexit__" and hasattr(type(self.manager), name):
                    return None
                return super().look_up(name)
            async def exit(self, error):
                self.exit_method = super().look_up("__aexit__")
                return await super().exit(error)`,
    }),
  },
  {
    name: 'with-takes-sync-managers',
    rule: 'context-manager.not-a-manager',
    flaw: 'A manager of the synchronous protocol is accepted, and entered by it.',
    implementation: withHeld({
      python: `
        class Held(Held):
            def look_up(self, name):
                try:
                    return super().look_up(name)
                except TypeError:
                    method = getattr(self.manager, name.replace("__a", "__"), None)
                    if not method:
                        raise
                    async def call(*given):
                        return method(*given)
                    return call`,
    }),
  },
  {
    name: 'missing-exit-found-out-at-the-end',
    rule: 'context-manager.not-a-manager',
    flaw: 'That a manager has no exit is found out when it should be called.',
    implementation: withHeld({
      python: `
        class Held(Held):
            def look_up(self, name):
                if hasattr(type(self.manager), name) or name == "__aenter__":
                    return super().look_up(name)
                async def refuse(*given):
                    raise TypeError
                return refuse`,
    }),
  },
]
