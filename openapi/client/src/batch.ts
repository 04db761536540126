/** Many rows in one request, answered as they come, in memory that does not grow with them. */
import { limitOf, platform, type Reader } from './platform.js'
import { type CallOptions, fetched, type Request, type Settings, send } from './send.js'

export type Rows<T> = Iterable<T> | AsyncIterable<T>

/** Bytes that are sent at once: each piece costs the platform more than its rows cost to write. */
const PIECE = 16_384
/** An array is answered as a whole: few enough rows that their answers are no load. */
const ROWS_OF_ARRAY = 500

/**
 * A stream of lines both ways. What is not read of the answers holds the rows back, up to what the sockets hold; who stops reading
 * ends the request.
 */
export async function* streamed<T>(
  settings: Settings,
  path: string,
  rows: Rows<T>,
  options: CallOptions,
): AsyncGenerator<unknown> {
  const limit = limitOf(options.signal)
  const sent = new Lines(rows)
  const request: Request = {
    method: 'POST',
    path,
    accept: 'application/x-ndjson',
    type: 'application/x-ndjson',
    body: sent.stream(),
  }
  let answered = 0
  try {
    const { body } = await fetched(settings, request, options, limit.signal)
    for await (const line of linesOf(body)) {
      answered++
      yield JSON.parse(line)
    }
    // Rows that come one by one may all be answered so far, and more were to come.
    if (!sent.isWhole || answered !== sent.count) throw endedEarly(answered, sent)
  } catch (error) {
    throw sent.failure ? sent.failure.reason : error
  } finally {
    limit.abort()
    limit.end()
    sent.end()
  }
}

function endedEarly(
  answered: number,
  { count, isWhole }: { readonly count: number; readonly isWhole: boolean },
): Error {
  return new Error(`The answer ended after ${answered} of ${isWhole ? count : `${count} and more`} rows.`)
}

/** Rows as lines, taken one piece after another as there is room for them. */
class Lines<T> {
  /** Rows that were taken so far. */
  count = 0
  /** Whether that was all of them. */
  isWhole = false
  /** What the caller's rows threw: it is theirs to see, not the platform's words for a body that broke off. */
  failure: { readonly reason: unknown } | undefined
  readonly #pieces: AsyncGenerator<string>

  constructor(rows: Rows<T>) {
    this.#pieces = this.#cut(rows)
  }

  stream(): object {
    const encoder = new platform.TextEncoder()
    return new platform.ReadableStream(
      {
        pull: async (controller) => {
          const { done, value } = await this.#pieces.next()
          if (done) controller.close()
          else controller.enqueue(encoder.encode(value))
        },
        cancel: () => this.end(),
      },
      { highWaterMark: 0 },
    )
  }

  end(): void {
    this.#pieces.return(undefined).catch(() => undefined)
  }

  async *#cut(rows: Rows<T>): AsyncGenerator<string> {
    // Rows that are there already go together; one that had to be waited for goes at once.
    const most = Symbol.iterator in rows ? PIECE : 1
    let piece = ''
    try {
      for await (const row of rows) {
        piece += `${JSON.stringify(row)}\n`
        this.count++
        if (piece.length < most) continue
        yield piece
        piece = ''
      }
    } catch (reason) {
      this.failure = { reason }
      throw reason
    }
    if (piece !== '') yield piece
    this.isWhole = true
  }
}

async function* linesOf(body: unknown): AsyncGenerator<string> {
  const reader = (body as { getReader(): Reader }).getReader()
  const decoder = new platform.TextDecoder()
  let rest = ''
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (rest + decoder.decode(part.value, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
    // A line without its end was cut off.
  } finally {
    // Node forgets what follows the signal once the head of the answer is there and the request is collected as garbage.
    reader.cancel().catch(() => undefined)
  }
}

/** One array after another, for platforms that send a request whole before they give its answer. */
export async function* inArrays<T>(
  settings: Settings,
  path: string,
  rows: Rows<T>,
  options: CallOptions,
): AsyncGenerator<unknown> {
  let array: T[] = []
  const answers = async (): Promise<readonly unknown[]> => {
    const request: Request = {
      method: 'POST',
      path,
      accept: 'application/json',
      type: 'application/json',
      body: JSON.stringify(array),
    }
    const { length } = array
    array = []
    const answered = JSON.parse(await send(settings, request, options)) as readonly unknown[]
    if (answered.length !== length) throw endedEarly(answered.length, { count: length, isWhole: true })
    return answered
  }
  for await (const row of rows) {
    array.push(row)
    if (array.length === ROWS_OF_ARRAY) yield* await answers()
  }
  if (array.length > 0) yield* await answers()
}
