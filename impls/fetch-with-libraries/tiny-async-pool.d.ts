declare module 'tiny-async-pool' {
  export default function asyncPool<In, Out>(
    concurrency: number,
    iterable: readonly In[],
    iteratorFn: (item: In) => Promise<Out>,
  ): AsyncIterableIterator<Out>
}
