import { expect, test } from 'vitest'
import { formatRules, formatRulesMarkdown } from './rules-table.ts'
import { rules } from './sample.fixture.ts'
import { plain } from './style.ts'

test('tables for a README', () => {
  expect(formatRulesMarkdown(rules.slice(1, 4))).toMatchInlineSnapshot(`
    "### context-manager

    | rule | level | ECMAScript | Python | statement | source |
    | - | - | - | - | - | - |
    | \`exit-once\` | must | ✓ | ✓ | A resource that was entered is exited exactly once. | [ECMA-262, DisposeResources](https://tc39.es/ecma262/#sec-disposeresources) |
    | \`suppress\` | should | – | ✓ | A truthy result \\| of exit ends the error there. | [ECMA-262, DisposeResources](https://tc39.es/ecma262/#sec-disposeresources) |

    ### exit-stack

    | rule | level | ECMAScript | Python | statement | source |
    | - | - | - | - | - | - |
    | \`lifo\` | must | ✓ | ✓ | Exits are run last first. | [ECMA-262, DisposeResources](https://tc39.es/ecma262/#sec-disposeresources) |
    "
  `)
})

test('a list for a terminal', () => {
  expect(formatRules(rules.slice(2, 4), plain)).toMatchInlineSnapshot(`
    "context-manager

    context-manager.suppress (should)
      A truthy result | of exit ends the error there.
      Otherwise a resource outlives what it needs.
      ECMA-262, DisposeResources: https://tc39.es/ecma262/#sec-disposeresources

    exit-stack

    exit-stack.lifo (must)
      Exits are run last first.
      Otherwise a resource outlives what it needs.
      ECMA-262, DisposeResources: https://tc39.es/ecma262/#sec-disposeresources
    "
  `)
})
