import { ImplementationCrash } from '../isolation/implementation-crash.ts'
import { ProgramError } from './program-error.ts'
import { render } from './render.ts'
import type { World } from './world.ts'

/** Rejections that nobody listens to, while worlds run. */
export interface Rejections {
  /**
   * Adds what is left to the traces it belongs to; gives how many could not be told whose they were.
   *
   * @throws ImplementationCrash if somebody has stopped the watch
   */
  settle(): number
  stop(): void
}

/** Captured before anything under test can replace them. */
const on = process.on.bind(process)
const off = process.off.bind(process)
const listeners = process.listeners.bind(process)

/** Starts to watch the process. One watch at a time. */
export function watchRejections(): Rejections {
  const unhandled = new Map<Promise<unknown>, unknown>()
  const rejected = (reason: unknown, promise: Promise<unknown>): void => {
    unhandled.set(promise, reason)
  }
  const handled = (promise: Promise<unknown>): void => {
    unhandled.delete(promise)
  }
  on('unhandledRejection', rejected)
  on('rejectionHandled', handled)
  return {
    settle() {
      if (!listeners('unhandledRejection').includes(rejected)) {
        throw new ImplementationCrash('removes the listeners of process for unhandledRejection')
      }
      const found = new Map<World, string[]>()
      let strays = 0
      for (const reason of unhandled.values()) {
        const world = ownerOf(reason)
        if (!world) strays++
        else found.set(world, [...(found.get(world) ?? []), `unhandled ${render(reason, null)}`])
      }
      for (const [world, events] of found) for (const event of events.sort()) world.append(event)
      unhandled.clear()
      return strays
    },
    stop() {
      off('unhandledRejection', rejected)
      off('rejectionHandled', handled)
    },
  }
}

/** A program's error says whose it is; so does one that carries a program's error. */
function ownerOf(reason: unknown): World | null {
  const own = ProgramError.worldOf(reason)
  if (own || typeof reason !== 'object' || reason === null) return own
  try {
    const { error, suppressed, cause } = reason as { error?: unknown; suppressed?: unknown; cause?: unknown }
    return ProgramError.worldOf(error) ?? ProgramError.worldOf(suppressed) ?? ProgramError.worldOf(cause)
  } catch {
    // A proxy or a getter that refuses to be read.
    return null
  }
}
