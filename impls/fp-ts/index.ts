import * as Either from 'fp-ts/lib/Either.js'
import * as TaskEither from 'fp-ts/lib/TaskEither.js'
import { type Bracket, defineImplementation } from '../../harness/index.ts'
import { dialect } from './dialect.ts'

const bracket: Bracket = async (manager, body) => {
  const outcome = await TaskEither.bracket(
    attempt(() => manager.enter()),
    resource => attempt(() => body(resource)),
    (_, used) =>
      attempt(async () => {
        await (Either.isLeft(used) ? manager.exit({ error: used.left }) : manager.exit())
      }),
  )()
  if (Either.isLeft(outcome)) throw outcome.left
  return outcome.right
}

function attempt<T>(run: () => Promise<T>): TaskEither.TaskEither<unknown, T> {
  return TaskEither.tryCatch(run, error => error)
}

export default defineImplementation({
  name: 'fp-ts',
  version: '2.16.11',
  homepage: 'https://gcanti.github.io/fp-ts/modules/TaskEither.ts.html#bracket',
  dialect,
  bracket,
})
