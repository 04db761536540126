/** Guards against heads of requests that cost much. */
import { type Guard, openapi, shared } from './guard.js'

export const heads: readonly Guard[] = [
  {
    guard: 'a very long Accept is not looked at',
    file: 'shared/src/http/direct/negotiate.ts',
    from: 'const LONGEST_ACCEPT = 1000',
    to: 'const LONGEST_ACCEPT = 10_000',
    tests: openapi('hostile-heads'),
  },
  {
    guard: 'a very long Content-Type is not parsed',
    file: 'shared/src/http/direct/fields.ts',
    from: 'const LONGEST_TYPE = 256',
    to: 'const LONGEST_TYPE = 10_000',
    tests: openapi('hostile-heads'),
  },
  {
    guard: 'nothing is read from a connection while requests wait on it',
    file: 'shared/src/http/direct/pipelines.ts',
    from: 'if (pipeline.waiting > 0 || pipeline.isNext) socket.pause()',
    to: 'if (pipeline.waiting < 0 || pipeline.isNext) socket.pause()',
    tests: shared('pipelines'),
  },
  {
    guard: 'of connections with many requests one is read in a turn',
    file: 'shared/src/http/direct/pipelines.ts',
    from: 'if (this.#next.length > 0) setImmediate(this.#readOne)',
    to: 'if (this.#next.length > 0) this.#readOne()',
    tests: shared('pipelines'),
  },
  {
    guard: 'a connection whose requests are answered is read again',
    file: 'shared/src/http/direct/pipelines.ts',
    from: 'if (pipeline.waiting === 0) pipeline.socket.resume()',
    to: 'if (pipeline.waiting < 0) pipeline.socket.resume()',
    tests: shared('pipelines'),
  },
  {
    guard: 'traces of errors are as they were when a connection has closed',
    file: 'shared/src/http/direct/pipelines.ts',
    from: '    Error.stackTraceLimit = usual\n',
    to: '    Error.stackTraceLimit = usual * 0\n',
    tests: shared('pipelines'),
  },
]
