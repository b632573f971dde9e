import type { Source } from '../rule.ts'

const effect = (section: string, page: string): Source => ({
  title: 'Effect documentation',
  section,
  url: `https://effect.website/docs/v4/${page}`,
})
const effection = (section: string, page: string): Source => ({
  title: 'Effection guides',
  section,
  url: `https://frontside.com/effection/guides/v4/${page}`,
})

export const effectFibers = effect('Fibers', 'concurrency/fibers')
export const effectFiberApi = effect('Fiber', 'api/effect/Fiber')
export const effectInterruption = effect('Interruption Model', 'concurrency/basic-concurrency')
export const effectConcurrency = effect('Concurrency Options', 'concurrency/basic-concurrency#concurrency-options')
export const effectTimeouts: Source = {
  title: 'Effect documentation',
  section: 'Timing Out',
  url: 'https://effect.website/docs/error-management/timing-out',
}
export const effectCauses = effect('Parallel and Sequential Errors', 'error-management/parallel-and-sequential-errors')
export const acquireUseRelease = effect('acquireUseRelease', 'resource-management/introduction')
export const effectionSpawn = effection('Spawn', 'spawn/')
export const effectionCleanup = effection('Cleanup', 'cleanup/')
export const effectionErrors = effection('Error handling', 'errors/')
export const effectionScope = effection('Scope', 'scope/')
export const effectionTask: Source = {
  title: 'Effection API',
  section: 'Task',
  url: 'https://frontside.com/effection/api/v4/Task/',
}
