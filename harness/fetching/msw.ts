import dns from 'node:dns'
import { HttpRequestInterceptor } from '@mswjs/interceptors/http'
import { defineNetwork, InterceptorSource } from 'msw/experimental'
import { handlers, takeFault } from './handler.ts'
import type { Tier } from './tier.ts'

/** One for the process: enabling and disabling cost milliseconds, and clients keep connections. */
const network = defineNetwork({
  sources: [new InterceptorSource({ interceptors: [new HttpRequestInterceptor()] })],
  handlers,
  onUnhandledFrame: 'error',
  context: { quiet: true },
})

const realLookup = dns.lookup

/** The hosts of cases are nowhere: looking them up fails, now and then before MSW has taken the connection. */
function lookup(...given: Parameters<typeof realLookup>): void {
  const [host] = given
  if (!/^case\d+\.test$/.test(host)) realLookup(...given)
}

/** Requests are intercepted at the socket, so that the client's own parser and pool run. */
export const mswTier: Tier = {
  // A host for each case: a client that keeps the connections of one may hand a dying one to another.
  originOf: id => `http://case${id}.test`,
  turns: 8,
  width: 20,
  warmsUp: true,
  open() {
    dns.lookup = lookup as typeof dns.lookup
    return network.enable()
  },
  close() {
    dns.lookup = realLookup
    void network.disable()
  },
  fault: takeFault,
}
