import type { Profile } from '../profile.ts'

/** Programs of tasks of a library. */
export const fibersProfile: Profile = {
  chapter: 'tasks',
  focus: ['spawn', 'all', 'timeout'],
  subject: 'tasks',
  form: 'fibers',
  weights: {
    event: 1,
    checkpoint: 6,
    raise: 2,
    'raise-again': 1,
    return: 1,
    catch: 3,
    finally: 3,
    enter: 1,
    'exit-waits': 3,
    'exit-fails': 1,
    hold: 8,
    spawn: 16,
    cancel: 8,
    join: 3,
    all: 5,
    timeout: 5,
    shield: 2,
    sleep: 2,
  },
  largest: 16,
}
