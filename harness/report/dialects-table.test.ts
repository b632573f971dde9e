import { expect, test } from 'vitest'
import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import { python } from '../../spec/dialects/python.ts'
import { formatDialects, formatDialectsMarkdown } from './dialects-table.ts'
import { plain } from './style.ts'

const speakers = [ecmascript, python].map(dialect => ({ name: dialect.name, dialect }))

test('questions and answers for a terminal', () => {
  expect(formatDialects(speakers, [], plain)).toMatchInlineSnapshot(`
    "Is the exit of a resource told about the error that leaves its body? exitSees
      ecmascript  nothing: it is given nothing
      python      error: it is given the error

    May the exit end an error by its result? exitSuppresses
      ecmascript  never: no
      python      truthy: a truthy result ends it

    May an exit fail? exitMayFail
      ecmascript  true: yes
      python      true: yes

    An exit fails while another error is in flight: which goes on? exitErrorMeetsError
      ecmascript  aggregates: both, as SuppressedError
      python      replaces: the new one

    Is the replaced error kept as the context of the one that replaced it? errorContext
      ecmascript  none: no
      python      all: for every raise

    An exit fails after a body that ended well: what becomes of its error? exitErrorAlone
      ecmascript  propagates: it goes on
      python      propagates: it goes on

    What does registering on a stack do while the stack is closing? registerWhileClosing
      ecmascript  refused: it throws
      python      honoured: the new exit is run too

    May a stack be used after it has been closed? closedStack
      ecmascript  refused: it throws
      python      reusable: yes, as an empty one

    What becomes of a second request while the generator runs? concurrentRequests
      ecmascript  queued: it waits for its turn
      python      refused: it fails

    How does a suspended generator learn that it is closed? closeSignal
      ecmascript  return completion: as by return: no catch sees it
      python      exception: by an exception, which a catch may see

    What does a generator get that yields while it is being closed? yieldWhileClosing
      ecmascript  answered: the value is the answer, it lives on
      python      refused: the closer gets an error

    What does throw() into a finished generator do? throwAfterEnd
      ecmascript  rejects: it rejects with the error
      python      answers: it answers as if nothing had been thrown

    Is the operand of yield awaited? yieldAwaits
      ecmascript  true: yes
      python      false: no

    Does leaving a loop early close what it iterates? leavingLoopCloses
      ecmascript  true: yes
      python      false: no

    The body of a loop throws and closing fails too: whose error goes on? closeErrorMeetsError
      ecmascript  body: the body's
      python      close: the closing's

    In which order are the two methods of a manager looked up? managerLookup
      ecmascript  enter first: enter, then exit
      python      enter first: enter, then exit

    What becomes of a generator function that, as a manager, yields a second time? secondYield
      ecmascript  closed: it is closed
      python      closed: it is closed

    What ends an iteration is thrown into a generator that has not started: how does it come out? stopThrownBeforeStart
      ecmascript  passes: as it is
      python      wrapped: as a RuntimeError
    "
  `)
})

test('a table for a README', () => {
  expect(formatDialectsMarkdown(speakers)).toMatchInlineSnapshot(`
    "| question                                                                                      | field                   | ecmascript        | python      |
    | --------------------------------------------------------------------------------------------- | ----------------------- | ----------------- | ----------- |
    | Is the exit of a resource told about the error that leaves its body?                          | \`exitSees\`              | nothing           | error       |
    | May the exit end an error by its result?                                                      | \`exitSuppresses\`        | never             | truthy      |
    | May an exit fail?                                                                             | \`exitMayFail\`           | true              | true        |
    | An exit fails while another error is in flight: which goes on?                                | \`exitErrorMeetsError\`   | aggregates        | replaces    |
    | Is the replaced error kept as the context of the one that replaced it?                        | \`errorContext\`          | none              | all         |
    | An exit fails after a body that ended well: what becomes of its error?                        | \`exitErrorAlone\`        | propagates        | propagates  |
    | What does registering on a stack do while the stack is closing?                               | \`registerWhileClosing\`  | refused           | honoured    |
    | May a stack be used after it has been closed?                                                 | \`closedStack\`           | refused           | reusable    |
    | What becomes of a second request while the generator runs?                                    | \`concurrentRequests\`    | queued            | refused     |
    | How does a suspended generator learn that it is closed?                                       | \`closeSignal\`           | return completion | exception   |
    | What does a generator get that yields while it is being closed?                               | \`yieldWhileClosing\`     | answered          | refused     |
    | What does throw() into a finished generator do?                                               | \`throwAfterEnd\`         | rejects           | answers     |
    | Is the operand of yield awaited?                                                              | \`yieldAwaits\`           | true              | false       |
    | Does leaving a loop early close what it iterates?                                             | \`leavingLoopCloses\`     | true              | false       |
    | The body of a loop throws and closing fails too: whose error goes on?                         | \`closeErrorMeetsError\`  | body              | close       |
    | In which order are the two methods of a manager looked up?                                    | \`managerLookup\`         | enter first       | enter first |
    | What becomes of a generator function that, as a manager, yields a second time?                | \`secondYield\`           | closed            | closed      |
    | What ends an iteration is thrown into a generator that has not started: how does it come out? | \`stopThrownBeforeStart\` | passes            | wrapped     |
    "
  `)
})
