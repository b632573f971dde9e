import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { missing, python } from './aiohttp.fixture.ts'
import { runProgram } from './process.ts'

/* The tutorial's program in its own process, against a server that keeps connections, as those of the web do. */

const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/404': response => response.writeHead(404).end('not here'),
  '/refused': response => response.destroy(),
  '/never': () => {},
  '/half': response => void response.writeHead(200, { 'content-length': 100 }).write('half'),
  '/broken': response => {
    response.writeHead(200, { 'content-length': 100 }).write('half')
    setImmediate(() => response.destroy())
  },
}

/** A server that answers with its path, unless told otherwise. */
async function serve() {
  const requested: string[] = []
  const open = new Set<Socket>()
  const server = createServer(({ url = '' }, response) => {
    requested.push(url)
    const answer = answers[url] ?? (() => response.end(`text of ${url}`))
    answer(response)
  })
  server.on('connection', socket => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { server, requested, open, at: (...paths: string[]) => paths.map(path => `http://127.0.0.1:${port}${path}`) }
}

/** One process for all: it takes a while to start. */
const shared = runProgram(python?.command ?? '')
afterAll(shared.end)

/** The program, with what is complained of from now on. */
function start() {
  const before = shared.complaints.length
  return { ...shared, complaints: () => shared.complaints.slice(before) }
}

/** Until the connection that is open is closed. */
async function closed(open: ReadonlySet<Socket>): Promise<void> {
  for (const socket of open) if (!socket.closed) await once(socket, 'close')
}

describe.skipIf(missing !== '')(`the program in Python ${missing}`, () => {
  test('goes from URL to URL, when it is asked to', async () => {
    const { requested, at } = await serve()
    const program = start()
    const { ask } = program.open(at('/1', '/2'))
    await program.idle()
    expect(requested).toEqual([])
    expect(await ask('next')).toMatchObject({ text: 'text of /1' })
    await program.idle()
    expect(requested).toEqual(['/1'])
    expect(await ask('next')).toMatchObject({ text: 'text of /2' })
    expect(await ask('next')).toMatchObject({ done: true })
    expect(await ask('next')).toMatchObject({ done: true })
    expect(requested).toEqual(['/1', '/2'])
    await program.collect()
    expect(program.complaints()).toEqual([])
  })

  test.each(['leave', 'close'] as const)(
    'holds its session while the consumer has the text, until: %s',
    async leave => {
      const { requested, open, at } = await serve()
      const program = start()
      const { ask } = program.open(at('/1', '/2'))
      await ask('next')
      await program.idle()
      // The text has been read; what it came from is not needed any more.
      expect(open.size).toBe(1)
      expect(await ask(leave)).toMatchObject({ done: true })
      await closed(open)
      expect(requested).toEqual(['/1'])
      await program.collect()
      expect(program.complaints()).toEqual([])
    },
  )

  test.each(['leave', 'close'] as const)('runs nothing when it is told before the first text: %s', async leave => {
    const { requested, at } = await serve()
    const { ask } = start().open(at('/1'))
    expect(await ask(leave)).toMatchObject({ done: true })
    expect(requested).toEqual([])
  })

  test('takes the body of any status for a text', async () => {
    const { at } = await serve()
    const { ask } = start().open(at('/404'))
    expect(await ask('next')).toMatchObject({ text: 'not here' })
    expect(await ask('next')).toMatchObject({ done: true })
  })

  test('ends with a body that breaks off, and has closed its session', async () => {
    const { open, at } = await serve()
    const program = start()
    const { ask } = program.open(at('/1', '/broken', '/3'))
    await ask('next')
    expect(await ask('next')).toMatchObject({ error: 'ClientPayloadError', url: at('/broken')[0] })
    expect(await ask('next')).toMatchObject({ done: true })
    await closed(open)
    await program.collect()
    expect(program.complaints()).toEqual([])
  })

  test('never closes the session of a request that fails: entering has failed, and nothing is exited', async () => {
    const { at } = await serve()
    const program = start()
    const { ask } = program.open(at('/1', '/refused', '/3'))
    await ask('next')
    expect(await ask('next')).toMatchObject({ error: 'ServerDisconnectedError', url: at('/refused')[0] })
    await program.collect()
    expect(program.complaints()).toEqual(['Unclosed client session'])
  })

  describe('that is cancelled', () => {
    test('while it waits for a server, has gone from it, and never closes the session', async () => {
      const { server, requested, open, at } = await serve()
      const program = start()
      const { ask, cancel } = program.open(at('/never', '/2'))
      const answer = ask('next')
      await once(server, 'request')
      cancel()
      expect(await answer).toMatchObject({ cancelled: true })
      await closed(open)
      await program.collect()
      expect(requested).toEqual(['/never'])
      expect(program.complaints()).toEqual(['Unclosed client session'])
    })

    test('while it reads a body, has gone from it, and has closed the session', async () => {
      const { server, open, at } = await serve()
      const program = start()
      const { ask, cancel } = program.open(at('/half', '/2'))
      const answer = ask('next')
      await once(server, 'request')
      await program.idle()
      cancel()
      expect(await answer).toMatchObject({ cancelled: true })
      await closed(open)
      await program.collect()
      expect(program.complaints()).toEqual([])
    })

    test('while it has a text, tells of it when it is asked for the next', async () => {
      const { requested, open, at } = await serve()
      const program = start()
      const { ask, cancel } = program.open(at('/1', '/2'))
      await ask('next')
      cancel()
      await closed(open)
      expect(await ask('next')).toMatchObject({ cancelled: true })
      expect(await ask('next')).toMatchObject({ done: true })
      expect(requested).toEqual(['/1'])
    })

    test.each(['before the first text', 'when it leaves'])('%s', async when => {
      const { requested, at } = await serve()
      const { ask, cancel } = start().open(at('/1', '/2'))
      cancel()
      if (when === 'when it leaves') expect(await ask('leave')).toMatchObject({ done: true })
      else expect(await ask('next')).toMatchObject({ cancelled: true })
      expect(requested).toEqual([])
    })
  })

  test('has several consumers beside each other', async () => {
    const { at } = await serve()
    const program = start()
    const consumers = ['/1', '/2', '/3'].map(path => program.open(at(path)))
    const texts = await Promise.all(consumers.map(({ ask }) => ask('next')))
    expect(texts).toMatchObject([{ text: 'text of /1' }, { text: 'text of /2' }, { text: 'text of /3' }])
  })

  test('is started again when it has ended', async () => {
    const { at } = await serve()
    const program = start()
    const { ask } = program.open(at('/1'))
    await ask('next')
    program.end()
    await expect(ask('next')).rejects.toThrow('is ended by SIGKILL')
    await expect(ask('next')).rejects.toThrow('is ended by SIGKILL')
    expect(await program.open(at('/2')).ask('next')).toMatchObject({ text: 'text of /2' })
  })
})

test.each([
  ['exits', 'exits with code 1: ModuleNotFoundError: No module named json'],
  ['killed', 'is ended by SIGKILL'],
  ['missing', 'cannot be started: spawn fixtures/bad-runtimes/missing ENOENT'],
])('a Python that is bad: %s', async (name, message) => {
  const command = `fixtures/bad-runtimes/${name}`
  const program = runProgram(command)
  await expect(program.open([]).ask('next')).rejects.toThrow(`${command} ${message}`)
  await expect(program.idle()).rejects.toThrow(`${command} ${message}`)
})
