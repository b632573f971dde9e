/**
 * A trace is a list of strings, one an event, in the order observed:
 *
 *     <actor> <what> [<value>]
 *
 * | event                 | when                                                                        |
 * | --------------------- | --------------------------------------------------------------------------- |
 * | `main 3`              | the third place of the program was passed by the actor main                  |
 * | `main 3: <value>`     | the same, with the value that it was given there                             |
 * | `main 3: throws E1`   | a request that was not awaited by itself was answered with an error          |
 * | `main caught E1`      | a handler was entered                                                        |
 * | `a enter`, `a entered`| the resource a is being acquired, has been acquired                          |
 * | `a exit`, `a exit E1` | its exit was called, without and with an error (or other arguments)          |
 * | `a exited`            | its exit is about to end well                                                |
 * | `a get asyncDispose`  | a method was read through a getter                                           |
 * | `it1 next`, `return`, `throw` | that method of a scripted iterator was called; arguments follow      |
 * | `main returns 4`, `main throws E1`, `main hangs` | how a task ended                          |
 * | `task1 cancelled`     | the same, of a task of asyncio                                              |
 * | `> c2`                | the scheduler released the checkpoint c2: a new step begins                  |
 * | `> clock 3`           | time went on to the next timer, three seconds after the start: likewise       |
 * | `unhandled E1`        | nobody listened to this error by the end of the case                         |
 *
 * Of programs in Python also:
 *
 * | event                 | when                                                                        |
 * | --------------------- | --------------------------------------------------------------------------- |
 * | `a get aenter`, `a get aexit` | a method was looked up                                              |
 * | `it1 aclose`          | a scripted iterator was closed                                              |
 * | `finaliser throws E1` | an abandoned generator could not be closed                                  |
 * | `unraisable RuntimeError` | the interpreter met an error that it could give to nobody               |
 *
 * Of programs that fetch also:
 *
 * | event                 | when                                                                        |
 * | --------------------- | --------------------------------------------------------------------------- |
 * | `main 1: r2 "…"`      | the consumer was handed the text of the second URL                           |
 * | `r2 request`          | the server was asked for the second URL                                     |
 * | `r2 redirected`, `followed` | it sent the client to another URL, was asked for that                 |
 * | `r2 answered 200`     | it sent a status and headers                                                |
 * | `r2 sent`             | it has sent the body to its end                                             |
 * | `r2 failed`, `broken` | it broke the connection, before the headers and behind them                 |
 * | `r2 aborted`          | the client has gone before any of these ends                                |
 * | `signal aborts E1`    | the signal of the caller was aborted                                        |
 * | `main throws r2`      | how it ended: by an error that names the second URL                          |
 *
 * Of programs that hold responses the same of servers and of the signal, and:
 *
 * | event                 | when                                                                        |
 * | --------------------- | --------------------------------------------------------------------------- |
 * | `s1 enter`, `s1 entered` | the first client has opened its session                                  |
 * | `main 1: 200`         | the block was given a response with this status                              |
 * | `main 2: "…"`         | all of its body was read as text                                             |
 * | `main 2: piece`, `end` | one piece of its body was read, or that there is none                       |
 * | `s1 exit`, `s1 exit E1`, `s1 exited` | the session was closed, without and with an error            |
 *
 * Actors: `main`, `task2`… ; `gen1`… (generator functions); `a`, `b`… (resources, managers); `it1`… (scripted
 * iterators); `stack1`…. Values: numbers; errors by name (`E1` is the error that the first raise site made, `TypeError`
 * one made by the system); `SuppressedError(E2, E1)`; `ExceptionGroup(E1, E2)`; `E2 <- E1` for an error with a context, `E2 from E1` for one with a
 * cause, which is shown in the place of its context, both cut at the twentieth; Python's `None`; `{ value, done }` of an
 * answer as `1` or `done 1`; arrays as `[1, 2]`.
 */
export type TraceEvent = string
export type Trace = readonly TraceEvent[]

export interface ParsedEvent {
  /** Position in the trace. */
  readonly index: number
  /** The step of the schedule: how many checkpoints had been released before. */
  readonly step: number
  readonly actor: string
  /** The word after the actor: a place, `exit`, `caught`, … */
  readonly what: string
  /** What follows, `''` if nothing does. */
  readonly value: string
  readonly text: TraceEvent
}

/** Splits every event of a trace into its parts. */
export function parseTrace(trace: Trace): ParsedEvent[] {
  let step = 0
  return trace.map((text, index) => {
    const [actor = '', what = '', ...rest] = text.split(' ')
    if (actor === '>') step++
    return { index, step, actor, what: what.replace(/:$/, ''), value: rest.join(' '), text }
  })
}
