import { using } from 'using-statement'
import { type Bracket, defineImplementation } from '../../harness/index.ts'
import { dialect } from './dialect.ts'

const bracket: Bracket = async (manager, body) => {
  const resource = await manager.enter()
  return await using(
    {
      async dispose() {
        await manager.exit()
      },
    },
    () => body(resource),
  )
}

export default defineImplementation({
  name: 'using-statement',
  version: '0.4.2',
  homepage: 'https://github.com/dsherret/using-statement',
  dialect,
  bracket,
})
