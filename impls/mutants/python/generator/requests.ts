import type { Mutant } from '../../mutant.ts'
import { withGenerator } from './seam.ts'

/** Wrong about what a request does and is answered. */
export const requests: readonly Mutant[] = [
  {
    name: 'python-first-value-given-twice',
    rule: 'generator.values-in-order',
    flaw: 'The second request is answered with the first value once more.',
    implementation: withGenerator({
      python: `
        class Generator(Generator):
            async def send(self, value):
                answer = await super().send(value)
                self.answers = getattr(self, "answers", []) + [answer]
                return self.answers[0] if len(self.answers) == 2 else answer`,
    }),
  },
  {
    name: 'python-first-value-sent-ignored',
    rule: 'generator.resume-value',
    flaw: 'A value that is sent to a generator that has not started is ignored, and not refused.',
    implementation: withGenerator({
      python: `
        class Generator(Generator):
            async def send(self, value):
                return await super().send(value if self.started else None)`,
    }),
  },
  {
    name: 'python-sent-value-lost',
    rule: 'generator.resume-value',
    flaw: 'A yield is None, whatever is sent.',
    implementation: withGenerator({
      python: `
        class Generator(Generator):
            async def send(self, value):
                return await super().send(None if self.started else value)`,
    }),
  },
  {
    name: 'python-throw-after-end-raises',
    rule: 'generator.finished-stays-finished',
    flaw: 'athrow() of a generator that has finished raises its error.',
    implementation: withGenerator({
      python: `
        class Generator(Generator):
            async def throw(self, error):
                if self.ended():
                    raise error
                return await super().throw(error)`,
    }),
  },
  {
    name: 'python-next-after-end-answers-none',
    rule: 'generator.finished-stays-finished',
    flaw: 'A request to a generator that has finished is answered with None.',
    implementation: withGenerator({
      python: `
        class Generator(Generator):
            async def asend(self, value):
                return None if self.ended() else await super().asend(value)
            async def __anext__(self):
                return None if self.ended() and self.told() else await super().__anext__()
            def told(self):
                told, self.once = getattr(self, "once", False), True
                return told`,
    }),
  },
  {
    name: 'python-throw-closes-instead',
    rule: 'generator.throw-at-yield',
    flaw: 'athrow() closes the generator and gives the error back, which the body never sees.',
    implementation: withGenerator({
      python: `
        class Generator(Generator):
            async def throw(self, error):
                if self.native.ag_running or self.ended() or not self.started:
                    return await super().throw(error)
                await self.native.aclose()
                raise error`,
    }),
  },
  {
    name: 'python-error-of-body-ends-the-iteration',
    rule: 'generator.error-finishes',
    flaw: 'An error that leaves the body ends the iteration, and nobody is told.',
    implementation: withGenerator({
      python: `
        class Generator(Generator):
            async def send(self, value):
                running = self.native.ag_running
                try:
                    return await super().send(value)
                except (StopAsyncIteration, TypeError):
                    raise
                except Exception:
                    if running:
                        raise
                    raise StopAsyncIteration from None`,
    }),
  },
  {
    name: 'python-running-generator-ends-the-second-request',
    rule: 'generator.concurrent-requests',
    flaw: 'A request to a generator that runs is answered as if it had come to its end.',
    implementation: withGenerator({
      python: `
        class Generator(Generator):
            async def send(self, value):
                if self.native.ag_running:
                    raise StopAsyncIteration
                return await super().send(value)`,
    }),
  },
  {
    name: 'python-generator-may-ask-itself',
    rule: 'generator.self-close',
    flaw: 'A request that a generator makes of itself is answered with None.',
    implementation: withGenerator({
      python: `
        import sys
        class Generator(Generator):
            def asks_itself(self):
                frame = sys._getframe()
                while frame and frame is not self.native.ag_frame:
                    frame = frame.f_back
                return frame is not None
            async def send(self, value):
                return None if self.asks_itself() else await super().send(value)
            async def throw(self, error):
                return None if self.asks_itself() else await super().throw(error)
            async def close(self):
                return None if self.asks_itself() else await super().close()`,
    }),
  },
  {
    name: 'stop-leaves-the-body',
    rule: 'generator.stop-iteration-wrapped',
    flaw: 'A StopAsyncIteration that leaves the body is taken for the end of the iteration.',
    implementation: withGenerator({
      python: `
        class Generator(Generator):
            async def send(self, value):
                try:
                    return await super().send(value)
                except RuntimeError as error:
                    raise error.__cause__ if isinstance(error.__cause__, StopAsyncIteration) else error`,
    }),
  },
  {
    name: 'stop-wrapped-without-cause',
    rule: 'generator.stop-iteration-wrapped',
    flaw: 'The RuntimeError in the place of a StopIteration does not say what it has come of.',
    implementation: withGenerator({
      python: `
        class Generator(Generator):
            async def send(self, value):
                try:
                    return await super().send(value)
                except RuntimeError as error:
                    error.__cause__ = None
                    raise`,
    }),
  },
]
