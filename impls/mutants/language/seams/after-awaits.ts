/** More than a program takes between two of its events. */
const awaits = 20

/** Does something when whatever can go on without the scheduler has gone on; its failure is dropped. */
export async function afterAwaits(act: () => unknown): Promise<void> {
  for (let i = 0; i < awaits; i++) await undefined
  try {
    await act()
  } catch {}
}
