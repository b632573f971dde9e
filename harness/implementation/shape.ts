import * as v from 'valibot'
import type { Dialect } from '../../spec/dialects/dialect.ts'
import { questionFields, questions } from '../../spec/dialects/questions.ts'
import { oneOf } from '../messages/nearest.ts'

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

/** What an implementation declares of its `fetchAll`. */
export const fetchingKeys: Keys = {
  order: traits('input', 'completion', 'available'),
  lookahead: traits('none', 'window', 'unbounded'),
  failures: traits('at once', 'in turn'),
  refused: traits('cancelled', 'read'),
  exact: { schema: v.optional(v.boolean()), must: oneOf(['true', 'false']) },
  intercepted: { schema: v.optional(v.boolean()), must: oneOf(['true', 'false']) },
  globalFetch: { schema: v.optional(v.boolean()), must: oneOf(['true', 'false']) },
  idle: { schema: v.optional(callable), must: 'a function () => promise that resolves when the other process rests' },
}

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
  language: {
    schema: v.optional(v.lazy(value => v.strictObject(schemasOf(languageKeys(value))))),
    must: "an object { syntax: 'ecmascript', lower, microtasks?, globals? } or { syntax: 'python', evaluate }",
  },
  fetchAll: {
    schema: v.optional(callable),
    must: 'a function (urls, { concurrency, signal, fetch }) => async iterable of { url, text }',
  },
  fetching: {
    schema: v.optional(v.lazy(() => v.strictObject(schemasOf(fetchingKeys)))),
    must: 'an object { order?, lookahead?, failures?, refused?, exact?, globalFetch?, intercepted?, idle? }',
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
