import type { Dialect } from '../../spec/dialects/dialect.ts'
import { runModel } from '../../spec/model/run.ts'
import { elaborate } from '../../spec/program/program.ts'
import type { SubjectKind } from '../../spec/rules/rule.ts'
import type { Case } from '../campaign/cases.ts'
import { type ClientSubject, isClient } from '../implementation/subjects.ts'
import { pythonScript } from './python-script.ts'
import { sourceFor } from './source.ts'

/** Which words a script is written with beside the case: what it runs on, and what it is called. */
export interface ScriptOptions {
  readonly subject: SubjectKind
  readonly dialect: Dialect
  /** Lines that say where the case comes from. */
  readonly about?: readonly string[]
}

/**
 * Gives a case as a module that runs by itself, to be pasted into a bug report: a short prelude that prints what
 * happens and releases checkpoints in the order of the suite (see `spec/schedule`), the program, and what it must print.
 * It imports nothing: a library under test has its place in the prelude.
 */
export function scriptFor({ program, schedule }: Case, { subject, dialect, about = [] }: ScriptOptions): string {
  const elaborated = elaborate(program)
  if (subject === 'python') {
    const { trace } = runModel(elaborated, schedule, dialect)
    return pythonScript({ program: elaborated, schedule, about, trace })
  }
  // Only the implementation itself could tell the context of an error.
  const { trace } = runModel(elaborated, schedule, { ...dialect, errorContext: 'none' })
  const places = isClient(subject) ? [...ownClient, ...holds[dialect.exitSees]] : placeOf[subject]
  return [
    ...comment(about),
    ...comment(['Run it with node FILE.mjs (Node 24 or later); what it must print stands at the end.']),
    prelude(schedule),
    ...(places.length > 0 ? ['', ...places] : []),
    '',
    sourceFor(elaborated, subject),
    '',
    // Not awaited: a compiler for older engines knows no await outside of functions.
    'run(main);',
    '',
    ...comment(['Expected:', ...trace.map(event => `  ${event}`)]),
    '',
  ].join('\n')
}

function comment(lines: readonly string[]): string[] {
  return lines.map(line => `// ${line}`)
}

function prelude(schedule: readonly number[]): string {
  return `const schedule = [${schedule.join(', ')}]; // at each turn, which pending checkpoint goes next: 0 is the oldest
const pending = [], unhandled = new Map(), turn = () => new Promise((resolve) => setImmediate(resolve));
let step = 0, ended = false;
process.on("unhandledRejection", (reason, promise) => unhandled.set(promise, reason));
process.on("rejectionHandled", (promise) => unhandled.delete(promise));
const show = (value) =>
  Array.isArray(value) ? \`[\${value.map(show).join(", ")}]\`
  : value?.suppressed ? \`SuppressedError(\${show(value.error)}, \${show(value.suppressed)})\`
  : value instanceof Error ? value.name
  : value?.done === true ? (value.value === undefined ? "done" : \`done \${show(value.value)}\`)
  : value?.done === false ? show(value.value)
  : typeof value === "object" && value !== null ? "object" : typeof value === "function" ? "function" : String(value);
const log = (text, ...values) => console.log([text, ...values.map(show)].join(" "));
const error = (name) => Object.assign(new Error(name), { name });
const checkpoint = (name) => new Promise((resolve) => pending.push({ name, step, go: () => resolve(name) }));
const record = (text, promise) => promise.then(
  (value) => text.endsWith(":") ? log(text, value) : log(\`\${text} returns\`, ...(value === undefined ? [] : [value])),
  (reason) => log(\`\${text} throws\`, reason));
const run = async (main) => {
  record("main", main()).then(() => { ended = true; });
  for (await turn(); pending.length > 0; await turn()) {
    pending.sort((a, b) => a.step - b.step || a.name.slice(1) - b.name.slice(1));
    const [{ name, go }] = pending.splice((schedule[step++] ?? 0) % pending.length, 1);
    console.log(\`> \${name}\`), go();
  }
  if (!ended) console.log("main hangs");
  for (const text of [...unhandled.values()].map(show).sort()) console.log(\`unhandled \${text}\`);
};`
}

const ownFetchAll = [
  "// Put the library's own fetchAll here, and a server that does what the comments say; nameOf(url) is r1 for the first.",
  'const fetchAll = (urls, options) => { throw new Error("put the fetchAll of the library here"); };',
  'const nameOf = (url) => url.slice(url.lastIndexOf("/") + 1);',
]

const ownClient = [
  "// Put the library's own client here, and a server that does what the comments say, which the fetch of session reaches.",
  'const client = (url, options) => { throw new Error("put the client of the library here"); };',
  'const piece = async ({ body }) => {',
  '  const reader = body.getReader();',
  '  try { return (await reader.read()).done ? "end" : "piece"; } finally { reader.releaseLock(); }',
  '};',
]

/** Sessions, and what holds what a manager manages: where exits see errors and where they do not. */
const holds: Readonly<Record<Dialect['exitSees'], readonly string[]>> = {
  error: [
    'const session = (name) => ({',
    '  enter: async () => (log(name + " enter"), log(name + " entered"), fetch),',
    '  exit: async (failure) => (log(name + " exit", ...(failure ? [failure.error] : [])), log(name + " exited"), undefined),',
    '});',
    'const hold = async (manager, body) => {',
    '  const held = await manager.enter();',
    '  try { await body(held); } catch (error) {',
    '    if (await manager.exit({ error })) return;',
    '    throw error;',
    '  }',
    '  await manager.exit();',
    '};',
  ],
  nothing: [
    'const session = (name) => ({',
    '  enter: async () => (log(name + " enter"), log(name + " entered"), fetch),',
    '  exit: async () => (log(name + " exit"), log(name + " exited"), undefined),',
    '});',
    'const hold = async (manager, body) => {',
    '  const held = await manager.enter();',
    '  await using _ = { [Symbol.asyncDispose]: () => manager.exit() };',
    '  await body(held);',
    '};',
  ],
}

/** Where an implementation is put in, by what it implements. A compiler is given the whole script. */
const placeOf: Readonly<Record<Exclude<SubjectKind, ClientSubject>, readonly string[]>> = {
  language: ['// To show what a compiler does wrong, compile this file with it and run what comes out.'],
  bracket: [
    "// Put the library's own bracket here. A manager is { enter(), exit(failure) }; the body is given what enter gives.",
    'const bracket = async (manager, body) => { throw new Error("put the bracket of the library here"); };',
  ],
  disposableStack: ["// Import the library's AsyncDisposableStack here; without, this is the engine's own."],
  exitStack: [
    "// Put the library's own exit stack here: { enter(manager), push(manager), callback(f), popAll(), close(), exit(failure) }.",
    'const exitStack = () => { throw new Error("put the exit stack of the library here"); };',
    'const asyncWith = async (stack, body) => {',
    '  try { await body(stack); } catch (error) {',
    '    if (await stack.exit({ error })) return;',
    '    throw error;',
    '  }',
    '  await stack.exit();',
    '};',
  ],
  operators: [
    "// Put the library's own operators here, each a function of (source, …): map, filter, take, …",
    'const put = (name) => () => { throw new Error("put the operator " + name + " of the library here"); };',
    'const [map, filter, take, drop, flatMap, concat, merge, zip, parallelMap, chunk, buffer] =',
    '  ["map", "filter", "take", "drop", "flatMap", "concat", "merge", "zip", "parallelMap", "chunk", "buffer"].map(put);',
    'const give = (answer, ...given) => typeof answer === "function" ? answer(...given) : answer;',
    'const source = (name, answers, close = () => {}) => ({',
    '  actor: name,',
    '  [Symbol.asyncIterator]: () => {',
    '    let asked = 0, over = false;',
    '    const next = async () => {',
    '      log(name + " next");',
    '      const answer = over ? undefined : answers[asked++];',
    '      over ||= answer === undefined;',
    '      try {',
    '        const value = await give(answer);',
    '        return value === undefined ? (over = true, { value, done: true }) : { value, done: false };',
    '      } catch (thrown) { over = true; throw thrown; }',
    '    };',
    '    if (close === null) return { next };',
    '    return {',
    '      next,',
    '      return: async () => { log(name + " return"); over = true; await close(); return { value: undefined, done: true }; },',
    '    };',
    '  },',
    '});',
    'const callback = (name, answers, otherwise) => {',
    '  let called = 0;',
    '  return async (value) => {',
    '    log(name + " called", value);',
    '    const answer = answers[called++] ?? otherwise(called);',
    '    let given;',
    '    try { given = await give(answer); } catch (thrown) { log(name + " fails", thrown); throw thrown; }',
    '    log(name + " answers", given);',
    '    return given;',
    '  };',
    '};',
    'const nothing = { [Symbol.asyncIterator]: () => ({ next: async () => ({ value: undefined, done: true }) }) };',
    'const expansion = (name, answers) => {',
    '  let called = 0;',
    '  return (value) => {',
    '    log(name + " called", value);',
    '    const answer = answers[called++];',
    '    if (typeof answer === "function") { try { answer(); } catch (thrown) { log(name + " fails", thrown); throw thrown; } }',
    '    log(name + " answers " + (answer ? answer.actor : "nothing"));',
    '    return answer ?? nothing;',
    '  };',
    '};',
  ],
  tasks: [
    "// Put the library's own operations here: run, wait, fail, attempt, ensure, hold, spawn, join, cancel.",
    'const { wait, fail, attempt, ensure, hold, spawn, join, cancel, all, timeout, shield, sleep } = {};',
  ],
  python: [],
  fetchStub: ownFetchAll,
  fetchMsw: ownFetchAll,
  fetchServer: ownFetchAll,
}
