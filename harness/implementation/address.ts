import { isAbsolute } from 'node:path'

/** What stands for IMPL on a command line, taken apart. */
export type Address =
  /** `typescript`, `typescript/es2017`: a folder of impls/. */
  | { readonly kind: 'folder'; readonly folder: string; readonly variant: string | null }
  /** `./my-pool.ts`, `./my-pool.ts#fast`: a file, or a folder anywhere. */
  | { readonly kind: 'path'; readonly path: string; readonly variant: string | null }

/** The files that can hold an adapter. */
export const EXTENSIONS = ['.ts', '.mts', '.js', '.mjs'] as const

/** Takes IMPL apart: what starts like a path or ends like a module is one, anything else names a folder of impls/. */
export function parseAddress(typed: string): Address {
  const hash = typed.indexOf('#')
  const path = hash < 0 ? typed : typed.slice(0, hash)
  const variant = hash < 0 ? null : typed.slice(hash + 1)
  if (isAbsolute(path) || /^\.\.?([/\\]|$)/.test(path) || EXTENSIONS.some(extension => path.endsWith(extension))) {
    return { kind: 'path', path, variant }
  }
  const slash = typed.indexOf('/')
  return slash < 0
    ? { kind: 'folder', folder: typed, variant: null }
    : { kind: 'folder', folder: typed.slice(0, slash), variant: typed.slice(slash + 1) }
}

/** The address of one variant of what `address` names, as it would be typed. */
export function addressOf(address: Address, variant: string | null): string {
  if (address.kind === 'path') return variant === null ? address.path : `${address.path}#${variant}`
  return variant === null ? address.folder : `${address.folder}/${variant}`
}
