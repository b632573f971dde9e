import { isAbsolute, relative, sep } from 'node:path'

/** A path as one would type it: from the current directory where it lies inside, else absolute. */
export function displayPath(path: string, cwd: string): string {
  const inside = relative(cwd, path)
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) return path
  return `./${inside.split(sep).join('/')}`
}
