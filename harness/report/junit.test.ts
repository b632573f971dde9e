import { expect, test } from 'vitest'
import type { Run } from '../results/line.ts'
import { formatJUnit } from './junit.ts'
import { allWell, everyVerdict, knowledge } from './sample.fixture.ts'

test('a suite for each implementation and chapter, a test case for each rule and subject', () => {
  expect(formatJUnit([allWell, everyVerdict], knowledge)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="aexit" tests="11" failures="4" errors="1" skipped="3">
      <testsuite name="node 5.9.2 context-manager" tests="1" failures="0" errors="0" skipped="0">
        <testcase classname="node.context-manager" name="exit-lifo on language"/>
      </testsuite>
      <testsuite name="node 5.9.2 iteration" tests="1" failures="0" errors="0" skipped="0">
        <testcase classname="node.iteration" name="trace on language"/>
      </testsuite>
      <testsuite name="typescript/es2017 5.9.2 context-manager" tests="3" failures="1" errors="0" skipped="1">
        <testcase classname="typescript/es2017.context-manager" name="exit-lifo on language">
          <failure message="fail" type="fail">Resources are exited in reverse order of entering.

    await using a = resource()
    await using b = resource()

    expected  a enter, b enter, b exit, a exit
    observed  a enter, b enter, a exit, b exit

    Replay: aexit replay k3.0-1 typescript/es2017</failure>
        </testcase>
        <testcase classname="typescript/es2017.context-manager" name="exit-once on language"/>
        <testcase classname="typescript/es2017.context-manager" name="suppress">
          <skipped message="unsupported"/>
        </testcase>
      </testsuite>
      <testsuite name="typescript/es2017 5.9.2 exit-stack" tests="2" failures="1" errors="0" skipped="1">
        <testcase classname="typescript/es2017.exit-stack" name="lifo on exitStack">
          <skipped message="expected-fail: pops the first"/>
        </testcase>
        <testcase classname="typescript/es2017.exit-stack" name="transfer on language">
          <failure message="unexpected-pass: copies instead of moving" type="unexpected-pass">What was moved is run by the new stack.</failure>
        </testcase>
      </testsuite>
      <testsuite name="typescript/es2017 5.9.2 generator" tests="1" failures="0" errors="0" skipped="1">
        <testcase classname="typescript/es2017.generator" name="lazy-start on language">
          <skipped message="untested"/>
        </testcase>
      </testsuite>
      <testsuite name="typescript/es2017 5.9.2 iteration" tests="3" failures="2" errors="1" skipped="0">
        <testcase classname="typescript/es2017.iteration" name="break-closes on language">
          <error message="error: the process was ended in case k9.0" type="error">return() is called once and awaited.

    the process was ended in case k9.0</error>
        </testcase>
        <testcase classname="typescript/es2017.iteration" name="trace on language">
          <failure message="fail" type="fail">The whole trace is that of the model.

    await using a = resource()
    await using b = resource()

    expected  a enter, b enter, b exit, a exit
    observed  a enter, b enter, a exit, b exit

    Replay: aexit replay k3.0-1 typescript/es2017</failure>
        </testcase>
        <testcase classname="typescript/es2017.iteration" name="trace on bracket">
          <failure message="nondeterministic: two runs of case k4.1 differ" type="nondeterministic">The whole trace is that of the model.

    two runs of case k4.1 differ</failure>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `)
})

test('what XML cannot say is replaced', () => {
  const [first] = everyVerdict.rules
  const message = 'a <b> & "c" \u001B[31mred\u001B[39m \u0000 ]]>'
  const run: Run = { ...everyVerdict, rules: first ? [{ ...first, verdict: 'error', message }] : [] }
  expect(formatJUnit([run], knowledge)).toMatch(/a &lt;b&gt; &amp; (&quot;|")c(&quot;|") red � \]\]&gt;/)
})

test('no runs', () => {
  expect(formatJUnit([], knowledge)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="aexit" tests="0" failures="0" errors="0" skipped="0"/>
    "
  `)
})
