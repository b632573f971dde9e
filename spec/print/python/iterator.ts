import type { PythonIterator } from '../../program/python/elaborated.ts'
import { capital } from '../resource.ts'
import type { PythonWriter } from './writer.ts'

/** Prints the class of a scripted iterator, and gives the expression that makes one. */
export function printIterator(out: PythonWriter, source: PythonIterator): string {
  const { name, steps } = source
  const maker = capital(name)
  out.definition(false, () => {
    out.block(`class ${maker}`, () => {
      out.line('turn = 0')
      out.line('')
      out.block('def __aiter__(self)', () => out.line('return self'))
      out.line('')
      out.block('async def __anext__(self)', () => {
        out.line(`log("${name} next")`)
        out.line('self.turn += 1')
        for (const [index, step] of steps.entries()) {
          out.block(`if self.turn == ${index + 1}`, () => {
            if (step.kind === 'later') out.line(`await checkpoint("${step.checkpoint}")`)
            out.line(step.kind === 'fails' ? `raise error("${step.error}")` : `return ${step.number}`)
          })
        }
        out.line('raise StopAsyncIteration')
      })
      out.line('')
      out.block('async def aclose(self)', () => {
        out.line(`log("${name} aclose")`)
        if (source.checkpoint) out.line(`await checkpoint("${source.checkpoint}")`)
        if (source.error) out.line(`raise error("${source.error}")`)
      })
    })
  })
  return `${maker}()`
}
