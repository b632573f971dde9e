import { clientProfiles } from './client/profiles.ts'
import { ecmascriptProfiles } from './ecmascript-profiles.ts'
import { fetchingProfiles } from './fetching/profiles.ts'
import { fibersProfile } from './fibers/profile.ts'
import { pipelineProfile } from './pipeline/profile.ts'
import type { Profile } from './profile.ts'
import { pythonProfiles } from './python/profiles.ts'

/** Which programs every chapter runs on every subject: each form says it in its own folder. */
export const profiles: readonly Profile[] = [
  ...ecmascriptProfiles,
  fibersProfile,
  ...fetchingProfiles,
  ...clientProfiles,
  pipelineProfile,
  ...pythonProfiles,
]

/** Without those that have the programs of another one, as the tiers of fetching have. */
export const distinctProfiles: readonly Profile[] = profiles.filter(
  ({ weights }, i) => profiles.findIndex(other => other.weights === weights) === i,
)
