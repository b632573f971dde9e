import type { Mutant } from '../../mutant.ts'
import { withGenerator } from './seam.ts'

/** Wrong about generators that have not started. */
export const starting: readonly Mutant[] = [
  {
    name: 'python-generator-starts-when-called',
    rule: 'generator.lazy-start',
    flaw: 'Calling a generator function runs its body to the first await or yield.',
    implementation: withGenerator({
      python: `
        import types
        class Generator(Generator):
            def __init__(self, native):
                super().__init__(native)
                self.first = native.asend(None)
                self.answer = self.resume()
            def resume(self):
                try:
                    return "waits", self.first.send(None)
                except BaseException as error:
                    return "ends", error
            async def send(self, value):
                first, self.first = self.first, None
                if not first:
                    return await super().send(value)
                self.started = True
                kind, what = self.answer
                if kind == "waits":
                    return await self.rest(first, what)
                if isinstance(what, StopIteration):
                    return what.value
                raise what
            @types.coroutine
            def rest(self, first, request):
                while True:
                    sent = yield request
                    try:
                        request = first.send(sent)
                    except StopIteration as answer:
                        return answer.value`,
    }),
  },
  {
    name: 'python-throw-starts-the-body',
    rule: 'generator.throw-before-start',
    flaw: 'athrow() of a generator that has not started runs its body to the first yield, and raises the error there.',
    implementation: withGenerator({
      python: `
        class Generator(Generator):
            async def throw(self, error):
                if not self.started:
                    await self.send(None)
                return await super().throw(error)`,
    }),
  },
  {
    name: 'python-close-starts-the-body',
    rule: 'generator.close-before-start',
    flaw: 'aclose() of a generator that has not started runs its body to the first yield, and closes it there.',
    implementation: withGenerator({
      python: `
        class Generator(Generator):
            async def close(self):
                if not self.started:
                    try:
                        await self.send(None)
                    except StopAsyncIteration:
                        pass
                await super().close()`,
    }),
  },
]
