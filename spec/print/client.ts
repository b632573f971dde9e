import type * as el from '../program/client/elaborated.ts'
import { printSignal, scriptOf } from './fetching.ts'
import { createWriter, type Writer } from './writer.ts'

/**
 * Prints a program that holds responses: what the server does with each URL, as comments, and the blocks. It refers to
 * `client(url, options)`, `session(name)`, `hold(manager, body)` and `piece(response)` besides `log`, `checkpoint` and
 * `error`.
 */
export function printClient(program: el.ElaboratedClient): string {
  const own = createWriter()
  for (const held of program.held) own.line(`// http://…/${held.request.name}: ${aboutOf(held)}`)
  own.braces('async function main() ', () => {
    printSignal(own, program.signal)
    printHeld(own, program, 0)
  })
  return own.text()
}

function aboutOf({ request, release, closing, session }: el.Held): string {
  const cancelled = release === null ? [] : [`cancelling its body fails with ${release}`]
  const closes = closing === null ? [] : [`${session} closes at ${closing}`]
  return [scriptOf(request), ...cancelled, ...closes].join('; ')
}

function printHeld(out: Writer, program: el.ElaboratedClient, depth: number): void {
  const held = program.held[depth]
  if (!held) {
    if (program.error !== null) out.line(`throw error("${program.error}");`)
    return
  }
  const { request, session, idle, given, waits, reads, read, after } = held
  const signal = program.signal.kind === 'quiet' ? '' : 'signal: controller.signal, '
  const made = `client("http://…/${request.name}", { ${signal}session: session("${session}") })`
  const number = depth + 1
  if (idle) {
    out.line(`const client${number} = ${made};`)
    out.line(`await checkpoint("${idle}");`)
  }
  const response = `response${number}`
  out.braces(
    `await hold(${idle ? `client${number}` : made}, async (${response}) => `,
    () => {
      out.line(`log("${given}", ${response}.status);`)
      if (waits) out.line(`await checkpoint("${waits}");`)
      if (reads === 'all') out.line(`log("${read}", JSON.stringify(await ${response}.text()));`)
      if (reads === 'piece') out.line(`log("${read}", await piece(${response}));`)
      printHeld(out, program, depth + 1)
    },
    ');',
  )
  out.line(`log("${after}");`)
}
