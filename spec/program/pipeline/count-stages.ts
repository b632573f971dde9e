import type { Pipeline, Stage } from './ast.ts'

/** How large a pipeline is to its reader: its operators and sources, and the requests or values of its consumer. */
export function countStages({ stage, consumer }: Pipeline): number {
  return stagesIn(stage) + (consumer.kind === 'loop' ? consumer.bodies.length : consumer.asks.length)
}

function stagesIn(stage: Stage): number {
  switch (stage.kind) {
    case 'source':
      return 1
    case 'concat':
    case 'merge':
    case 'zip':
      return stage.of.reduce((sum, one) => sum + stagesIn(one), 1)
    case 'flatMap':
      return 1 + stagesIn(stage.of) + stage.calls.filter(({ gives }) => gives !== null).length
    default:
      return 1 + stagesIn(stage.of)
  }
}
