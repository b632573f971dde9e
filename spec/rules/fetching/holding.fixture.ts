import { python } from '../../dialects/python.ts'
import type { ClientProgram, Held } from '../../program/client/ast.ts'
import { plain, slow } from '../../program/client/build.fixture.ts'
import { elaborate } from '../../program/program.ts'
import type { Trial, Trials } from '../trial.ts'

type Setting = Partial<Held> & Partial<Pick<ClientProgram, 'signal'>> & { readonly inner?: Partial<Held> }

/** A trial of blocks that hold responses: `expected` marks with `* ` what the rule demands. */
function held(expected: string, observed: string, { signal = 'quiet', inner, ...outer }: Setting = {}): Trial {
  const all = [{ ...plain, ...outer }, ...(inner ? [{ ...plain, ...inner }] : [])]
  return {
    expected: expected.split('; '),
    observed: observed.split('; '),
    program: elaborate({ kind: 'client', held: all, signal, then: 'goes on' }),
    dialect: python,
  }
}

const opened = 's1 enter; s1 entered; r1 request; > c1; '
const failed = `${opened}r1 failed; * s1 exit r1; s1 exited; main throws r1`
const surfacing = failed.replace('* ', '').replace('main throws', '* main throws')
const given = `${opened}r1 answered 200; r1 sent; main 1: 200; `
const left = `${given}* s1 exit; s1 exited; main 3; main returns`
const unreleased = `${given}* s1 exit E1; s1 exited; main throws E1`
const read = (text: string) => `${given}main 2: ${text}; s1 exit; s1 exited; main 3; main returns`
const wanted = (text: string) => `${given}* main 2: ${text}; s1 exit; s1 exited; main 3; main returns`
const failsInstead = `${given}s1 exit r1; s1 exited; main throws r1`
const all = { reads: 'all' } as const

/** Of each rule that says anything about clients: what breaks it, and what is close by and does not. */
export const clientTrials: Readonly<Record<string, Trials>> = {
  'fetching.lazy': {
    broken: [held(left, 'r1 request; > c2; s1 enter; s1 entered; > c1', { idle: true })],
    intact: [held(left, '> c2; s1 enter; s1 entered; r1 request; > c1', { idle: true })],
  },
  'fetching.each-url-once': {
    broken: [held(failed, `${opened}r1 failed; r1 request; s1 exit r1; s1 exited; main throws r1`)],
    intact: [held(left, `${opened}r1 redirected; r1 followed; > c2; r1 answered 200; r1 sent; main 1: 200`)],
  },
  'fetching.break-releases': {
    broken: [
      held(
        `${opened}r1 answered 200; * r1 aborted; main 1: 200; * s1 exit; s1 exited; main 3; main returns`,
        `${opened}r1 answered 200; main 1: 200; s1 exit; s1 exited; main 3; main returns; > c2; r1 sent`,
        { url: slow },
      ),
      held(left, `${given}main 3; main returns`),
      held(left, `${given}s1 exit; main 3; s1 exited; main returns`),
      // The inner one closes its own session twice, and that of the outer one not at all.
      held(left, `${given}s2 exit; s2 exited; main 3; main returns`, { inner: {} }),
    ],
    intact: [
      held(left, `${given}s1 exit; s1 exited; main 3; main throws TypeError`),
      held(left, `${opened}main hangs`),
      held(
        `${opened}r1 answered 200; * r1 aborted; main 1: 200; s1 exit; s1 exited; main 3; main returns`,
        `${opened}r1 answered 200; main 1: 200; > c2; r1 sent; s1 exit; s1 exited; main 3; main returns`,
        { url: slow },
      ),
    ],
  },
  'fetching.failure-surfaces': {
    broken: [
      held(surfacing, `${opened}r1 failed; s1 exit r1; s1 exited; main 3`),
      held(`${opened}* main throws r1`, `${opened}main throws TypeError`),
    ],
    intact: [held(surfacing, `${opened}r1 failed; main throws r1`)],
  },
  'fetching.failure-reaches-exit': {
    broken: [
      held(failed, `${opened}r1 failed; s1 exit; s1 exited; main throws r1`),
      held(unreleased, `${given}s1 exit Error; s1 exited; main throws E1`),
    ],
    intact: [
      held(failed, `${opened}r1 failed; main throws r1`),
      held(unreleased, `${given}s1 exit E1; main throws E1`),
    ],
  },
  'fetching.enter-failure-leaks-nothing': {
    broken: [
      held(failed, `${opened}r1 failed; main throws r1`),
      held(failed, `${opened}r1 failed; s1 exit r1; main throws r1; > c2; s1 exited`, { closing: 'waits' }),
    ],
    intact: [
      held(failed, `${opened}r1 failed; s1 exit; s1 exited; main throws r1`),
      // Nothing has been opened.
      held(failed, 'main throws TypeError'),
      // Another session than the one that the rule speaks of.
      held(failed, `${opened}r1 failed; s1 exit r1; s1 exited; s2 enter; s2 entered; main throws r1`, { inner: {} }),
    ],
  },
  'fetching.exit-failure-leaks-nothing': {
    broken: [
      held(unreleased, `${given}main throws E1`),
      held(unreleased, `${given}s1 exit E1; main throws E1; > c2; s1 exited`, { closing: 'waits' }),
    ],
    intact: [held(unreleased, `${given}s1 exit; s1 exited; main throws E1`)],
  },
  'fetching.abort-signal': {
    broken: [
      held(
        's1 enter; s1 entered; r1 request; > c2; signal aborts E1; * r1 aborted; s1 exit E1; s1 exited; * main throws E1',
        's1 enter; s1 entered; r1 request; > c2; signal aborts E1; > c1; r1 answered 200; r1 sent; main 1: 200; main 3',
        { signal: 'aborts' },
      ),
      held(
        's1 enter; s1 entered; s1 exit E1; s1 exited; * main throws E1',
        's1 enter; s1 entered; s1 exit E1; s1 exited; main throws AbortError',
        { signal: 'aborted' },
      ),
    ],
    intact: [
      held(
        's1 enter; s1 entered; r1 request; > c2; signal aborts E1; * r1 aborted; s1 exit E1; s1 exited; * main throws E1',
        's1 enter; s1 entered; r1 request; > c2; signal aborts E1; r1 aborted; main throws E1',
        { signal: 'aborts' },
      ),
    ],
  },
  'fetching.redirect': {
    broken: [held(wanted('"r1.1;"'), failsInstead, all)],
    intact: [held(wanted('"r1.1;"'), `${given}s1 exit; s1 exited; main throws TypeError`, all)],
  },
  'fetching.empty-body': {
    broken: [held(wanted('""'), read('null'), all)],
    intact: [held(wanted('""'), `${given}main 2: ""; main 3`, all)],
  },
  'fetching.bad-json': {
    broken: [held(wanted('"{r1.1;"'), read('"[object Object]"'), all), held(wanted('"{r1.1;"'), failsInstead, all)],
    intact: [held(wanted('"{r1.1;"'), `${given}main 2: "{r1.1;"; main 3`, all)],
  },
  'fetching.chunked-body': {
    broken: [held(wanted('"r1.1;r1.2;"'), read('"r1.1;"'), all)],
    intact: [held(wanted('"r1.1;r1.2;"'), `${given}main 2: "r1.1;r1.2;"; main 3`, all)],
  },
  'fetching.no-unhandled-rejection': {
    broken: [held(failed, `${failed.replace('* ', '')}; unhandled r1`)],
    intact: [held(failed, `${opened}r1 failed; main throws r1`)],
  },
}
