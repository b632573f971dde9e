#!/usr/bin/env node
import { existsSync } from 'node:fs'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const atLeast = (wantedMajor, wantedMinor) => major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)
const built = new URL('./dist/harness/cli/main.js', import.meta.url)

if (!atLeast(22, 12)) {
  refuse(`aexit needs Node 22.12 or later, and this is Node ${process.versions.node}: run it with a later one`)
} else if (existsSync(built)) {
  await import(built.href)
} else if (process.features.typescript) {
  await import('./harness/cli/main.ts')
} else {
  refuse(
    `aexit has not been built, and Node ${process.versions.node} does not run TypeScript: run npm run build first, or ` +
      'use Node 22.18 or later',
  )
}

function refuse(message) {
  console.error(message)
  process.exitCode = 2
}
