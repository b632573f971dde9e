import type { Dialect } from '../../spec/dialects/dialect.ts'
import { runModel } from '../../spec/model/run.ts'
import type { Elaborated } from '../../spec/program/program.ts'
import type { Schedule } from '../../spec/schedule/schedule.ts'

/** Every schedule of a program, as the model meets its choices; at most `limit`, FIFO first. */
export function schedulesOf(program: Elaborated, dialect: Dialect, limit: number): Schedule[] {
  const found: Schedule[] = []
  const explore = (prefix: Schedule): void => {
    if (found.length === limit) return
    const { choices } = runModel(program, prefix, dialect)
    found.push(prefix)
    for (let at = prefix.length; at < choices.length; at++) {
      const zeros = Array.from({ length: at - prefix.length }, () => 0)
      for (let choice = 1; choice < (choices[at] ?? 1); choice++) explore([...prefix, ...zeros, choice])
    }
  }
  explore([])
  return found
}
