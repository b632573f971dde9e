import { parseArgs, styleText } from 'node:util'
import { tuneCollector } from '../world/garbage-collector.ts'
import { benchFetching } from './fetching.ts'
import { formatFigure } from './figure.ts'
import { benchModel } from './model.ts'
import { benchPython } from './python.ts'
import { benchSubject } from './subject.ts'

/*
 * npm run bench: how fast the parts are. The machines are shared and noisy: ratios within one run say more than the
 * figures themselves. Each figure is the best of some rounds, on one core.
 */

const { values } = parseArgs({ options: { cases: { type: 'string', default: '20000' } } })
const cases = Number(values.cases)
tuneCollector()

console.log(styleText('bold', `aexit bench: ${cases} cases a figure, node ${process.versions.node}`))
console.log(formatFigure(await benchModel(cases)))
for (const figure of await benchSubject(cases)) console.log(formatFigure(figure))
for (const figure of await benchPython(cases)) console.log(formatFigure(figure))
for (const figure of await benchFetching(cases)) console.log(formatFigure(figure))
// Clients keep connections.
process.exit()
