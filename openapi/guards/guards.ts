/** Guards of this project and the tests that would miss them. Each is one small change of the source that must be noticed. */
export interface Guard {
  /** What is protected. */
  readonly guard: string
  readonly file: string
  /** Stands in the file exactly once. */
  readonly from: string
  /** What it becomes; the guard is gone by it. */
  readonly to: string
  /** Compiled tests of which at least one must fail. */
  readonly tests: readonly string[]
}

const shared = (...names: readonly string[]): readonly string[] =>
  names.map((name) => `shared/dist/test/${name}.test.js`)
const openapi = (...names: readonly string[]): readonly string[] =>
  names.map((name) => `openapi/dist/test/${name}.test.js`)

export const guards: readonly Guard[] = [
  {
    guard: 'a value on a cut-off is on it: tolerance of binary fractions',
    file: 'shared/src/compare.ts',
    from: 'TOLERANCE = 1e-9',
    to: 'TOLERANCE = 0',
    tests: shared('arithmetic'),
  },
  {
    guard: 'nothing undetermined counts as met',
    file: 'shared/src/kleene.ts',
    from: 'return isOpen ? open(verdicts) : otherwise',
    to: 'return otherwise',
    tests: shared('logic'),
  },
  {
    guard: 'an API key is compared, not looked up alone',
    file: 'shared/src/identity/keys.ts',
    from: 'return equal && holder &&',
    to: 'return (equal || holder) && holder &&',
    tests: shared('identity'),
  },
  {
    guard: 'a caller does only what its scopes say',
    file: 'shared/src/identity/gate.ts',
    from: 'isIdentity(checked) && allows(checked.scopes, scope)',
    to: 'isIdentity(checked) && (allows(checked.scopes, scope) || true)',
    tests: shared('identity'),
  },
  {
    guard: 'tokens of unknown keys do not decide how often the issuer is asked',
    file: 'shared/src/identity/tokens.ts',
    from: 'if (Date.now() < restUntil) throw',
    to: 'if (Date.now() < restUntil - 1e12) throw',
    tests: shared('identity-jwks'),
  },
  {
    guard: 'a caller cannot name itself to the limiter',
    file: 'shared/src/identity/gate.ts',
    from: 'if (!checked.scopes.has(RELAY)) setCaller',
    to: 'if (checked.scopes.has(RELAY)) setCaller',
    tests: shared('identity-jwks'),
  },
  {
    guard: 'no process is open to a network by accident',
    file: 'shared/src/run.ts',
    from: '  refuseExposure(config)\n',
    to: '  if (config.PORT < 0) refuseExposure(config)\n',
    tests: openapi('deploy/containers'),
  },
  {
    guard: 'a unit is required, never assumed',
    file: 'shared/src/quantity.ts',
    from: "z.enum([unit]).describe('UCUM code; required, never assumed')",
    to: "z.enum([unit]).optional().describe('UCUM code; required, never assumed')",
    tests: shared('quantity'),
  },
  {
    guard: 'a key that stands twice is an error',
    file: 'shared/src/json.ts',
    from: 'countAllColons(text) === keys ||',
    to: 'countAllColons(text) >= keys ||',
    tests: shared('json'),
  },
  {
    guard: 'rules between fields are checked',
    file: 'shared/src/validate.ts',
    from: 'broken.length === 0 ?',
    to: 'broken.length >= 0 ?',
    tests: shared('validate'),
  },
  {
    guard: 'a result never holds a number that JSON cannot say',
    file: 'shared/src/serialise.ts',
    from: 'if (!Number.isFinite(value)) throw',
    to: 'if (value === undefined) throw',
    tests: shared('serialise'),
  },
  {
    guard: 'only UTF-8 is read',
    file: 'shared/src/http.ts',
    from: "?? 'utf-8') ? essence : undefined",
    to: "?? 'utf-8') ? essence : essence",
    tests: shared('host', 'batch'),
  },
  {
    guard: 'compressed bodies are not read',
    file: 'shared/src/http.ts',
    from: '!/^identity$/i.test(encoding)',
    to: '/^never$/i.test(encoding)',
    tests: shared('host', 'attack'),
  },
  {
    guard: 'bodies are limited, also those without a length',
    file: 'shared/src/receiving.ts',
    from: "if (size > limit) fail('body_too_large')",
    to: "if (size > limit * 1e9) fail('body_too_large')",
    tests: shared('connection', 'attack', 'host'),
  },
  {
    guard: 'heads of requests are limited',
    file: 'shared/src/server.ts',
    from: 'LARGEST_HEAD = 8192',
    to: 'LARGEST_HEAD = 81920',
    tests: shared('connection', 'attack'),
  },
  {
    guard: 'a body that does not come is given up',
    file: 'shared/src/receiving.ts',
    from: 'if (now <= clock.until) continue',
    to: 'if (now <= clock.until + 1e9) continue',
    tests: shared('connection'),
  },
  {
    guard: 'a refusal does not grow with what is refused',
    file: 'shared/src/problems.ts',
    from: 'faults.slice(0, MOST_FAULTS)',
    to: 'faults.slice(0)',
    tests: ['services/dist/test/attack.test.js'],
  },
  {
    guard: 'no error message in the log: it may quote the input',
    file: 'shared/src/logging.ts',
    from: "at: place?.trim() ?? 'unknown'",
    to: "at: place === undefined ? 'unknown' : error.message",
    tests: shared('logging'),
  },
  {
    guard: 'what a caller says in tracestate is not told to the collector',
    file: 'shared/src/tracing-otlp.ts',
    from: '{ ...parent, isRemote: true }',
    to: "{ ...parent, isRemote: true, traceState: new TraceState(String(headers['tracestate'])) }",
    tests: openapi('markers', 'tracing'),
  },
  {
    guard: 'traces cost nothing while they are off: the library is not loaded',
    file: 'shared/src/tracing.ts',
    from: "if (config.TRACING === 'off') return undefined",
    to: "if (config.TRACING === 'off' && service === '') return undefined",
    tests: openapi('tracing-collector'),
  },
  {
    guard: 'a request id is logged in a safe shape only',
    file: 'shared/src/http.ts',
    from: '/^[A-Za-z0-9._-]{8,64}$/.test(header)',
    to: '/^.{1,999}$/.test(header)',
    tests: shared('host', 'logging'),
  },
  {
    guard: 'a caller has so many rows and no more',
    file: 'shared/src/limiter.ts',
    from: 'if (rows > this.#left) return false',
    to: 'if (rows > this.#left + 1e12) return false',
    tests: shared('limiter'),
  },
  {
    guard: 'names that are made up take no memory',
    file: 'shared/src/limiter.ts',
    from: 'this.#accounts.size >= this.#options.callers',
    to: 'this.#accounts.size >= this.#options.callers * 1e9',
    tests: shared('limiter'),
  },
  {
    guard: 'what cannot be done is refused',
    file: 'shared/src/admission.ts',
    from: 'guard.admits() ?',
    to: 'guard.admits() !== undefined ?',
    tests: shared('overload'),
  },
  {
    guard: 'health answers during an overload',
    file: 'shared/src/host.ts',
    from: "reply.send({ status: 'live' })",
    to: "reply.code(admission.guard.admits() ? 200 : 503).send({ status: 'live' })",
    tests: shared('overload'),
  },
  {
    guard: 'no batch is begun during an overload',
    file: 'shared/src/overload.ts',
    from: 'over < IN_A_ROW && !turns.refusing',
    to: 'over < IN_A_ROW',
    tests: shared('overload'),
  },
  {
    guard: 'a long pause is no overload',
    file: 'shared/src/overload.ts',
    from: 'turn < this.#delay || now - this.#alertSince < LASTING_MS',
    to: 'turn < this.#delay / 10 && now - this.#alertSince < LASTING_MS',
    tests: shared('overload'),
  },
  {
    guard: 'readiness is false when stopping',
    file: 'shared/src/host.ts',
    from: 'ready = false',
    to: 'ready = true',
    tests: shared('host'),
  },
  {
    guard: 'a row of a batch fails alone, also by its length',
    file: 'shared/src/batch/row.ts',
    from: 'LONGEST_LINE = 65_536',
    to: 'LONGEST_LINE = 65_536_000',
    tests: shared('batch'),
  },
  {
    guard: 'repeats of calls have a budget',
    file: 'openapi/src/upstream/retry-budget.ts',
    from: 'if (this.#left < 1) return false',
    to: 'if (this.#left < -1e9) return false',
    tests: openapi('upstream'),
  },
  {
    guard: 'once a byte of an answer came, nothing is sent again',
    file: 'openapi/src/upstream/upstream.ts',
    from: "if (call.began || call.admitted === 'trial' ||",
    to: "if (call.admitted === 'trial' ||",
    tests: openapi('upstream'),
  },
  {
    guard: 'a call whose connection breaks is repeated',
    file: 'openapi/src/upstream/upstream.ts',
    from: '|| call.repeats >= MOST_REPEATS ||',
    to: '|| call.repeats >= MOST_REPEATS - MOST_REPEATS ||',
    tests: openapi('upstream'),
  },
  {
    guard: 'a service of another instrument is found out',
    file: 'openapi/src/upstream/call.ts',
    from: 'body.compare(begins, 0, begins.length, 0, begins.length) === 0',
    to: 'body.compare(begins, 0, begins.length, 0, begins.length) < 2',
    tests: openapi('upstream-answers'),
  },
  {
    guard: 'a service that fails is not asked for a while',
    file: 'openapi/src/upstream/breaker.ts',
    from: "if (this.#state === 'open') return 'refused'",
    to: "if (this.#state === 'open') return 'asked'",
    tests: openapi('upstream'),
  },
  {
    guard: 'shared code knows no instrument',
    file: '.dependency-cruiser.json',
    from: '"from": { "path": "^shared/" }',
    to: '"from": { "path": "^nowhere/" }',
    tests: openapi('boundaries'),
  },
  {
    guard: 'instruments never meet',
    file: '.dependency-cruiser.json',
    from: '"pathNot": "^services/dist/$1/"',
    to: '"pathNot": "^services/dist/"',
    tests: openapi('boundaries'),
  },
]
