import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import type { Dialect } from '../../spec/dialects/dialect.ts'
import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import { python } from '../../spec/dialects/python.ts'
import { runModel } from '../../spec/model/run.ts'
import type { Profile } from '../../spec/program/profile.ts'
import { profiles } from '../../spec/program/profiles.ts'
import { elaborate } from '../../spec/program/program.ts'
import { type Case, createCases } from '../campaign/cases.ts'
import { defectMetBy } from '../engine/defects.ts'
import { scriptFor } from './script.ts'

const each = 8

/** The last of a campaign's cases: drawn ones, half of them with a schedule. */
function drawn(profile: Profile, dialect: Dialect): Case[] {
  const cases = createCases(profile, dialect, 11, 100)
  const found: Case[] = []
  for (let index = 100; found.length < each; index++) {
    const one = cases.at(index)
    if (JSON.stringify(one.program).length > 150 && !defectMetBy(one, ['fatal', 'wrong'])) found.push(one)
  }
  return found
}

/** What a script prints, run by itself: in a thread of its own, which starts in a third of the time of a process. */
function printed(script: string): Promise<string[]> {
  const { promise, resolve, reject } = Promise.withResolvers<string[]>()
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`), { stdout: true })
  let out = ''
  worker.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  worker.on('error', reject)
  worker.stdout.on('end', () => resolve(out.split('\n').slice(0, -1)))
  return promise
}

/** What a script says that it must print. */
function promised(script: string): string[] {
  const lines = script.trimEnd().split('\n')
  return lines.slice(lines.indexOf('// Expected:') + 1).map(line => line.slice('//   '.length))
}

const chapters = profiles.filter(({ subject }) => subject === 'language' || subject === 'disposableStack')

test.each(chapters)('of $chapter on $subject prints what the model says', async profile => {
  const own = drawn(profile, ecmascript)
  const scripts = own.map(one => scriptFor(one, { subject: profile.subject, dialect: ecmascript }))
  const all = await Promise.all(scripts.map(printed))
  for (const [i, { program, schedule }] of own.entries()) {
    expect(all[i]).toEqual(runModel(elaborate(program), schedule, ecmascript).trace)
    expect(promised(scripts[i] as string)).toEqual(all[i])
  }
})

const bracket = `const bracket = async (manager, body) => {
  let value = await manager.enter();
  try { value = await body(value); } catch (error) {
    if (await manager.exit({ error })) return;
    throw error;
  }
  await manager.exit();
  return value;
};`

const { href } = new URL('../../impls/contextlib/exit-stack.ts', import.meta.url)

test.each([
  ['bracket', /^const bracket = .*$/m, bracket],
  ['exitStack', /^const exitStack = .*$/m, `import { exitStack } from ${JSON.stringify(href)}`],
])('has a place for the %s of a library', async (kind, place, library) => {
  const profile = profiles.find(({ subject }) => subject === kind) as Profile
  const options = { subject: profile.subject, dialect: python }
  const scripts = drawn(profile, python).map(one => scriptFor(one, options))
  for (const script of scripts) expect(script).toMatch(place)
  const filled = scripts.map(script => script.replace(place, library))
  expect(await Promise.all(filled.map(printed))).toEqual(scripts.map(promised))
})

/** A server of one page, in the place of what a session fetches through. */
const server = `const fetch = async () => {
  log("r1 request");
  await checkpoint("c1");
  log("r1 answered 200");
  log("r1 sent");
  return new Response("r1.1;");
};`
const clientHref = new URL('../../impls/fetch-reference/client.ts', import.meta.url).href

test.each([python, ecmascript])('has a place for a client, in the dialect $name', async dialect => {
  const url = {
    kind: 'answers',
    redirects: false,
    status: 200,
    body: { type: 'text', empty: false, more: [], end: 'ends' },
  } as const
  const held = {
    kind: 'held',
    url,
    idle: true,
    waits: true,
    reads: 'all',
    release: 'works',
    closing: 'at once',
  } as const
  const program = { kind: 'client', held: [held], signal: 'quiet', then: 'throw' } as const
  const script = scriptFor({ program, schedule: [] }, { subject: 'clientStub', dialect })
  const library = `import { client } from ${JSON.stringify(clientHref)};\n${server}`
  expect(await printed(script.replace(/^const client = .*$/m, library))).toEqual(promised(script))
})

test('says what is missing where no library has been put in', async () => {
  const manager = {
    kind: 'manager',
    enter: { checkpoints: 0, outcome: 'entered' },
    exit: { checkpoints: 0, outcome: 'ends' },
  } as const
  const program = { kind: 'program', main: [{ kind: 'with', managers: [manager], body: [] }] } as const
  const script = scriptFor({ program, schedule: [] }, { subject: 'bracket', dialect: python })
  expect(await printed(script)).toEqual(['main throws Error'])
})

const [small] = profiles
const one = (size: number): Case => createCases(small as Profile, ecmascript, 1, 100).at(size)

test('imports nothing, and is short', () => {
  for (const { subject } of profiles) {
    const script = scriptFor({ program: { kind: 'program', main: [] }, schedule: [] }, { subject, dialect: ecmascript })
    expect(script).not.toMatch(/\b(import|require)\b *[({'"]/)
    // Scripted sources and callbacks are as long again as all the rest.
    const most = subject === 'operators' ? 80 : 50
    expect(script.split('\n').findIndex(line => line.startsWith('async function main'))).toBeLessThan(most)
  }
})

test('looks like this', () => {
  const about = ['context-manager.exit-lifo', 'aexit replay TOKEN IMPL']
  expect(
    `\n${scriptFor({ ...one(5), schedule: [1, 0] }, { subject: 'language', dialect: ecmascript, about })}`,
  ).toMatchInlineSnapshot(`
    "
    // context-manager.exit-lifo
    // aexit replay TOKEN IMPL
    // Run it with node FILE.mjs (Node 24 or later); what it must print stands at the end.
    const schedule = [1, 0]; // at each turn, which pending checkpoint goes next: 0 is the oldest
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
    };

    // To show what a compiler does wrong, compile this file with it and run what comes out.

    async function main() {
      return 1;
    }

    run(main);

    // Expected:
    //   main returns 1
    "
  `)
})

test('has a place for a stack', () => {
  const lines = scriptFor(one(0), { subject: 'exitStack', dialect: python }).split('\n')
  expect(
    lines.slice(lines.indexOf('};') + 1, lines.indexOf('async function main() {}')).join('\n'),
  ).toMatchInlineSnapshot(`
    "
    // Put the library's own exit stack here: { enter(manager), push(manager), callback(f), popAll(), close(), exit(failure) }.
    const exitStack = () => { throw new Error("put the exit stack of the library here"); };
    const asyncWith = async (stack, body) => {
      try { await body(stack); } catch (error) {
        if (await stack.exit({ error })) return;
        throw error;
      }
      await stack.exit();
    };
    "
  `)
})
