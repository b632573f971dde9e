/** What has been opened, and what is being opened, to be stopped together. */
export interface Opened<Worker, Given extends readonly unknown[]> {
  readonly open: (...given: Given) => Promise<Worker>
  /** Stops all; what is still being opened, as soon as it is there: else nobody would, and the process would never end. */
  readonly stop: () => void
}

/** Remembers what `open` opens. */
export function remember<Worker extends { readonly stop: () => void }, Given extends readonly unknown[]>(
  open: (...given: Given) => Promise<Worker>,
): Opened<Worker, Given> {
  const all: Promise<Worker>[] = []
  return {
    open(...given) {
      const one = open(...given)
      all.push(one)
      return one
    },
    stop() {
      for (const one of all) {
        one.then(
          worker => worker.stop(),
          // Whoever opened it knows that it could not be opened.
          () => {},
        )
      }
    },
  }
}
