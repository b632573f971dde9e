import type { Answer, Source } from '../../program/pipeline/elaborated.ts'
import { normal, returning, throwing } from '../completion.ts'
import { type Coroutine, startAsync } from '../coroutine.ts'
import type { AsyncIterator } from '../iteration.ts'
import { type Machine, occasion } from '../machine.ts'
import { occasionWhenShown } from '../occasions.ts'
import { ErrorValue, IteratorResult } from '../values.ts'
import { type Pipe, reachCheckpoint } from './pipe.ts'

const done = returning(new IteratorResult(undefined, true))

/** The iterator of a scripted source: it records each request, and answers it without regard to the others. */
export function openSource(pipe: Pipe, { actor, answers, close }: Source): AsyncIterator {
  const { machine } = pipe
  let asked = 0
  let over = false

  return {
    next: () => {
      occasion(machine, 'operators.lazy')
      occasion(machine, 'operators.demand')
      machine.trace.push(`${actor} next`)
      const answer = over ? undefined : answers[asked++]
      over ||= answer?.outcome.kind !== 'value'
      return normal(startAsync(machine, answerNext(machine, actor, answer)))
    },
    return:
      close.kind === 'absent'
        ? null
        : () => {
            const early = pipe.callbackFailed ? 'close-source-on-callback-error' : 'close-source-on-early-exit'
            occasion(machine, `operators.${early}`)
            if (pipe.program.sources.length > 1) occasion(machine, 'operators.close-all-sources')
            machine.trace.push(`${actor} return`)
            over = true
            return normal(startAsync(machine, answerReturn(machine, actor, close)))
          },
    throw: null,
  }
}

function* answerNext(machine: Machine, actor: string, answer: Answer | undefined): Coroutine {
  yield* reachCheckpoint(machine, actor, answer?.checkpoint ?? null)
  if (!answer || answer.outcome.kind === 'done') {
    occasion(machine, 'operators.no-close-after-end')
    return done
  }
  if (answer.outcome.kind === 'value') return returning(new IteratorResult(answer.outcome.value, false))
  const error = new ErrorValue(answer.outcome.error)
  occasion(machine, 'operators.no-close-after-failure')
  occasion(machine, 'operators.no-unhandled-rejection')
  occasionWhenShown(error, 'operators.source-error-propagates')
  return throwing(error)
}

function* answerReturn(machine: Machine, actor: string, close: Source['close']): Coroutine {
  yield* reachCheckpoint(machine, actor, close.checkpoint)
  if (close.error === null) return done
  const error = new ErrorValue(close.error)
  occasion(machine, 'operators.no-unhandled-rejection')
  occasionWhenShown(error, 'operators.close-error-surfaces')
  return throwing(error)
}
