/** Each wait has a clock, and each way in which it can end has words. */
import { t } from '../forms/page.js'

/** Longest wait for one answer of an EHR, or of this server. */
const LONGEST_WAIT_MS = 20_000
const SECOND_MS = 1000

/** Why something came to nothing, in words. */
export class Trouble extends Error {
  /** Of the answer, where there was one. */
  readonly status: number | undefined

  constructor(message: string, status?: number) {
    super(message)
    this.status = status
  }
}

const tooLate = (): Trouble => new Trouble(t('smart.timeout', { seconds: LONGEST_WAIT_MS / SECOND_MS }))

/** Ends in `Trouble` where it takes too long; what listens to the signal is ended, too. */
export async function within<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const clock = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => {
      fail(tooLate())
      controller.abort()
    }, LONGEST_WAIT_MS)
  })
  try {
    return await Promise.race([work(controller.signal), clock])
  } finally {
    clearTimeout(timer)
  }
}

/** The reason of a failure: a status, no connection, or what the EHR said. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Trouble) return error
  const { status, statusCode, message } = (error ?? {}) as Partial<Record<'status' | 'statusCode', unknown>> & Error
  const code = [status, statusCode].find((each): each is number => typeof each === 'number' && each >= 100)
  if (code !== undefined) return new Trouble(t('smart.status', { status: code }), code)
  return new Trouble(error instanceof TypeError ? t('smart.unreachable') : String(message).slice(0, MOST_WORDS))
}

/** What an EHR says may be long. */
const MOST_WORDS = 300
