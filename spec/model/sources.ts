import type * as el from '../program/elaborated.ts'
import { AsyncGenerator } from './async-generator.ts'
import { evaluateRoutine } from './evaluate.ts'
import { type AsyncIterator, fromGenerator, fromScripted, fromSyncIterator } from './iteration.ts'
import { occasion } from './machine.ts'
import { scriptedIterator, scriptedSyncIterator } from './objects.ts'
import { inRoutine, lookUp, type Scope } from './scope.ts'

/**
 * Makes what a loop reads from, and gets its async iterator.
 * @see https://tc39.es/ecma262/multipage/abstract-operations.html#sec-getiterator
 */
export function openSource(scope: Scope, source: el.Source): AsyncIterator {
  const { machine } = scope
  switch (source.kind) {
    case 'generator': {
      const generator = new AsyncGenerator()
      generator.body = evaluateRoutine(inRoutine(scope, generator), source.generator)
      occasion(machine, 'generator.lazy-start')
      return fromGenerator(machine, generator)
    }
    case 'shared':
      return fromGenerator(machine, lookUp(scope, source.variable) as AsyncGenerator)
    case 'iterator':
      return fromScripted(scriptedIterator(machine, source))
    case 'sync':
      return fromSyncIterator(machine, scriptedSyncIterator(machine, source))
  }
}
