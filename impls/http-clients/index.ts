import axios from 'axios'
import got from 'got'
import ky from 'ky'
import { ofetch } from 'ofetch'
import { Agent, interceptors, fetch as undiciFetch, request as undiciRequest } from 'undici'
import { defineImplementation, type Implementation } from '../../harness/index.ts'
import { clientWith } from '../fetch-reference/client.ts'
import { fetchAllWith } from './fetch-all.ts'

/** Fetch itself, as its documentation shows it: what is refused is left as it is. */
const fetchText = async (url: string, signal: AbortSignal): Promise<string> => {
  const response = await fetch(url, { signal })
  if (!response.ok) throw new Error(`status ${response.status}`)
  return response.text()
}

const undiciFetchText = async (url: string, signal: AbortSignal): Promise<string> => {
  const response = await undiciFetch(url, { signal })
  if (!response.ok) throw new Error(`status ${response.status}`)
  return response.text()
}

const redirecting = new Agent().compose(interceptors.redirect({ maxRedirections: 5 }))

/** It neither follows redirects nor looks at the status unless it is told to. */
const undiciRequestText = async (url: string, signal: AbortSignal): Promise<string> => {
  const { statusCode, body } = await undiciRequest(url, { signal, dispatcher: redirecting })
  if (statusCode >= 400) throw new Error(`status ${statusCode}`)
  return body.text()
}

const kyText = (url: string, signal: AbortSignal): Promise<string> =>
  ky(url, { signal, retry: 0, timeout: false }).text()

/** Told to take any status for a response, and which fetch to use. */
const kyClient = clientWith((url, { fetch, signal }) =>
  ky(url, { fetch, signal, retry: 0, timeout: false, throwHttpErrors: false }),
)

const gotText = (url: string, signal: AbortSignal): Promise<string> => got(url, { signal, retry: { limit: 0 } }).text()

const ofetchText = (url: string, signal: AbortSignal): Promise<string> =>
  ofetch(url, { signal, retry: 0, responseType: 'text' })

const axiosText = async (url: string, signal: AbortSignal): Promise<string> => {
  const { data } = await axios.get<string>(url, { signal, responseType: 'text' })
  return data
}
const axiosFetchText = async (url: string, signal: AbortSignal): Promise<string> => {
  const { data } = await axios.get<string>(url, { signal, responseType: 'text', adapter: 'fetch' })
  return data
}

const client = (
  version: string,
  homepage: string,
  getText: (url: string, signal: AbortSignal) => Promise<string>,
  globalFetch: boolean,
  refused: 'cancelled' | 'read' = 'cancelled',
): Omit<Implementation, 'name' | 'variants'> => ({
  version,
  homepage,
  fetchAll: fetchAllWith(getText),
  // Which of the two is told when the caller aborts while the body of a refused response is read, is nobody's promise.
  fetching: { globalFetch, refused, exact: refused === 'cancelled' },
})

/**
 * Clients under one window that slides: what differs is how each deals with signals, bodies and errors. Some read the
 * body of a refused response, to have it in their error.
 */
export default defineImplementation({
  name: 'http-clients',
  variants: {
    fetch: client(process.versions.node, 'https://nodejs.org/api/globals.html#fetch', fetchText, true),
    'undici-fetch': client('8.12.4', 'https://undici.nodejs.org', undiciFetchText, false),
    'undici-request': client('8.12.4', 'https://undici.nodejs.org', undiciRequestText, false),
    ky: { ...client('2.1.0', 'https://github.com/sindresorhus/ky', kyText, true, 'read'), client: kyClient },
    got: client('16.1.0', 'https://github.com/sindresorhus/got', gotText, false, 'read'),
    ofetch: client('1.5.1', 'https://github.com/unjs/ofetch', ofetchText, true, 'read'),
    axios: client('1.21.1', 'https://axios-http.com', axiosText, false, 'read'),
    'axios-fetch': client('1.21.1', 'https://axios-http.com', axiosFetchText, true, 'read'),
  },
})
