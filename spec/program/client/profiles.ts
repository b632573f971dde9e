import type { Profile } from '../profile.ts'

const tiers = ['clientStub', 'clientMsw', 'clientServer'] as const
const client: Omit<Profile, 'subject'> = {
  chapter: 'fetching',
  form: 'client',
  focus: [],
  weights: {
    fetch: 6,
    'fetch-waits': 1,
    'fetch-refused': 1,
    'fetch-fails': 2,
    'fetch-never': 1,
    'fetch-redirects': 1,
    'fetch-breaks': 1,
    'fetch-json': 1,
    'fetch-slow': 1,
    'fetch-idle': 1,
    'fetch-throw': 1,
    'fetch-aborted': 1,
    'fetch-aborts': 1,
    'hold-reads': 6,
    'hold-piece': 2,
    'hold-release-fails': 1,
    'hold-closing-waits': 1,
  },
  largest: 14,
}

/** The same programs on each tier. */
export const clientProfiles: readonly Profile[] = tiers.map(subject => ({ ...client, subject }))
