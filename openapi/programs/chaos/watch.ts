/** Steady load on one slug by autocannon, with the moment, status and duration of every answer. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import autocannon from 'autocannon'

export interface Seen {
  /** When the answer came, by the clock of `performance.now()`. */
  readonly at: number
  /** 0 where there was no answer at all. */
  readonly status: number
  readonly milliseconds: number
}

export interface Watch {
  readonly slug: string
  readonly seen: readonly Seen[]
  /** Answers that are neither a result of this instrument nor a problem. */
  readonly strange: () => number
  stop(): Promise<void>
}

const CONNECTIONS = 8
/** Longer than any run: a watch ends when it is told to. */
const FOREVER_S = 3600

export function watch(origin: string, { slug, examples }: Instrument, rate: number): Watch {
  const seen: Seen[] = []
  let strange = 0
  const result = `{"instrument":"${slug}",`
  const instance = autocannon(
    {
      url: `${origin}/v1/${slug}`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(examples[0]?.request),
      connections: CONNECTIONS,
      overallRate: rate,
      duration: FOREVER_S,
      verifyBody: (body) => {
        const known =
          String(body).startsWith(result) || String(body).startsWith('{"type":"urn:activity-scores:problem:')
        if (!known) strange++
        return known
      },
    },
    () => undefined,
  )
  instance.on('response', (_client, status, _bytes, milliseconds) => {
    seen.push({ at: performance.now(), status: Number(status), milliseconds })
  })
  instance.on('reqError', () => {
    seen.push({ at: performance.now(), status: 0, milliseconds: 0 })
  })
  const done = new Promise<void>((resolve) => instance.once('done', () => resolve()))
  return {
    slug,
    seen,
    strange: () => strange,
    stop() {
      ;(instance as unknown as { stop(): void }).stop()
      return done
    },
  }
}
