import type { Profile } from '../profile.ts'

/** Programs of operators. */
export const pipelineProfile: Profile = {
  chapter: 'operators',
  focus: ['map', 'filter', 'take', 'drop', 'flat-map', 'concat', 'merge', 'zip', 'parallel-map', 'chunk', 'buffer'],
  subject: 'operators',
  form: 'pipeline',
  weights: {
    map: 6,
    filter: 2,
    take: 2,
    drop: 2,
    'flat-map': 6,
    concat: 1,
    merge: 3,
    zip: 2,
    'parallel-map': 4,
    'source-waits': 1,
    'source-fails': 1,
    'return-absent': 1,
    'return-waits': 1,
    'return-fails': 3,
    'callback-waits': 6,
    'callback-fails': 1,
    idle: 1,
    'body-waits': 1,
    leave: 7,
    asks: 10,
    'ask-return': 1,
    'in-flight': 4,
    // Behind all others: what is left out of a swarm is drawn in this order.
    chunk: 2,
    buffer: 1,
  },
  largest: 16,
}
