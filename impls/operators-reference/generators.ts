/** The operators that are an async generator function with `for await` over what they are given. */

export async function* map(source: AsyncIterable<unknown>, callback: (value: unknown) => Promise<unknown>) {
  for await (const value of source) yield await callback(value)
}

export async function* filter(source: AsyncIterable<unknown>, test: (value: unknown) => Promise<boolean>) {
  for await (const value of source) if (await test(value)) yield value
}

export async function* take(source: AsyncIterable<unknown>, count: number) {
  let taken = 0
  for await (const value of source) {
    yield value
    if (++taken === count) return
  }
}

export async function* drop(source: AsyncIterable<unknown>, count: number) {
  let dropped = 0
  for await (const value of source) if (dropped++ >= count) yield value
}

export async function* flatMap(source: AsyncIterable<unknown>, callback: (value: unknown) => AsyncIterable<unknown>) {
  for await (const value of source) for await (const inner of callback(value)) yield inner
}

export async function* concat(sources: readonly AsyncIterable<unknown>[]) {
  for (const source of sources) for await (const value of source) yield value
}

export async function* chunk(source: AsyncIterable<unknown>, count: number) {
  let part: unknown[] = []
  for await (const value of source) {
    part.push(value)
    if (part.length < count) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}
