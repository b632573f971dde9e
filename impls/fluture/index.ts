import { attemptP, forkCatch, hook } from 'fluture'
import { type Bracket, defineImplementation } from '../../harness/index.ts'
import { dialect } from './dialect.ts'

/** Fork with a handler for crashes, so that a disposal that fails does not end the process. */
const bracket: Bracket = (manager, body) =>
  new Promise((resolve, reject) => {
    const held = hook(attemptP(() => manager.enter()))(() => attemptP(() => manager.exit()))
    forkCatch(reject)(reject)(resolve)(held(resource => attemptP(() => body(resource))))
  })

export default defineImplementation({
  name: 'fluture',
  version: '14.0.0',
  homepage: 'https://github.com/fluture-js/Fluture#hook',
  dialect,
  bracket,
})
