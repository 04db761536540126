/** Guards against heads of requests that cost much. */
import { type Guard, openapi } from './guard.js'

export const heads: readonly Guard[] = [
  {
    guard: 'a very long Accept is not looked at',
    file: 'shared/src/negotiate.ts',
    from: 'const LONGEST_ACCEPT = 1000',
    to: 'const LONGEST_ACCEPT = 10_000',
    tests: openapi('hostile-heads'),
  },
  {
    guard: 'a very long Content-Type is not parsed',
    file: 'shared/src/http.ts',
    from: 'const LONGEST_TYPE = 256',
    to: 'const LONGEST_TYPE = 10_000',
    tests: openapi('hostile-heads'),
  },
]
