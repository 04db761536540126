/** Load by autocannon, with every kind of fault counted, and response times to the microsecond. */
import autocannon from 'autocannon'

export interface Shot {
  /** POST unless it says otherwise. */
  readonly method?: 'GET' | 'POST'
  readonly path: string
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

const CRLF = '\r\n'

/** The request as it goes over a connection. */
export const bytesOf = ({ method = 'POST', path, body, headers }: Shot, host: string): Buffer => {
  const fields = { host, 'content-type': 'application/json', ...headers, 'content-length': Buffer.byteLength(body) }
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`)
  return Buffer.from([`${method} ${path} HTTP/1.1`, ...lines, '', body].join(CRLF))
}

export interface Firing {
  readonly origin: string
  readonly shots: readonly Shot[]
  readonly connections: number
  /** Requests in all; or seconds with a rate. */
  readonly amount?: number
  readonly seconds?: number
  /** Requests per second over all connections (-R). */
  readonly rate?: number
  /** Status that every answer must have. */
  readonly expected?: number
  /** How every answer must begin. */
  readonly begins?: string
}

export interface Fired {
  readonly requests: number
  /** From the first request to the last answer. */
  readonly seconds: number
  /** Answers of another status or another beginning, failed connections and requests without an answer in time. */
  readonly faults: number
  /** Milliseconds of each answer. */
  readonly times: readonly number[]
}

/** How often autocannon looks whether it is done, in ms: sets the length of the pause after a slice. */
const SAMPLE_MS = 5

export async function fire(firing: Firing): Promise<Fired> {
  const { origin, shots, connections, amount, seconds = 1, rate, expected = 200, begins = '{' } = firing
  const times: number[] = []
  let other = 0
  let last = 0
  const instance = autocannon(
    {
      url: origin,
      connections,
      ...(amount === undefined ? { duration: seconds } : { amount }),
      ...(rate === undefined ? {} : { overallRate: rate }),
      sampleInt: SAMPLE_MS,
      requests: shots.map(({ method = 'POST', path, body, headers }) => ({
        method,
        path,
        body,
        headers: { 'content-type': 'application/json', ...headers },
      })),
      verifyBody: (body) => typeof body === 'string' && body.startsWith(begins),
    },
    () => undefined,
  )
  const started = performance.now()
  instance.on('response', (_client, status, _bytes, milliseconds) => {
    if (Number(status) !== expected) other++
    times.push(milliseconds)
    last = performance.now()
  })
  const done = await new Promise<autocannon.Result>((resolve, reject) => {
    instance.on('done', resolve)
    instance.on('error', reject)
  })
  const unanswered = amount === undefined ? 0 : Math.max(0, amount - times.length)
  const { errors, mismatches } = done
  return {
    requests: times.length,
    seconds: (last - started) / 1000,
    faults: other + errors + mismatches + unanswered + (times.length === 0 ? 1 : 0),
    times,
  }
}

export interface Answer {
  readonly status: number
  readonly text: string
}

/** One exchange, for samples and checks. */
export async function ask(origin: string, shot: Shot): Promise<Answer> {
  const answer = await fetch(origin + shot.path, {
    method: 'POST',
    body: shot.body,
    headers: { 'content-type': 'application/json', ...shot.headers },
  })
  return { status: answer.status, text: await answer.text() }
}
