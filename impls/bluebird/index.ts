import Bluebird from 'bluebird'
import { type Bracket, defineImplementation } from '../../harness/index.ts'
import { dialect } from './dialect.ts'

const bracket: Bracket = async (manager, body) =>
  await Bluebird.using(
    Bluebird.resolve(manager.enter()).disposer(async (_, outcome) => {
      await (outcome.isRejected() ? manager.exit({ error: outcome.reason() }) : manager.exit())
    }),
    body,
  )

export default defineImplementation({
  name: 'bluebird',
  version: '3.7.2',
  homepage: 'http://bluebirdjs.com/docs/api/promise.using.html',
  dialect,
  bracket,
})
