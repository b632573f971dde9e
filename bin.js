#!/usr/bin/env node
import { existsSync } from 'node:fs'
import * as nodeModule from 'node:module'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const isRecent = major > 22 || (major === 22 && minor >= 12)
// Compiled code is kept: every run, and every process that is started from here, loads the same files.
const { directory } = nodeModule.enableCompileCache?.() ?? {}
if (directory) process.env.NODE_COMPILE_CACHE ??= directory

// In a checkout the sources are run as they are; the published package holds the built files only.
const source = new URL('./harness/cli/main.ts', import.meta.url)
const built = new URL('./dist/harness/cli/main.js', import.meta.url)

if (!isRecent)
  refuse(`aexit needs Node 22.12 or later, and this is Node ${process.versions.node}: run it with a later one`)
else if (existsSync(source) && process.features.typescript) await import(source.href)
else if (existsSync(built)) await import(built.href)
else refuse('aexit has not been built: run npm run build first, or use Node 22.18 or later, which runs TypeScript')

function refuse(message) {
  console.error(message)
  process.exitCode = 2
}
