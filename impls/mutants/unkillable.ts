/** Rules that no implementation in this suite can break yet, by id, with the reason. */
export const unkillable: Readonly<Record<string, string>> = {}
