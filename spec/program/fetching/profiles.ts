import type { Profile } from '../profile.ts'

const tiers = ['fetchStub', 'fetchMsw', 'fetchServer'] as const
const fetching: Omit<Profile, 'subject'> = {
  chapter: 'fetching',
  form: 'fetching',
  focus: [],
  weights: {
    fetch: 6,
    'fetch-waits': 1,
    'fetch-refused': 1,
    'fetch-fails': 1,
    'fetch-never': 1,
    'fetch-redirects': 1,
    'fetch-breaks': 1,
    'fetch-json': 1,
    'fetch-slow': 1,
    'fetch-idle': 1,
    'fetch-break': 4,
    'fetch-throw': 2,
    'fetch-aborted': 1,
    'fetch-aborts': 2,
  },
  largest: 16,
}

/** The same programs on each tier. */
export const fetchingProfiles: readonly Profile[] = tiers.map(subject => ({ ...fetching, subject }))
