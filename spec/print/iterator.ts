import type { IteratorSource, Step, SyncSource, SyncStep } from '../program/elaborated.ts'
import { printValue } from './value.ts'
import type { Writer } from './writer.ts'

/** Declares a scripted async iterator. Its next() and return() record their arguments. */
export function printIterator(out: Writer, source: IteratorSource): void {
  out.braces(
    `const ${source.name} = `,
    () => {
      if (source.steps.length > 0) out.line('turn: 0,')
      out.line('[Symbol.asyncIterator]() { return this; },')
      printNext(out, source.name, source.steps.map(answer), 'Promise.resolve({ done: true })')
      if (source.close === 'null') out.line('return: null,')
      else if (source.close !== 'absent') printReturn(out, source.name, closing(source))
    },
    ';',
  )
}

/** Declares a scripted sync iterator. */
export function printSync(out: Writer, source: SyncSource): void {
  out.braces(
    `const ${source.name} = `,
    () => {
      if (source.steps.length > 0) out.line('turn: 0,')
      out.line('[Symbol.iterator]() { return this; },')
      printNext(out, source.name, source.steps.map(syncAnswer), '{ done: true }')
      if (source.close !== 'absent') printReturn(out, source.name, syncClosing(source))
    },
    ';',
  )
}

function printNext(out: Writer, name: string, answers: readonly string[], end: string): void {
  out.braces(
    'next(...given) ',
    () => {
      out.line(`log("${name} next", ...given);`)
      if (answers.length === 0) {
        out.line(`return ${end};`)
        return
      }
      out.braces('switch (this.turn++) ', () => {
        for (const [turn, text] of answers.entries()) out.line(`case ${turn}: ${text}`)
        out.line(`default: return ${end};`)
      })
    },
    ',',
  )
}

function printReturn(out: Writer, name: string, text: string): void {
  out.braces(
    'return(...given) ',
    () => {
      out.line(`log("${name} return", ...given);`)
      out.line(text)
    },
    ',',
  )
}

function answer(step: Step): string {
  switch (step.kind) {
    case 'value':
      return `return Promise.resolve({ value: ${step.number}, done: false });`
    case 'later':
      return `return checkpoint("${step.checkpoint}").then(() => ({ value: ${step.number}, done: false }));`
    case 'rejects':
      return `return Promise.reject(error("${step.error}"));`
    case 'throws':
      return `throw error("${step.error}");`
    case 'not an object':
      return 'return Promise.resolve(0);'
  }
}

function closing(source: IteratorSource): string {
  switch (source.close) {
    case 'later':
      return `return checkpoint("${source.checkpoint}").then(() => ({ done: true }));`
    case 'rejects':
      return `return Promise.reject(error("${source.error}"));`
    case 'throws':
      return `throw error("${source.error}");`
    case 'not an object':
      return 'return Promise.resolve(0);'
    default:
      return 'return Promise.resolve({ done: true });'
  }
}

function syncAnswer(step: SyncStep): string {
  return step.kind === 'throws'
    ? `throw error("${step.error}");`
    : `return { value: ${printValue(step.value)}, done: false };`
}

function syncClosing(source: SyncSource): string {
  switch (source.close) {
    case 'throws':
      return `throw error("${source.error}");`
    case 'not an object':
      return 'return 0;'
    default:
      return 'return { done: true };'
  }
}
