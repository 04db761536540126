/**
 * What is used of the platform, written out: neither this package nor who calls it needs the DOM library or Node's types, and a
 * `fetch` of one's own has to be no more than this.
 */

/** An `AbortSignal`. */
export interface Signal {
  readonly aborted: boolean
  readonly reason: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export interface FetchInit {
  method: string
  headers: Record<string, string>
  body?: never
  redirect: 'error'
  signal: never
  duplex?: 'half'
}

export interface FetchResponse {
  readonly status: number
  readonly ok: boolean
  readonly headers: { get(name: string): string | null }
  text(): Promise<string>
  readonly body: unknown
}

/** The platform's `fetch`, or one that stands in for it. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>

export interface Reader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>
  cancel(): Promise<void>
}

interface StreamController {
  enqueue(chunk: Uint8Array): void
  close(): void
}

interface Source {
  pull(controller: StreamController): Promise<void>
  cancel(): void
}

interface Platform {
  readonly fetch: Fetch
  readonly AbortController: new () => { readonly signal: Signal; abort(reason?: unknown): void }
  readonly DOMException: new (message: string, name: string) => Error
  readonly ReadableStream: new (source: Source, strategy: { readonly highWaterMark: number }) => object
  readonly TextEncoder: new () => { encode(text: string): Uint8Array }
  readonly TextDecoder: new () => { decode(bytes?: Uint8Array, options?: { readonly stream: boolean }): string }
  readonly process?: { readonly versions?: { readonly node?: string } }
  readonly Bun?: object
  readonly Deno?: object
  setTimeout(call: () => void, ms: number): unknown
  clearTimeout(timer: unknown): void
}

export const platform = globalThis as unknown as Platform

/**
 * Whether a request can still be written while its answer is read. Browsers first want the whole request (and HTTP/2 for one that
 * is a stream); of Node it is tested, of others not known.
 */
export const canStream = (): boolean =>
  platform.process?.versions?.node !== undefined && platform.Bun === undefined && platform.Deno === undefined

/** Waits, or throws what the signal was aborted with. */
export function sleep(ms: number, signal: Signal | undefined): Promise<void> {
  return new Promise((done, fail) => {
    const end = (settle: () => void) => {
      platform.clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      settle()
    }
    const abort = () => end(() => fail(signal?.reason))
    const timer = platform.setTimeout(() => end(done), ms)
    if (signal?.aborted) abort()
    else signal?.addEventListener('abort', abort)
  })
}

export interface Limit {
  readonly signal: Signal
  abort(reason?: unknown): void
  /** To be called when what it limits is over. */
  end(): void
}

/** A signal that follows the caller's, and ends by itself after some time if one is given. */
export function limitOf(signal: Signal | undefined, timeoutMs?: number): Limit {
  const controller = new platform.AbortController()
  const follow = () => controller.abort(signal?.reason)
  const late = () => controller.abort(new platform.DOMException(`No answer within ${timeoutMs} ms.`, 'TimeoutError'))
  const timer = timeoutMs === undefined ? undefined : platform.setTimeout(late, timeoutMs)
  if (signal?.aborted) follow()
  else signal?.addEventListener('abort', follow)
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    end() {
      platform.clearTimeout(timer)
      signal?.removeEventListener('abort', follow)
    },
  }
}
