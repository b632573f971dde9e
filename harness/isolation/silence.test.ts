import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchSilence } from './silence.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A process that uses so much of the time that passes, watched with a limit of a second. */
function watched(share: number | null) {
  const onSilent = vi.fn()
  const start = performance.now()
  const used = () => (share === null ? null : (performance.now() - start) * share)
  return { onSilent, silence: watchSilence(1, 1000, onSilent, used) }
}

test('one that has the processor for itself is silent when the limit is over', () => {
  const { onSilent } = watched(1)
  vi.advanceTimersByTime(999)
  expect(onSilent).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(onSilent).toHaveBeenCalledOnce()
})

test('one that shares the processor has as much of it', () => {
  const { onSilent } = watched(0.5)
  vi.advanceTimersByTime(1999)
  expect(onSilent).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(onSilent).toHaveBeenCalledOnce()
})

test('one that sleeps is silent after four times the limit', () => {
  const { onSilent } = watched(0)
  vi.advanceTimersByTime(3999)
  expect(onSilent).not.toHaveBeenCalled()
  vi.advanceTimersByTime(10_000)
  expect(onSilent).toHaveBeenCalledOnce()
})

test('where the system does not tell, the clock counts', () => {
  const { onSilent } = watched(null)
  vi.advanceTimersByTime(1000)
  expect(onSilent).toHaveBeenCalledOnce()
})

test('a sign of life begins it anew, and who stops is told nothing', () => {
  const { onSilent, silence } = watched(1)
  vi.advanceTimersByTime(900)
  silence.broken()
  vi.advanceTimersByTime(900)
  expect(onSilent).not.toHaveBeenCalled()
  silence.stop()
  vi.advanceTimersByTime(10_000)
  expect(onSilent).not.toHaveBeenCalled()
})

test('the system tells of this process, or of none', () => {
  const onSilent = vi.fn()
  watchSilence(process.pid, 1000, onSilent)
  vi.advanceTimersByTime(4000)
  expect(onSilent).toHaveBeenCalledOnce()
})
