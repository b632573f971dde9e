import { printPython } from '../../spec/print/python.ts'
import type { Trace } from '../../spec/trace/event.ts'
import type { PythonLanguage } from '../implementation/implementation.ts'
import { ImplementationCrash } from '../isolation/implementation-crash.ts'
import { describeThrown, describeValue } from '../messages/describe-value.ts'
import type { Observable } from '../subjects/subject.ts'

/**
 * Runs cases in another runtime, as text.
 *
 * @throws ImplementationCrash if the runtime cannot go on, or answers no traces
 */
export async function evaluate(language: PythonLanguage, cases: readonly Observable[]): Promise<readonly Trace[]> {
  const batch = cases.map(({ program, schedule }) => ({ source: printPython(program), schedule }))
  const traces = await answerOf(language, batch)
  if (!areTraces(traces)) {
    const came = describeValue(traces)
    throw new ImplementationCrash(`answers ${came} instead of ${batch.length} traces, which are arrays of texts`)
  }
  if (traces.length === batch.length) return traces
  throw new ImplementationCrash(`answers ${traces.length} traces instead of ${batch.length}`)
}

async function answerOf(language: PythonLanguage, batch: Parameters<PythonLanguage['evaluate']>[0]): Promise<unknown> {
  try {
    return await language.evaluate(batch)
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : describeThrown(thrown)
    throw new ImplementationCrash(`cannot run it: ${why.split('\n')[0]}`)
  }
}

function areTraces(value: unknown): value is Trace[] {
  return (
    Array.isArray(value) &&
    value.every(trace => Array.isArray(trace) && trace.every(event => typeof event === 'string'))
  )
}
