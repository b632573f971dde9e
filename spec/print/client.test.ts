import { expect, test } from 'vitest'
import { page, plain } from '../program/client/build.fixture.ts'
import { elaborate } from '../program/program.ts'
import { printTypeScript } from './typescript.ts'

const refused = { ...plain, url: { ...page, status: 404 } } as const

test('a response that is held, and nothing done with it', () => {
  const program = elaborate({ kind: 'client', held: [refused], signal: 'quiet', then: 'goes on' })
  expect(printTypeScript(program)).toMatchInlineSnapshot(`
    "// http://…/r1: at c1 404, "r1.1;", end
    async function main() {
      await hold(client("http://…/r1", { session: session("s1") }), async (response1) => {
        log("main 1:", response1.status);
      });
      log("main 3");
    }"
  `)
})

test('one within the other, with all that may be done with them', () => {
  const program = elaborate({
    kind: 'client',
    held: [
      { ...refused, idle: true, waits: true, reads: 'all', closing: 'waits' },
      { ...plain, url: { kind: 'never' }, reads: 'piece', release: 'fails' },
    ],
    signal: 'aborts',
    then: 'throw',
  })
  expect(printTypeScript(program)).toMatchInlineSnapshot(`
    "// http://…/r1: at c1 404, "r1.1;", end; s1 closes at c2
    // http://…/r2: never answered; cancelling its body fails with E1
    async function main() {
      const controller = new AbortController();
      checkpoint("c5").then(() => {
        log("signal aborts E2");
        controller.abort(error("E2"));
      });
      const client1 = client("http://…/r1", { signal: controller.signal, session: session("s1") });
      await checkpoint("c3");
      await hold(client1, async (response1) => {
        log("main 1:", response1.status);
        await checkpoint("c4");
        log("main 2:", JSON.stringify(await response1.text()));
        await hold(client("http://…/r2", { signal: controller.signal, session: session("s2") }), async (response2) => {
          log("main 4:", response2.status);
          log("main 5:", await piece(response2));
          throw error("E3");
        });
        log("main 6");
      });
      log("main 3");
    }"
  `)
})
