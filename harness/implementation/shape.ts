import * as v from 'valibot'
import type { Dialect } from '../../spec/dialects/dialect.ts'
import { type OperatorName, operatorNames } from '../../spec/dialects/operators.ts'
import { questionFields, questions } from '../../spec/dialects/questions.ts'
import type { TaskAnswers } from '../../spec/dialects/tasks.ts'
import { oneOf } from '../messages/nearest.ts'
import type { Tasks } from './tasks.ts'

/** A key of an object: its schema, and in words what it must be. */
interface Key {
  readonly schema: v.GenericSchema
  readonly must: string
}
type Keys = Readonly<Record<string, Key>>

const text = v.pipe(v.string(), v.nonEmpty())
const callable = v.function()

/** `Reflect.construct` looks whether its third argument is a constructor, and does not call it. */
const constructible = v.custom<new () => unknown>(value => {
  try {
    Reflect.construct(Object, [], value as new () => unknown)
    return true
  } catch {
    return false
  }
})

export const dialectKeys: Keys = {
  name: { schema: text, must: 'a string that is not empty' },
  ...Object.fromEntries(
    questionFields.map(field => {
      const answers = Object.keys(questions[field].answers)
      return 'true' in questions[field].answers
        ? [field, { schema: v.boolean(), must: oneOf(answers) }]
        : [field, { schema: v.picklist(answers), must: oneOf(answers.map(answer => `'${answer}'`)) }]
    }),
  ),
}

/** A whole dialect record. */
export const dialectSchema = v.strictObject(schemasOf(dialectKeys)) as unknown as v.GenericSchema<Dialect>

const declared = v.record(text, v.unknown())

/** A dialect record with what the implementation declares of its parts, as results have it. */
export const resolvedDialectSchema = v.strictObject({
  ...schemasOf(dialectKeys),
  tasks: v.exactOptional(declared),
  operators: v.exactOptional(v.record(text, declared)),
  fetching: v.exactOptional(declared),
}) as unknown as v.GenericSchema<Dialect>

const syntax = "'ecmascript' or 'python'"

const ecmascriptKeys: Keys = {
  syntax: { schema: v.literal('ecmascript'), must: syntax },
  lower: { schema: callable, must: 'a function (source) => lowered source, or a promise of it' },
  microtasks: { schema: v.optional(v.picklist(['exact', 'free'])), must: "'exact' or 'free'" },
  globals: {
    schema: v.optional(v.record(v.string(), v.unknown())),
    must: 'an object with the values that the lowered text refers to, by name',
  },
}

const pythonKeys: Keys = {
  syntax: { schema: v.literal('python'), must: syntax },
  evaluate: { schema: callable, must: 'a function (batch) => promise of as many traces' },
}

/** The keys of a language: they depend on its syntax. */
export function languageKeys(language: unknown): Keys {
  const isPython =
    typeof language === 'object' && language !== null && 'syntax' in language && language.syntax === 'python'
  return isPython ? pythonKeys : ecmascriptKeys
}

const traits = <const Answers extends readonly string[]>(...answers: Answers): Key => ({
  schema: v.optional(v.picklist(answers)),
  must: oneOf(answers.map(answer => `'${answer}'`)),
})

/** What an implementation declares of its `fetchAll`, and of its `client`. */
export const fetchingKeys: Keys = {
  order: traits('input', 'completion', 'available'),
  lookahead: traits('none', 'window', 'unbounded'),
  failures: traits('at once', 'in turn'),
  refused: traits('cancelled', 'read'),
  releaseErrors: traits('raised', 'dropped'),
  exact: { schema: v.optional(v.boolean()), must: oneOf(['true', 'false']) },
  intercepted: { schema: v.optional(v.boolean()), must: oneOf(['true', 'false']) },
  globalFetch: { schema: v.optional(v.boolean()), must: oneOf(['true', 'false']) },
  idle: { schema: v.optional(callable), must: 'a function () => promise that resolves when the other process rests' },
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const countOrAll = v.optional(v.union([count, v.literal('unbounded')]))

/** What an operator declares of itself, beside what it runs. */
export const operatorKeys: Keys = {
  run: { schema: callable, must: 'a function (source, …) => async iterable' },
  requests: { schema: v.optional(v.picklist(['queued', 'parallel'])), must: "'queued' or 'parallel'" },
  order: { schema: v.optional(v.picklist(['input', 'completion'])), must: "'input' or 'completion'" },
  prefetch: { schema: countOrAll, must: "a whole number of at least 0, or 'unbounded'" },
  concurrency: { schema: countOrAll, must: "a whole number of at least 0, or 'unbounded'" },
  closes: {
    schema: v.optional(v.picklist(['with the last value', 'when asked again'])),
    must: "'with the last value' or 'when asked again'",
  },
  part: { schema: v.optional(v.picklist(['dropped', 'given'])), must: "'dropped' or 'given'" },
  exact: { schema: v.optional(v.boolean()), must: 'true or false' },
}

const parameters: Readonly<Record<OperatorName, string>> = {
  map: 'source, callback',
  filter: 'source, test',
  take: 'source, count',
  drop: 'source, count',
  flatMap: 'source, callback',
  concat: 'sources',
  merge: 'sources',
  zip: 'sources',
  parallelMap: 'source, callback, concurrency',
  chunk: 'source, count',
  buffer: 'source, count',
}

/** The operators: each a function, or an object with one and with what it declares. */
export const operatorsKeys: Keys = Object.fromEntries(
  operatorNames.map(name => [
    name,
    {
      schema: v.optional(
        v.lazy(value => (typeof value === 'object' ? v.strictObject(schemasOf(operatorKeys)) : callable)),
      ),
      must: `a function (${parameters[name]}) => async iterable, or an object { run, ${Object.keys(operatorKeys).slice(1).join('?, ')}? }`,
    },
  ]),
)
const answer = (...answers: readonly string[]): Key => ({
  schema: v.picklist(answers),
  must: oneOf(answers.map(one => `'${one}'`)),
})

/** What libraries with structured concurrency declare: see `spec/dialects/tasks.ts`. */
export const answerKeys: Keys = {
  acquisition: answer('interrupted', 'waits'),
  cleanup: answer('interrupted', 'waits'),
  cleanupErrors: answer('raised', 'dropped'),
  joinCancelled: answer('cancelled', 'error'),
  joinCancelledMeetsError: answer('error', 'cancelled'),
  childError: answer('ends its parent', 'waits for a joiner'),
  groupError: answer('first', 'last'),
  bodyErrorMeetsChildError: answer('body', 'child'),
  blocks: answer('scopes', 'plain'),
  children: answer('one by one', 'together', 'awaited'),
} satisfies Readonly<Record<keyof TaskAnswers, Key>>

const operation = (must: string): Key => ({ schema: callable, must: `a function ${must}` })
const optionalOperation = (must: string): Key => ({ schema: v.optional(callable), must: `a function ${must}` })

/** The keys of `tasks`. */
export const taskKeys: Keys = {
  answers: {
    schema: v.lazy(() => v.strictObject(schemasOf(answerKeys))),
    must: `an object with an answer for each of ${Object.keys(answerKeys).join(', ')}`,
  },
  run: operation('(body) => promise'),
  isCancellation: operation('(error) => boolean'),
  wait: operation('(promise) => operation'),
  fail: operation('(error) => operation'),
  attempt: operation('(body, handler) => operation'),
  ensure: operation('(body, finalizer) => operation'),
  hold: operation('(acquire, use, release) => operation'),
  spawn: operation('(body) => operation'),
  join: operation('(task) => operation'),
  cancel: operation('(task) => operation'),
  all: optionalOperation('(bodies) => operation'),
  timeout: optionalOperation('(seconds, body) => operation'),
  shield: optionalOperation('(body) => operation'),
  sleep: optionalOperation('(seconds) => operation'),
} satisfies Readonly<Record<keyof Tasks, Key>>

/** What a variant may override. */
export const variantKeys: Keys = {
  version: { schema: v.optional(text), must: 'a string that is not empty' },
  homepage: { schema: v.optional(v.pipe(v.string(), v.url())), must: 'a URL' },
  dialect: {
    schema: v.optional(
      v.lazy(value => (typeof value === 'object' ? dialectSchema : v.picklist(['ecmascript', 'python']))),
    ),
    must: "'ecmascript', 'python' or a dialect record",
  },
  bracket: { schema: v.optional(callable), must: 'a function (manager, body) => promise' },
  disposableStack: { schema: v.optional(constructible), must: 'a class in the shape of AsyncDisposableStack' },
  exitStack: { schema: v.optional(callable), must: 'a function () => exit stack' },
  operators: {
    schema: v.optional(v.strictObject(schemasOf(operatorsKeys))),
    must: `an object with any of the operators ${operatorNames.join(', ')}`,
  },
  language: {
    schema: v.optional(v.lazy(value => v.strictObject(schemasOf(languageKeys(value))))),
    must: "an object { syntax: 'ecmascript', lower, microtasks?, globals? } or { syntax: 'python', evaluate }",
  },
  fetchAll: {
    schema: v.optional(callable),
    must: 'a function (urls, { concurrency, signal, fetch }) => async iterable of { url, text }',
  },
  client: {
    schema: v.optional(callable),
    must: 'a function (url, { signal, session }) => { enter, exit }, a manager of the response',
  },
  fetching: {
    schema: v.optional(v.lazy(() => v.strictObject(schemasOf(fetchingKeys)))),
    must: 'an object { order?, lookahead?, failures?, refused?, releaseErrors?, exact?, globalFetch?, intercepted?, idle? }',
  },
  tasks: {
    schema: v.optional(v.lazy(() => v.strictObject(schemasOf(taskKeys)))),
    must: 'an object { answers, run, isCancellation, wait, fail, attempt, ensure, hold, spawn, join, cancel, all?, timeout?, shield?, sleep? }',
  },
  contextOf: { schema: v.optional(callable), must: 'a function (error) => its context' },
  runs: {
    schema: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
    must: 'a whole number of at least 1',
  },
}

export const implementationKeys: Keys = {
  name: { schema: text, must: 'a string that is not empty' },
  ...variantKeys,
  variants: {
    schema: v.optional(
      v.pipe(
        v.record(text, v.strictObject(schemasOf(variantKeys))),
        v.check(variants => Object.keys(variants).length > 0),
      ),
    ),
    must: 'an object with at least one variant: { [name]: the keys that it overrides }',
  },
}

export const implementationSchema = v.strictObject(schemasOf(implementationKeys))

function schemasOf(keys: Keys): Record<string, v.GenericSchema> {
  return Object.fromEntries(Object.entries(keys).map(([name, { schema }]) => [name, schema]))
}
