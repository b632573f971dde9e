import { expect, test } from 'vitest'
import { allWell, everyVerdict, knowledge } from './sample.fixture.ts'
import { plain, type Style } from './style.ts'
import { formatRun, formatTotals } from './terminal.ts'

test('a run in which all is well is short', () => {
  expect(formatRun(allWell, knowledge, plain)).toMatchInlineSnapshot(`
    "node 5.9.2, dialect ecmascript, seed 1

      context-manager  1 passed
      iteration        1 passed

    2 passed; 2,000 cases in 2.5 s
    "
  `)
})

test('what is not as expected is shown in full', () => {
  expect(formatRun(everyVerdict, knowledge, plain)).toMatchInlineSnapshot(`
    "typescript/es2017 5.9.2, dialect ecmascript, seed 1

      context-manager  1 passed, 1 failed, 1 unsupported
      exit-stack       1 failed as expected, 1 passed unexpectedly
      generator        1 untested
      iteration        1 failed, 1 nondeterministic, 1 in error

    fail context-manager.exit-lifo on language (must)
      Resources are exited in reverse order of entering.

      await using a = resource()
      await using b = resource()

      expected  a enter, b enter, b exit, a exit
      observed  a enter, b enter, a exit, b exit

      Check that disposers are awaited one by one.
      Source: ECMA-262, DisposeResources: https://tc39.es/ecma262/#sec-disposeresources
      Replay: aexit replay k3.0-1 typescript/es2017

    unexpected-pass exit-stack.transfer on language (must)
      What was moved is run by the new stack.
      it is listed as failing (copies instead of moving): delist it

    error iteration.break-closes on language (must)
      return() is called once and awaited.
      the process was ended in case k9.0

      Check that disposers are awaited one by one.
      Source: ECMA-262, DisposeResources: https://tc39.es/ecma262/#sec-disposeresources

    fail iteration.trace on language (must)
      The whole trace is that of the model.

      the counterexample of context-manager.exit-lifo on language

    nondeterministic iteration.trace on bracket (must)
      The whole trace is that of the model.
      two runs of case k4.1 differ

      Check that disposers are awaited one by one.
      Source: ECMA-262, DisposeResources: https://tc39.es/ecma262/#sec-disposeresources

    failed as expected exit-stack.lifo on exitStack: pops the first (https://example.org/1)

    untested, with too few occasions (more --runs give more): generator.lazy-start on language

    1 passed, 1 failed as expected, 2 failed, 1 passed unexpectedly, 1 nondeterministic, 1 in error, 1 untested, 1 unsupported; 5,500 cases in 2.5 s
    "
  `)
})

test('a replay command that can be pasted', () => {
  const addressed = { ...knowledge, addressOf: () => "./it's mine.ts#fast" }
  expect(formatRun(everyVerdict, addressed, plain)).toContain(String.raw`aexit replay k3.0-1 './it'\''s mine.ts#fast'`)
})

test('a run that broke off says why', () => {
  const run = { ...allWell, footer: { ...allWell.footer, aborted: 'the adapter throws' } }
  expect(formatRun(run, knowledge, plain)).toContain('ended before its time: the adapter throws')
})

test('verdicts have colours', () => {
  const marked: Style = (format, text) => `<${format}>${text}</>`
  expect(formatTotals([allWell, everyVerdict], marked)).toMatchInlineSnapshot(`
    "<bold>2 implementations</>: <green>3 passed</>, <yellow>1 failed as expected</>, <red>2 failed</>, <red>1 passed unexpectedly</>, <red>1 nondeterministic</>, <red>1 in error</>, <yellow>1 untested</>, <dim>1 unsupported</>; 7,500 cases in 5.0 s
    "
  `)
})

test('several runs have a total', () => {
  expect(formatTotals([allWell, everyVerdict], plain)).toMatchInlineSnapshot(`
    "2 implementations: 3 passed, 1 failed as expected, 2 failed, 1 passed unexpectedly, 1 nondeterministic, 1 in error, 1 untested, 1 unsupported; 7,500 cases in 5.0 s
    "
  `)
})
