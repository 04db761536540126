/** Guards around the start, the log and the refusals of a process. */
import { type Guard, openapi, shared } from './guard.js'

export const starting: readonly Guard[] = [
  {
    guard: 'log lines that nobody reads are not kept without end',
    file: 'shared/src/log-destination.ts',
    from: 'this.#waiting + bytes.length > MOST_WAITING',
    to: 'this.#waiting + bytes.length > MOST_WAITING * 1e9',
    tests: openapi('log-reader'),
  },
  {
    guard: 'a log that cannot be written is not tried without a pause',
    file: 'shared/src/log-destination.ts',
    from: 'isFull ? this.#pause : FAILED_RETRY_MS',
    to: 'isFull ? this.#pause / 1e9 : FAILED_RETRY_MS / 1e9',
    tests: openapi('log-reader'),
  },
  {
    guard: 'a reader of the log who has stopped does not hold up the end',
    file: 'shared/src/log-destination.ts',
    from: 'mayEnd() && performance.now() < until',
    to: 'mayEnd() && performance.now() < until + 1e9',
    tests: openapi('log-reader'),
  },
  {
    guard: 'an address that cannot be listened on is told in a sentence',
    file: 'shared/src/listen.ts',
    from: 'if (!CALLS.has(syscall)) return error',
    to: 'if (!CALLS.has(syscall?.length)) return error',
    tests: shared('listen'),
  },
  {
    guard: 'a delay that leaves no time for the end is refused',
    file: 'shared/src/config-checks.ts',
    from: 'delay >= timeout)',
    to: 'delay >= timeout * 1e9)',
    tests: shared('config'),
  },
  {
    guard: 'credentials for nobody are not passed over in silence',
    file: 'shared/src/config-checks.ts',
    from: 'ways === undefined && asked !== undefined',
    to: 'ways === null && asked !== undefined',
    tests: shared('config'),
  },
  {
    guard: 'an origin with a password is refused',
    file: 'shared/src/web-address.ts',
    from: 'rules.credentials !== true &&',
    to: "rules.credentials === '' &&",
    tests: [...openapi('gateway'), ...shared('config')],
  },
  {
    guard: 'a misspelt variable is told',
    file: 'shared/src/unknown-variables.ts',
    from: 'family !== undefined || distance <= allowed(nearest)',
    to: 'family !== undefined && distance <= allowed(nearest)',
    tests: shared('unknown-variables'),
  },
  {
    guard: 'variables that a cluster sets for its services are none of ours',
    file: 'shared/src/unknown-variables.ts',
    from: '/_SERVICE_(?:HOST|PORT(?:_\\w+)?)$/.test(name) ||',
    to: '/_SERVICE_(?:HOSTS|PORTS(?:_\\w+)?)$/.test(name) ||',
    tests: shared('unknown-variables'),
  },
]
