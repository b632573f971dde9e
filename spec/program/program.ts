import type { Expression } from '../grammar/expression.ts'
import { createSharing } from '../grammar/share.ts'
import type * as statements from './ast.ts'
import type { ClientProgram } from './client/ast.ts'
import { elaborateClient } from './client/elaborate.ts'
import type { ElaboratedClient } from './client/elaborated.ts'
import { clientGrammar } from './client/grammar.ts'
import { countStatements } from './count-statements.ts'
import { elaborateStatements } from './elaborate.ts'
import type * as el from './elaborated.ts'
import type { FetchingProgram } from './fetching/ast.ts'
import { elaborateFetching } from './fetching/elaborate.ts'
import type { Fetching } from './fetching/elaborated.ts'
import { fetchingGrammar } from './fetching/grammar.ts'
import type { FiberProgram } from './fibers/ast.ts'
import { elaborateFibers } from './fibers/elaborate.ts'
import type { ElaboratedFibers } from './fibers/elaborated.ts'
import { fiberGrammar } from './fibers/grammar.ts'
import { type Feature, statementGrammar, type Weights } from './grammar.ts'
import type { Pipeline } from './pipeline/ast.ts'
import { countStages } from './pipeline/count-stages.ts'
import { elaboratePipeline } from './pipeline/elaborate.ts'
import type { ElaboratedPipeline } from './pipeline/elaborated.ts'
import { pipelineGrammar } from './pipeline/grammar.ts'
import { pythonGrammar } from './python/grammar.ts'

/**
 * What programs are written in, as far as it decides what they look like and what the model makes of them. `ecmascript`
 * are statements, in the language itself or with a library's brackets and stacks; `python` are statements in Python;
 * `fibers` are operations of a library with structured concurrency; `pipeline` are operators over async iterables;
 * `fetching` are URLs, what their servers do, and a consumer of what is fetched; `client` are the same URLs, and blocks
 * that hold a response of each.
 */
export type Form = Elaborated['form']

/** A test program of any form: plain data, a sentence of the grammar of its form. */
export type Program = statements.Program | FiberProgram | Pipeline | FetchingProgram | ClientProgram

/** A program with every place named. */
export type Elaborated = el.Elaborated | ElaboratedFibers | ElaboratedPipeline | Fetching | ElaboratedClient

/** The programs of a profile. */
export interface ProgramGrammar {
  readonly programs: Expression
  /** The same programs, some of them twice, in the order in which they are numbered, where that is another one. */
  readonly numbered?: Expression
  /** Those of the programs that are mainly about one of these features: where the size goes to what matters. */
  readonly focused: (focus: readonly Feature[]) => Expression
}

/** The grammar of the programs of a form that use these features. */
export function programGrammar(form: Form, weights: Weights): ProgramGrammar {
  const share = createSharing()
  const { programs, numbered, focused } = grammarOf(form, weights)
  return {
    programs: share(programs),
    ...(numbered && { numbered: share(numbered) }),
    focused: focus => share(focused(focus)),
  }
}

function grammarOf(form: Form, weights: Weights): ProgramGrammar {
  switch (form) {
    case 'ecmascript':
      return statementGrammar(weights)
    case 'python':
      return pythonGrammar(weights)
    case 'fetching':
      return fetchingGrammar(weights)
    case 'client':
      return clientGrammar(weights)
    case 'pipeline':
      return pipelineGrammar(weights)
    case 'fibers':
      return fiberGrammar(weights)
  }
}

/** Gives every place of a program its name. */
export function elaborate(program: statements.Program): el.Elaborated
export function elaborate(program: Program): Elaborated
export function elaborate(program: Program): Elaborated {
  switch (program.kind) {
    case 'program':
      return elaborateStatements(program)
    case 'pipeline':
      return elaboratePipeline(program)
    case 'fetching':
      return elaborateFetching(program)
    case 'client':
      return elaborateClient(program)
    case 'fibers':
      return elaborateFibers(program)
  }
}

/** A program as statements, for those that know nothing else. @throws RangeError if it is of another form */
export function statementsOf(program: Elaborated): el.Elaborated {
  if (program.form === 'ecmascript' || program.form === 'python') return program
  throw new RangeError(`Expected a program of statements, but got one of the form ${program.form}.`)
}

/**
 * How large a program is to its reader: how many statements it has, or sources, operators and requests, or URLs and
 * results that something is done with, or responses that are held and what is done with them.
 */
export function sizeForReader(program: Program): number {
  switch (program.kind) {
    case 'program':
    case 'fibers':
      return countStatements(program)
    case 'fetching':
      return program.urls.length + program.consumer.turns.length
    case 'client':
      return countHeld(program)
    case 'pipeline':
      return countStages(program)
  }
}

function countHeld({ held, then }: ClientProgram): number {
  const done = held.map(({ idle, waits, reads }) => 1 + Number(idle) + Number(waits) + Number(reads !== 'nothing'))
  return done.reduce((sum, count) => sum + count, then === 'throw' ? 1 : 0)
}
