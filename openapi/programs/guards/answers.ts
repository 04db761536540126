/** Guards of connections and of answers: who has a place, what is held for callers, what leaves whole. */
import { type Guard, shared } from './guard.js'

export const answers: readonly Guard[] = [
  {
    guard: 'of rows that are answered elsewhere a few wait at once',
    file: 'shared/src/engine/rows/in-order.ts',
    from: 'return this.#waiting.length < MOST_WAITING ? undefined : this.#first()',
    to: 'return this.#waiting.length < MOST_WAITING ? undefined : undefined',
    tests: shared('batch-order'),
  },
  {
    guard: 'rows leave in their order',
    file: 'shared/src/engine/rows/in-order.ts',
    from: "typeof answer === 'string' && this.#waiting.length === 0",
    to: "typeof answer === 'string'",
    tests: shared('batch-order'),
  },
  {
    guard: 'whoever is told that the time is over loses the place',
    file: 'shared/src/http/plugins/errors.ts',
    from: 'setTimeout(() => socket.destroy(), LAST_WORDS_MS)',
    to: 'setTimeout(() => socket.resume(), LAST_WORDS_MS)',
    tests: shared('places'),
  },
  {
    guard: 'connections that only rest make room',
    file: 'shared/src/http/server.ts',
    from: "server.on('drop', () => server.closeIdleConnections())",
    to: "server.on('drop', () => server.getMaxListeners())",
    tests: shared('places'),
  },
  {
    guard: 'of many requests on one connection one is worked on at a time',
    file: 'shared/src/http/server.ts',
    from: 'if (response.socket) answer(request, response)',
    to: 'if (response.req) answer(request, response)',
    tests: shared('heads'),
  },
  {
    guard: 'a body is asked for only where it will be read',
    file: 'shared/src/http/server.ts',
    from: '      continueWhenRead(request, response)\n',
    to: '      response.writeContinue()\n      continueWhenRead(request, response)\n',
    tests: shared('heads'),
  },
  {
    guard: 'a request names one host',
    file: 'shared/src/http/request-head.ts',
    from: 'countHosts(rawHeaders) > 1',
    to: 'countHosts(rawHeaders) > 9',
    tests: shared('heads'),
  },
  {
    guard: 'an empty host is none',
    file: 'shared/src/http/request-head.ts',
    from: "return host !== ''",
    to: 'return true',
    tests: shared('heads'),
  },
  {
    guard: 'a compressed transfer is not read as if it were plain',
    file: 'shared/src/http/request-head.ts',
    from: '/^chunked$/i.test(coding)',
    to: '/chunked$/i.test(coding)',
    tests: shared('heads'),
  },
  {
    guard: 'headers of plugins reach callers of compute routes',
    file: 'shared/src/http/direct/call.ts',
    from: 'set: setByPlugins(reply) }',
    to: 'set: setByPlugins(reply).slice(0, 0) }',
    tests: shared('plugin-headers'),
  },
  {
    guard: 'headers of plugins reach callers of batches',
    file: 'shared/src/http/direct/batch/route.ts',
    from: 'const set = setByPlugins(reply)',
    to: 'const set = setByPlugins(reply).slice(0, 0)',
    tests: shared('plugin-headers'),
  },
  {
    guard: 'a refusal of who is not let in has the headers of plugins',
    file: 'shared/src/http/plugins/identity.ts',
    from: 'route.onRequest = [gate, ...hooks]',
    to: "app.addHook('onRequest', gate)",
    tests: shared('plugin-headers', 'identity'),
  },
]
