import type { Block } from '../program/ast.ts'
import { elaborate } from '../program/program.ts'
import { printTypeScript, type StackShape } from './typescript.ts'

/** The text of a program of these statements, as inline snapshots have it. */
export const print = (main: Block, stacks?: StackShape): string =>
  `\n${printTypeScript(elaborate({ kind: 'program', main }), stacks)}\n`
