import { readFileSync } from 'node:fs'

/** Tells when a process has been silent for too long. */
export interface Silence {
  /** It has given a sign of life. */
  readonly broken: () => void
  readonly stop: () => void
}

/** How many times the limit a process may be silent that is kept from running, or sleeps. */
const longest = 4

/**
 * Waits for a silence of `limit` milliseconds, and calls `onSilent` once. On a machine that is busy with other things a
 * process may get no sign through for as long without being at fault: where the system tells how much processor time it
 * has used, it is that which counts, and four times the limit at most.
 */
export function watchSilence(
  pid: number | undefined,
  limit: number,
  onSilent: () => void,
  usedBy: (pid: number) => number | null = processorTime,
): Silence {
  const used = (): number | null => (pid === undefined ? null : usedBy(pid))
  let before = used()
  let rounds = 0
  const ask = (): void => {
    const now = used()
    const left = before === null || now === null ? 0 : limit - (now - before)
    if (left <= 0 || ++rounds >= longest) onSilent()
    else timer = setTimeout(ask, limit)
  }
  let timer = setTimeout(ask, limit)
  return {
    broken() {
      clearTimeout(timer)
      rounds = 0
      before = used()
      timer = setTimeout(ask, limit)
    },
    stop: () => clearTimeout(timer),
  }
}

/** Linux counts processor time in hundredths of a second, whatever its kernel's own ticks are (proc(5), sysconf(3)). */
const tick = 10

/** The processor time that a process has used, in milliseconds; null where the system does not tell. */
function processorTime(pid: number): number | null {
  try {
    // Its second field is the name of the program, which may hold anything; utime and stime are the 14th and the 15th.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return (Number(fields[11]) + Number(fields[12])) * tick
  } catch {
    return null
  }
}
