import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import { slidingWindow } from '../../spec/dialects/fetching.ts'
import { rulesOf, runCases } from '../campaign/chapter.ts'
import { plainPool } from '../fetching/plain-pool.ts'
import { plainCases } from '../fetching/plain-programs.ts'
import { fetchingSubject } from '../subjects/fetching.ts'
import { best, type Figure } from './figure.ts'

const asked = { fetchStub: 1_500, fetchMsw: 70, fetchServer: 70 } as const
const dialect = { ...ecmascript, fetching: { ...slidingWindow, lookahead: 'unbounded' } } as const

/** Cases of five URLs each, everything included. */
export async function benchFetching(cases: number): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const kind of ['fetchStub', 'fetchMsw', 'fetchServer'] as const) {
    const subject = fetchingSubject(kind, dialect, plainPool)
    const count = Math.ceil(kind === 'fetchStub' ? cases / 10 : cases / 100)
    const some = plainCases(count, 5)
    const rules = rulesOf('fetching', dialect, kind)
    const seconds = await best(3, () => runCases(subject, rules, some, () => false))
    figures.push({
      what: `${kind}, five URLs, everything included`,
      value: count / seconds,
      unit: 'cases/s',
      asked: asked[kind],
    })
  }
  return figures
}
