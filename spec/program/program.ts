import type { Expression } from '../grammar/expression.ts'
import type * as statements from './ast.ts'
import { countStatements } from './count-statements.ts'
import { elaborateStatements } from './elaborate.ts'
import type * as el from './elaborated.ts'
import type { FiberProgram } from './fibers/ast.ts'
import { elaborateFibers } from './fibers/elaborate.ts'
import type { ElaboratedFibers } from './fibers/elaborated.ts'
import { fiberGrammar } from './fibers/grammar.ts'
import { type Feature, statementGrammar, type Weights } from './grammar.ts'
import { pythonGrammar } from './python/grammar.ts'

/**
 * What programs are written in, as far as it decides what they look like and what the model makes of them. `ecmascript`
 * are statements, in the language itself or with a library's brackets and stacks; `python` are statements in Python;
 * `fibers` are operations of a library with structured concurrency.
 */
export type Form = Elaborated['form']

/** A test program of any form: plain data, a sentence of the grammar of its form. */
export type Program = statements.Program | FiberProgram

/** A program with every place named. */
export type Elaborated = el.Elaborated | ElaboratedFibers

/** The programs of a profile. */
export interface ProgramGrammar {
  readonly programs: Expression
  /** Those of the programs that are mainly about one of these features: where the size goes to what matters. */
  readonly focused: (focus: readonly Feature[]) => Expression
}

/** The grammar of the programs of a form that use these features. */
export function programGrammar(form: Form, weights: Weights): ProgramGrammar {
  switch (form) {
    case 'ecmascript':
      return statementGrammar(weights)
    case 'python':
      return pythonGrammar(weights)
    case 'fibers':
      return fiberGrammar(weights)
  }
}

/** Gives every place of a program its name. */
export function elaborate(program: Program): Elaborated {
  switch (program.kind) {
    case 'program':
      return elaborateStatements(program)
    case 'fibers':
      return elaborateFibers(program)
  }
}

/** How large a program is to its reader: how many statements it has. */
export function sizeForReader(program: Program): number {
  switch (program.kind) {
    case 'program':
    case 'fibers':
      return countStatements(program)
  }
}

/** A program of statements: not one of those that are operations of a library. */
export function inStatements(program: Elaborated): el.Elaborated {
  if (program.form === 'fibers') throw new RangeError('A program of operations has no statements to print or to run.')
  return program
}
