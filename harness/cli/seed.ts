/** The seed of every campaign that is given none: two runs of one command are the same run. */
export const DEFAULT_SEED = 1
