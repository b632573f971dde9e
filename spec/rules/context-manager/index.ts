import type { Rule } from '../rule.ts'
import { disposeResources } from '../sources/ecma262.ts'
import { asyncWith } from '../sources/python.ts'
import { wholeTrace } from '../whole-trace.ts'
import { enterBeforeBody, noExitWithoutEnter, partialEnter } from './enter.ts'
import { exitAfterBody, exitAwaited, exitLifo, exitOnce, returnValueComputedFirst } from './exit.ts'
import { exitErrorAggregates, exitErrorAlone, exitErrorDoesNotStopOthers, exitErrorReplaces } from './failure.ts'
import { disposeBlind, methodLookup, notAManager, nullResource, syncDisposeFallback } from './protocol.ts'
import { exitSeesError, exitSeesInnerReplacement, exitSeesNothingOnSuccess } from './seeing.ts'
import { noSuppress, suppress, suppressHidesFromOuter, suppressNeedsError } from './suppression.ts'

/** A resource held while a body runs. */
export const contextManager: readonly Rule[] = [
  enterBeforeBody,
  exitOnce,
  noExitWithoutEnter,
  exitAfterBody,
  exitAwaited,
  exitLifo,
  exitSeesError,
  exitSeesNothingOnSuccess,
  exitSeesInnerReplacement,
  suppress,
  suppressHidesFromOuter,
  suppressNeedsError,
  noSuppress,
  exitErrorReplaces,
  exitErrorAggregates,
  exitErrorAlone,
  exitErrorDoesNotStopOthers,
  partialEnter,
  returnValueComputedFirst,
  methodLookup,
  notAManager,
  nullResource,
  syncDisposeFallback,
  disposeBlind,
  wholeTrace('context-manager', ['language', 'bracket', 'python'], [asyncWith, disposeResources]),
]
