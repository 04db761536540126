/** One request: who calls, how long it may take, and when it is sent again. */
import { type Fetch, type FetchInit, type FetchResponse, limitOf, platform, type Signal, sleep } from './platform.js'
import { ProblemError, problemOf } from './problem.js'

/** Of one call; what is left out is as the client was made. */
export interface CallOptions {
  readonly signal?: Signal
  /** Such as `traceparent`, or `x-request-id`. */
  readonly headers?: Readonly<Record<string, string>>
  /** How long each attempt may take; of a stream nothing is limited but by `signal`. */
  readonly timeoutMs?: number
  /** How often a request that was answered with 429 or 503 is sent again. */
  readonly retries?: number
}

export interface Settings {
  readonly origin: string
  readonly fetch: Fetch
  readonly token: () => Promise<string | undefined>
  readonly headers: Readonly<Record<string, string>>
  readonly timeoutMs: number
  readonly retries: number
}

export interface Request {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly accept: string
  /** The media type of the body, and the body; a text is sent at once. */
  readonly type?: string
  readonly body?: string | object
}

const LONGEST_WAIT_MS = 30_000
/** Where the answer does not say for how long. */
const FIRST_WAIT_MS = 500

/** The text of the answer. An answer outside 2xx is thrown; a request that could not be sent throws what the platform throws. */
export async function send(settings: Settings, request: Request, options: CallOptions = {}): Promise<string> {
  const retries = options.retries ?? settings.retries
  for (let attempt = 0; ; attempt++) {
    try {
      return await attempted(settings, request, options)
    } catch (error) {
      const wait = attempt < retries ? waitAfter(error, attempt) : undefined
      if (wait === undefined) throw error
      await sleep(wait, options.signal)
    }
  }
}

async function attempted(settings: Settings, request: Request, options: CallOptions): Promise<string> {
  const limit = limitOf(options.signal, options.timeoutMs ?? settings.timeoutMs)
  try {
    const response = await fetched(settings, request, options, limit.signal)
    return await response.text()
  } finally {
    limit.end()
  }
}

/** The answer with its body still to be read. */
export async function fetched(
  settings: Settings,
  { method, path, accept, type, body }: Request,
  options: CallOptions,
  signal: Signal,
): Promise<FetchResponse> {
  const token = await settings.token()
  const init: FetchInit = {
    method,
    headers: {
      accept,
      ...(type === undefined ? {} : { 'content-type': type }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...settings.headers,
      ...options.headers,
    },
    // What is known of a patient goes to the address that was given, and nowhere else.
    redirect: 'error',
    signal: signal as never,
    ...(body === undefined ? {} : { body: body as never }),
    ...(typeof body === 'object' ? { duplex: 'half' as const } : {}),
  }
  const response = await settings.fetch(settings.origin + path, init)
  if (!response.ok) throw await problemOf(response)
  return response
}

/** How long to wait before the request is sent again; nothing where that would not help, or take too long. */
function waitAfter(error: unknown, attempt: number): number | undefined {
  if (!(error instanceof ProblemError) || (error.status !== 429 && error.status !== 503)) return undefined
  const wait = error.retryAfter === null ? FIRST_WAIT_MS * 2 ** attempt : error.retryAfter * 1000
  return wait <= LONGEST_WAIT_MS ? wait : undefined
}

/** Called as a function of the platform: browsers refuse it as a method of another object. */
export const platformFetch: Fetch = (url, init) => platform.fetch(url, init)
