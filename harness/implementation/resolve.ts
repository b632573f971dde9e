import type { Dialect } from '../../spec/dialects/dialect.ts'
import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import { slidingWindow } from '../../spec/dialects/fetching.ts'
import { python } from '../../spec/dialects/python.ts'
import { suggest } from '../messages/nearest.ts'
import { UsageError } from '../messages/usage-error.ts'
import { addressOf, parseAddress } from './address.ts'
import { checkImplementation } from './check.ts'
import { declaredBy } from './declared.ts'
import { displayPath } from './display-path.ts'
import type { Implementation } from './implementation.ts'
import { loadDefaultExport } from './load.ts'
import { type Located, locate } from './locate.ts'
import { SUBJECT_KEYS, subjectsOf } from './subjects.ts'

/** One implementation, ready to be run: a variant is merged into its base, the dialect is a record. */
export interface ResolvedImplementation extends Omit<Implementation, 'variants' | 'dialect' | 'version'> {
  /** `typescript/es2017`, or the bare name where there are no variants. */
  readonly name: string
  /** `unknown` where the implementation does not say. */
  readonly version: string
  readonly dialect: Dialect
  readonly variant: string | null
}

/** A resolved implementation and where it came from. */
export interface LocatedImplementation {
  readonly implementation: ResolvedImplementation
  /** What to type to get this one alone. */
  readonly address: string
  /** The module, an absolute path. */
  readonly file: string
  /** The names of all variants of the module. */
  readonly variants: readonly string[]
}

/** Loads what IMPL stands for on a command line: every variant of it, or the one that it names. */
export async function resolveImplementations(typed: string, cwd: string): Promise<LocatedImplementation[]> {
  const located = locate(parseAddress(typed), cwd)
  const exported = await loadDefaultExport(located.file, cwd)
  const implementation = checkImplementation(exported, displayPath(located.file, cwd))
  const all = resolveVariants(implementation, displayPath(located.file, cwd))
  return chooseVariant(all, located, typed).map(resolved => ({
    implementation: resolved,
    address: addressOf(located.address, resolved.variant),
    file: located.file,
    variants: all.flatMap(({ variant }) => variant ?? []),
  }))
}

/** Loads the one implementation that IMPL stands for, and refuses a name that stands for several. */
export async function resolveImplementation(typed: string, cwd: string): Promise<LocatedImplementation> {
  return demandOne(await resolveImplementations(typed, cwd), typed)
}

/** Refuses a list of several, naming each. */
export function demandOne<T extends { readonly address: string }>(found: readonly T[], typed: string): T {
  const [only, ...others] = found
  if (only && others.length === 0) return only
  throw new UsageError({
    what: `${typed} has ${found.length} variants`,
    expected: 'one implementation',
    got: typed,
    where: 'the command line',
    fix: `name one of them: ${found.map(({ address }) => address).join(', ')}`,
  })
}

/** The flat list of an implementation's variants; itself where it has none. */
export function resolveVariants(implementation: Implementation, where: string): ResolvedImplementation[] {
  const { variants } = implementation
  if (!variants) return [resolveOne(implementation, null, {}, where)]
  return Object.entries(variants).map(([name, overrides]) => resolveOne(implementation, name, overrides, where))
}

function resolveOne(
  base: Implementation,
  variant: string | null,
  overrides: Partial<Implementation>,
  where: string,
): ResolvedImplementation {
  const name = variant === null ? base.name : `${base.name}/${variant}`
  const picked: Record<string, unknown> = {}
  // Key by key, because spreading would lose what a class instance has on its prototype.
  for (const key of ['homepage', 'contextOf', 'runs', 'fetching', ...SUBJECT_KEYS] as const) {
    const value = key in overrides ? overrides[key] : base[key]
    if (value !== undefined) picked[key] = value
  }
  const { language, operators } = picked as Pick<Implementation, 'language' | 'operators'>
  const {
    globalFetch: _globalFetch,
    intercepted: _intercepted,
    idle: _idle,
    ...traits
  } = (picked as Pick<Implementation, 'fetching'>).fetching ?? {}
  const dialect = overrides.dialect ?? base.dialect ?? language?.syntax ?? 'ecmascript'
  const record = dialect === 'ecmascript' ? ecmascript : dialect === 'python' ? python : dialect
  const resolved: ResolvedImplementation = {
    ...picked,
    name,
    variant,
    version: overrides.version ?? base.version ?? 'unknown',
    dialect: {
      ...record,
      ...(operators ? { operators: declaredBy(operators) } : {}),
      ...(picked.fetchAll || picked.client ? { fetching: { ...slidingWindow, ...traits } } : {}),
    },
  }
  if (subjectsOf(resolved).length === 0) throw nothingToTest(name, where)
  return resolved
}

function nothingToTest(name: string, where: string): UsageError {
  return new UsageError({
    what: `${name} brings nothing to test`,
    expected: `at least one of the keys ${SUBJECT_KEYS.join(', ')}`,
    got: 'none of them',
    where,
    fix: 'add the part that you want to have tested',
  })
}

function chooseVariant(
  all: readonly ResolvedImplementation[],
  { address, file }: Located,
  typed: string,
): readonly ResolvedImplementation[] {
  if (address.variant === null) return all
  const chosen = all.filter(({ variant }) => variant === address.variant)
  if (chosen.length > 0) return chosen
  const names = all.flatMap(({ variant }) => variant ?? [])
  throw new UsageError({
    what: `${typed.slice(0, typed.length - address.variant.length - 1)} has no variant ${address.variant || "''"}`,
    expected: names.length === 0 ? 'no variant: it has none' : 'the name of one of its variants',
    got: address.variant || 'an empty name',
    where: file,
    fix:
      names.length === 0 ? 'leave the variant out' : suggest(address.variant, names, `there are ${names.join(', ')}`),
  })
}
