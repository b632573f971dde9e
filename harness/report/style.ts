import { styleText } from 'node:util'

type Format = Parameters<typeof styleText>[0]

/** Sets text in a colour or a weight, or leaves it as it is. */
export type Style = (format: Format, text: string) => string

/** No colours: files, annotations, tests. */
export const plain: Style = (_format, text) => text

/** Colours where the stream shows them: not in a pipe, and as NO_COLOR and FORCE_COLOR say. */
export function styleFor(stream: NodeJS.WritableStream): Style {
  return (format, text) => styleText(format, text, { stream, validateStream: true })
}
