import { expect, test } from 'vitest'
import { elaborate } from '../program/program.ts'
import { printTypeScript } from './typescript.ts'

test('a program that fetches: what its servers do, and its consumer', () => {
  const program = elaborate({
    kind: 'fetching',
    concurrency: 2,
    urls: [
      {
        kind: 'answers',
        redirects: true,
        status: 200,
        body: { type: 'json', empty: false, more: [{ kind: 'chunk', later: true }], end: 'breaks' },
      },
      { kind: 'fails' },
      { kind: 'never' },
    ],
    signal: 'aborts',
    consumer: { waits: true, turns: [{ kind: 'turn', slow: true }], then: 'throw' },
  })
  expect(printTypeScript(program)).toMatchInlineSnapshot(`
    "const urls = [
      "http://…/r1", // at c1 302 to another URL; at c2 200 as application/json, "{r1.1;"; at c3 "{r1.2;"; at c4 connection lost
      "http://…/r2", // at c5 a network error
      "http://…/r3", // never answered
    ];
    async function main() {
      const controller = new AbortController();
      checkpoint("c8").then(() => {
        log("signal aborts E2");
        controller.abort(error("E2"));
      });
      const results = fetchAll(urls, { concurrency: 2, signal: controller.signal });
      await checkpoint("c6");
      let count = 0;
      for await (const { url, text } of results) {
        log("main 1:", nameOf(url), JSON.stringify(text));
        count++;
        if (count === 1) await checkpoint("c7");
        if (count === 1) throw error("E1");
      }
      log("main 2");
    }"
  `)
})

test('nothing to fetch', () => {
  const program = elaborate({
    kind: 'fetching',
    concurrency: 1,
    urls: [],
    signal: 'quiet',
    consumer: { waits: false, turns: [], then: 'goes on' },
  })
  expect(printTypeScript(program)).toMatchInlineSnapshot(`
    "const urls = [];
    async function main() {
      for await (const { url, text } of fetchAll(urls, { concurrency: 1 })) {
        log("main 1:", nameOf(url), JSON.stringify(text));
      }
      log("main 2");
    }"
  `)
})
