import { withF } from '@matrixai/resources'
import { type Bracket, defineImplementation } from '../../harness/index.ts'
import { dialect } from './dialect.ts'

const bracket: Bracket = (manager, body) =>
  withF(
    [
      async () => {
        const resource = await manager.enter()
        return [
          async (error?: unknown) => {
            await (error === undefined ? manager.exit() : manager.exit({ error }))
          },
          resource,
        ] as const
      },
    ] as const,
    ([resource]) => body(resource),
  )

export default defineImplementation({
  name: '@matrixai/resources',
  version: '2.0.1',
  homepage: 'https://github.com/MatrixAI/js-resources',
  dialect,
  bracket,
})
