import type { Mutant } from '../../mutant.ts'
import type { Statement } from '../text.ts'
import { isGenerator, withGenerator } from './seam.ts'

/** Wrong about closing. */
export const closing: readonly Mutant[] = [
  {
    name: 'python-close-runs-nothing',
    rule: 'generator.close-runs-finally',
    flaw: 'aclose() marks the generator as finished, and resumes nothing.',
    implementation: withGenerator({
      python: `
        class Generator(Generator):
            closed = False
            def ended(self):
                return self.closed or super().ended()
            async def send(self, value):
                if self.closed:
                    raise StopAsyncIteration
                return await super().send(value)
            async def throw(self, error):
                return None if self.closed else await super().throw(error)
            async def close(self):
                if self.ended() or self.native.ag_running or not self.started:
                    return await super().close()
                self.closed = True`,
    }),
  },
  {
    name: 'generator-exit-is-an-exception',
    rule: 'generator.close-signal',
    flaw: 'GeneratorExit is an Exception, as it was in Python 2.5: handlers of failures see it.',
    implementation: withGenerator({
      change: statement => {
        if (!isGenerator(statement)) return [statement]
        return [catching(statement, head => head.replace(/^except Exception/, 'except (Exception, GeneratorExit)'))]
      },
    }),
  },
  {
    name: 'python-yield-answers-the-closer',
    rule: 'generator.yield-while-closing',
    flaw: 'aclose() of a generator that yields meanwhile succeeds, as in ECMAScript.',
    implementation: withGenerator({
      python: `
        class Generator(Generator):
            async def close(self):
                running = self.native.ag_running
                try:
                    await super().close()
                except RuntimeError:
                    if running or self.ended():
                        raise`,
    }),
  },
  {
    name: 'python-close-drops-error-of-finally',
    rule: 'generator.finally-overrides',
    flaw: 'An error of a finally that runs while the generator is being closed is dropped.',
    implementation: withGenerator({
      python: `
        class Generator(Generator):
            async def close(self):
                running = self.native.ag_running
                try:
                    await super().close()
                except Exception:
                    if running or not self.ended():
                        raise`,
    }),
  },
  {
    name: 'error-while-closing-without-context',
    rule: 'generator.trace',
    flaw: 'An error that is raised while the generator is being closed has not the GeneratorExit as its context.',
    implementation: withGenerator({
      python: `
        class Generator(Generator):
            async def close(self):
                try:
                    await super().close()
                except Exception as error:
                    error.__context__ = None
                    raise`,
    }),
  },
]

function catching([{ head, within }, ...others]: Statement, change: (head: string) => string): Statement {
  const inside = (statements: readonly Statement[]) =>
    statements.map(one => (isGenerator(one) ? one : catching(one, change)))
  return [
    { head: change(head), within: inside(within) },
    ...others.map(other => ({ head: change(other.head), within: inside(other.within) })),
  ]
}
