import { buildSync } from 'esbuild'

/** Names the file that is started in place of child.ts. */
export const bundledChild = 'AEXIT_CHILD'

/**
 * Puts the process that holds an implementation into one file. It loads three hundred: the tests, which start hundreds of
 * these processes, take a fifth less of the processor with one.
 *
 * @param file where to write it: within the checkout, for what it imports of node_modules
 */
export function bundleChild(file: string): void {
  buildSync({
    entryPoints: ['harness/isolation/child.ts'],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    // Only what is ours: what packages find out of their own place they still find.
    packages: 'external',
    sourcemap: 'linked',
  })
}
