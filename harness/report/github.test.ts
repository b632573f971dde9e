import { expect, test } from 'vitest'
import { formatAnnotations } from './github.ts'
import { allWell, everyVerdict, knowledge } from './sample.fixture.ts'

test('an error for everything that is not as expected', () => {
  expect(formatAnnotations([everyVerdict], knowledge)).toMatchInlineSnapshot(`
    "::error title=typescript/es2017%3A fail context-manager.exit-lifo on language::Resources are exited in reverse order of entering.%0Aawait using a = resource()%0Aawait using b = resource()%0A%0Aaexit replay k3.0-1 typescript/es2017
    ::error title=typescript/es2017%3A unexpected-pass exit-stack.transfer on language::What was moved is run by the new stack.%0Alisted as failing (copies instead of moving): delist it
    ::error title=typescript/es2017%3A error iteration.break-closes on language::return() is called once and awaited.%0Athe process was ended in case k9.0
    ::error title=typescript/es2017%3A fail iteration.trace on language::The whole trace is that of the model.%0Aawait using a = resource()%0Aawait using b = resource()%0A%0Aaexit replay k3.0-1 typescript/es2017
    ::error title=typescript/es2017%3A nondeterministic iteration.trace on bracket::The whole trace is that of the model.%0Atwo runs of case k4.1 differ
    "
  `)
})

test('nothing where all is well', () => {
  expect(formatAnnotations([allWell], knowledge)).toBe('')
})
