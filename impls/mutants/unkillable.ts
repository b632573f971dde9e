/** Rules that no implementation in this suite can break yet, by id, with the reason. */
export const unkillable: Readonly<Record<string, string>> = {
  'generator.stop-iteration-wrapped': "only Python's generators have it",
  'iteration.break-leaves-open': "only Python's loops leave a generator open",
  'iteration.finaliser-runs-once': "only Python's generators are finalised",
  'iteration.orphan-inner-stays-open': "only Python's generators are left open by an outer one",
}
