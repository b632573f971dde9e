import type { ParsedEvent } from '../../spec/trace/event.ts'

/**
 * A table of both traces: a row for each event until they part, one column for each actor; from there on the expected
 * rows, then the observed ones. The first difference is marked.
 */
export function laneTable(expected: readonly ParsedEvent[], observed: readonly ParsedEvent[]): string {
  const actors = actorsOf([...expected, ...observed])
  const parting = expected.findIndex((event, i) => event.text !== observed[i]?.text)
  const at = parting === -1 ? expected.length : parting
  const same = parting === -1 && expected.length === observed.length
  const rows: Row[] = [
    ...expected.slice(0, at).map(event => row(' ', event, actors)),
    ...(same ? [] : [...tail('expected', expected.slice(at), actors), ...tail('observed', observed.slice(at), actors)]),
  ]
  const header: Row = { mark: ' ', cells: actors }
  const widths = actors.map((_, i) => Math.max(...[header, ...rows].map(({ cells }) => cells[i]?.length ?? 0)))
  const line = ({ mark, cells, title }: Row): string =>
    title
      ? `${mark} ${title}`
      : `${mark} ${cells.map((cell, i) => cell.padEnd(widths[i] as number)).join(' │ ')}`.trimEnd()
  const rule = `  ${widths.map(width => '─'.repeat(width)).join('─┼─')}`
  return [line(header), rule, ...rows.map(line)].join('\n')
}

interface Row {
  readonly mark: string
  readonly cells: readonly string[]
  /** A line across all columns. */
  readonly title?: string
}

/** See `spec/trace/event.ts`. Whatever else stands first in an event is a word about the program as a whole. */
const actorForm = /^(main|signal|(task|gen|it|stack)\d+|[a-z]\d*)$/

/** Actors by first appearance, the main task first. */
function actorsOf(events: readonly ParsedEvent[]): string[] {
  const actors = new Set(['main'])
  for (const { actor } of events) if (actorForm.test(actor)) actors.add(actor)
  return [...actors]
}

function tail(name: 'expected' | 'observed', events: readonly ParsedEvent[], actors: readonly string[]): Row[] {
  const title = { mark: ' ', cells: [], title: `${name}:` }
  if (events.length === 0) return [title, { mark: '✗', cells: [], title: 'nothing more' }]
  return [title, ...events.map((event, i) => row(i === 0 ? '✗' : ' ', event, actors))]
}

function row(mark: string, event: ParsedEvent, actors: readonly string[]): Row {
  if (event.actor === '>') return { mark, cells: [], title: `· ${event.what} released` }
  if (!actorForm.test(event.actor)) return { mark, cells: [], title: `! ${event.text}` }
  const said = [event.what, event.value].filter(part => part !== '').join(' ')
  return { mark, cells: actors.map(actor => (actor === event.actor ? said : '')) }
}
