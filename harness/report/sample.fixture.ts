import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import type { Rule } from '../../spec/rules/rule.ts'
import type { SavedCounterexample } from '../counterexample/saved.ts'
import type { RuleLine, Run } from '../results/line.ts'
import { totalCases } from '../results/total-cases.ts'
import { countVerdicts } from '../results/verdict.ts'
import type { Knowledge } from './reported.ts'

/* A small catalogue and a run with every verdict, for the tests of what is shown. */

function rule(id: Rule['id'], statement: string, more: Partial<Rule> = {}): Rule {
  return {
    id,
    level: 'must',
    statement,
    intent: 'Otherwise a resource outlives what it needs.',
    sources: [{ title: 'ECMA-262', section: 'DisposeResources', url: 'https://tc39.es/ecma262/#sec-disposeresources' }],
    applies: () => true,
    hints: ['Check that disposers are awaited one by one.'],
    broken: () => false,
    ...more,
  }
}

export const rules: readonly Rule[] = [
  rule('context-manager.exit-lifo', 'Resources are exited in reverse order of entering.'),
  rule('context-manager.exit-once', 'A resource that was entered is exited exactly once.', {
    applies: (_, subject) => subject !== 'exitStack',
  }),
  rule('context-manager.suppress', 'A truthy result | of exit ends the error there.', {
    level: 'should',
    applies: dialect => dialect.exitSuppresses === 'truthy',
  }),
  rule('exit-stack.lifo', 'Exits are run last first.'),
  rule('exit-stack.transfer', 'What was moved is run by the new stack.', {
    applies: (_, subject) => subject === 'exitStack' || subject === 'disposableStack',
  }),
  rule('generator.lazy-start', 'Calling the generator function runs nothing of its body.'),
  rule('iteration.break-closes', 'return() is called once and awaited.'),
  rule('iteration.trace', 'The whole trace is that of the model.'),
]

export const counterexample: SavedCounterexample = {
  token: 'k3.0-1',
  rule: 'context-manager.exit-lifo',
  chapter: 'context-manager',
  subject: 'language',
  statements: 2,
  program: { kind: 'program', main: [], tasks: [], generators: [] },
  schedule: [0, 1],
  source: 'await using a = resource()\nawait using b = resource()\n',
  expected: ['a enter', 'b enter', 'b exit', 'a exit'],
  observed: ['a enter', 'b enter', 'a exit', 'b exit'],
}

const { token, statements, source, expected, observed } = counterexample
const shared = { token, statements, source, expected: [...expected], observed: [...observed] }

function line(id: string, verdict: RuleLine['verdict'], more: Partial<RuleLine> = {}): RuleLine {
  const chapter = id.split('.')[0] as RuleLine['chapter']
  const own = { rule: id, chapter, subject: 'language', level: 'must', verdict, cases: 1000, occasions: 400 } as const
  return { type: 'rule', ...own, ...more }
}

const lines: RuleLine[] = [
  line('context-manager.exit-lifo', 'fail', { counterexample: shared }),
  line('context-manager.exit-once', 'pass'),
  line('context-manager.suppress', 'unsupported', { subject: null, cases: 0, occasions: 0, level: 'should' }),
  line('exit-stack.lifo', 'expected-fail', {
    subject: 'exitStack',
    expectation: { reason: 'pops the first', upstream: 'https://example.org/1' },
    counterexample: { ...shared, token: 'k7.0' },
  }),
  line('exit-stack.transfer', 'unexpected-pass', { expectation: { reason: 'copies instead of moving' } }),
  line('generator.lazy-start', 'untested', { occasions: 1, cases: 500 }),
  line('iteration.break-closes', 'error', { message: 'the process was ended in case k9.0', occasions: 0 }),
  line('iteration.trace', 'fail', { counterexample: shared }),
  line('iteration.trace', 'nondeterministic', { subject: 'bracket', message: 'two runs of case k4.1 differ' }),
]

/** A run with these lines. */
export function runOf(name: string, own: RuleLine[]): Run {
  const verdicts = countVerdicts(own.map(({ verdict }) => verdict))
  return {
    header: {
      type: 'header',
      suite: { version: '0.1.0', rules: rules.length },
      implementation: { name, version: '5.9.2' },
      dialect: ecmascript,
      seed: 1,
      limits: {},
      runtime: 'node 24.0.0 linux x64',
    },
    rules: own,
    footer: { type: 'footer', verdicts, cases: totalCases(own), seconds: 2.5 },
  }
}

export const everyVerdict = runOf('typescript/es2017', lines)
export const allWell = runOf('node', [line('context-manager.exit-lifo', 'pass'), line('iteration.trace', 'pass')])

export const knowledge: Knowledge = {
  rules,
  renderCounterexample: ({ source: text, expected: wanted, observed: got }) =>
    `${text}\nexpected  ${wanted.join(', ')}\nobserved  ${got.join(', ')}\n`,
}
