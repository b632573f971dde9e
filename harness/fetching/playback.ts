import type { Act, Request } from '../../spec/program/fetching/elaborated.ts'
import type { World } from '../world/world.ts'

/** The servers of one case: what happens to a request, whoever carries it. All tiers share it. */
export interface Playback {
  /**
   * A request has come, or one that was redirected. `client` is aborted when the client goes away.
   *
   * @returns the answer, when there is one; null where the case is over, and nothing is recorded any more
   */
  readonly arrive: (name: string, followed: boolean, client: AbortSignal) => Promise<Answer> | null
  /** The case is over. Whoever still waits is given a network error. */
  readonly end: () => void
}

export type Answer =
  | { readonly kind: 'network error' }
  | { readonly kind: 'redirect' }
  | { readonly kind: 'response'; readonly status: number; readonly type: 'text' | 'json'; readonly body: Body }

/** A body that is sent whether or not anybody reads it, as a real server does with small ones. */
export interface Body {
  /** From now on the sink is given what is sent, and at once what has been. */
  readonly connect: (sink: Sink) => void
  /** The client reads no further. */
  readonly cancel: () => void
}

export interface Sink {
  readonly chunk: (text: string) => void
  readonly end: () => void
  readonly fail: () => void
}

/** Plays the scripts of a program's servers in a world. */
export function createPlayback(requests: readonly Request[], world: World): Playback {
  const byName = new Map(requests.map(request => [request.name, request]))
  const waiting = new Set<() => void>()
  let over = false
  return {
    arrive(name, followed, client) {
      const request = byName.get(name)
      if (over) return null
      if (!request) throw new RangeError(`Expected a request of one of ${[...byName.keys()].join()}, but got ${name}.`)
      return play({ request, world, client, waiting, isOver: () => over }, followed)
    },
    end() {
      over = true
      for (const release of waiting) release()
      waiting.clear()
    },
  }
}

interface Playing {
  readonly request: Request
  readonly world: World
  readonly client: AbortSignal
  /** Releases those that wait for what will never come. */
  readonly waiting: Set<() => void>
  readonly isOver: () => boolean
}

function play({ request, world, client, waiting, isOver }: Playing, followed: boolean): Promise<Answer> {
  const { name, steps } = request
  /** A redirect is the first step: what is behind it is played to the request that follows it. */
  let at = followed ? 1 : 0
  let done = false
  let pending: Promise<string> | null = null
  let answer: (answer: Answer) => void = () => {}
  let body: Buffered | null = null

  const finish = (event: string): void => {
    done = true
    pending = null
    client.removeEventListener('abort', gone)
    if (!isOver()) world.log(`${name} ${event}`)
  }
  const gone = (): void => {
    if (done) return
    if (pending && !isOver()) world.withdraw(pending)
    finish('aborted')
  }
  const release = (): void => {
    if (done) return
    done = true
    if (body) body.act({ kind: 'break' })
    answer({ kind: 'network error' })
  }
  const next = (): void => {
    const step = steps[at++]
    if (!step) return
    const checkpoint = world.checkpoint(step.checkpoint)
    pending = checkpoint
    void checkpoint.then(() => {
      if (done) return
      pending = null
      for (const act of step.acts) perform(act)
      if (!done) next()
    })
  }
  const perform = (act: Act): void => {
    switch (act.kind) {
      case 'redirect':
        finish('redirected')
        answer({ kind: 'redirect' })
        break
      case 'network error':
        finish('failed')
        answer({ kind: 'network error' })
        break
      case 'headers': {
        world.log(`${name} answered ${act.status}`)
        body = createBuffered(gone)
        answer({ kind: 'response', status: act.status, type: act.type, body })
        break
      }
      case 'end':
        finish('sent')
        break
      case 'break':
        finish('broken')
        break
      case 'chunk':
        break
    }
    body?.act(act)
  }

  world.log(`${name} ${followed ? 'followed' : 'request'}`)
  waiting.add(release)
  return new Promise(resolve => {
    answer = resolve
    if (client.aborted) return gone()
    client.addEventListener('abort', gone)
    next()
  })
}

interface Buffered extends Body {
  readonly act: (act: Act) => void
}

function createBuffered(cancel: () => void): Buffered {
  const sent: Act[] = []
  let sink: Sink | null = null
  const give = (to: Sink, act: Act): void => {
    if (act.kind === 'chunk') to.chunk(act.text)
    else if (act.kind === 'end') to.end()
    else if (act.kind === 'break') to.fail()
  }
  return {
    act(act) {
      if (sink) give(sink, act)
      else sent.push(act)
    },
    connect(to) {
      sink = to
      for (const act of sent) give(to, act)
    },
    cancel,
  }
}
