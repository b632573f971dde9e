import { contextManager } from './context-manager/index.ts'
import { exitStack } from './exit-stack/index.ts'
import { fetching } from './fetching/index.ts'
import { generator } from './generator/index.ts'
import { iteration } from './iteration/index.ts'
import { operators } from './operators/index.ts'
import type { Rule } from './rule.ts'
import { tasks } from './tasks/index.ts'

/** All rules, in the order in which they are listed everywhere. */
export const catalogue: readonly Rule[] = [
  ...contextManager,
  ...exitStack,
  ...generator,
  ...iteration,
  ...tasks,
  ...operators,
  ...fetching,
]

const byId: ReadonlyMap<string, Rule> = new Map(catalogue.map(rule => [rule.id, rule]))

/** Gives the rule of this id, or undefined when there is none. */
export const ruleById = (id: string): Rule | undefined => byId.get(id)
