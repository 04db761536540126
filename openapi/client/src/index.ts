/** The client: a typed method for each operation of the service, over `fetch`. */
import { inArrays, type Rows, streamed } from './batch.js'
import { canStream, type Fetch } from './platform.js'
import type {
  Input,
  Panel,
  PanelInputs,
  PanelPart,
  PanelRow,
  PanelRowAnswer,
  PanelSeries,
  PanelVisit,
  Protocol,
  Result,
  Row,
  RowAnswer,
  Series,
  Slug,
  Visit,
} from './results.js'
import { type CallOptions, platformFetch, type Request, type Settings, send } from './send.js'
import type { Catalogue, CatalogueEntry, Protocol as ProtocolFile, Protocols } from './types.js'
import { type VersionMismatch, versionsHeeded } from './versions.js'

export type { Fetch, FetchInit, FetchResponse, Signal } from './platform.js'
export { ProblemError } from './problem.js'
export * from './results.js'
export type { CallOptions } from './send.js'
export type {
  Bounds,
  Catalogue,
  CatalogueEntry,
  Fault,
  Instruments,
  Lab,
  Problem,
  Protocols,
  Quantity,
  State,
  Term,
  Warning,
} from './types.js'
export type { VersionMismatch } from './versions.js'

export interface ClientOptions {
  readonly apiKey?: string
  /** A signed token instead of a key; a function is asked before each request. */
  readonly token?: string | (() => string | Promise<string>)
  /** Sent with each request. */
  readonly headers?: Readonly<Record<string, string>>
  /** How long each attempt may take; 10,000 where left out. Streams are not limited. */
  readonly timeoutMs?: number
  /** How often a request that was answered with 429 or 503 is sent again, after `Retry-After`; 2 where left out. */
  readonly retries?: number
  /** One that stands in for the platform's. */
  readonly fetch?: Fetch
  /** Whether batches are streams; left out, they are in Node. Elsewhere they go as arrays, which needs no more memory. */
  readonly streaming?: boolean
  /** Told once of each instrument that answers with another major version than these types were written for. */
  readonly onVersionMismatch?: (mismatch: VersionMismatch) => void
}

/** Answers to rows, in their order. */
export interface Batch<S extends Slug, Answer = RowAnswer<S>> extends AsyncIterable<Answer> {
  /** How the rows go: one stream, or one array after another where the platform cannot stream a request. */
  readonly layout: 'stream' | 'arrays'
}

export interface PanelOptions extends CallOptions {
  /** Whether results fill inputs of other instruments that were not sent, as joint counts do those of the DAS28. */
  readonly derive?: boolean
}

export interface Client {
  /** The score of one instrument. Too little to compute it is an answer (`not_computable`), not an error. */
  compute<S extends Slug>(instrument: S, input: Input<S>, options?: CallOptions): Promise<Result<S>>
  /** The same as one line, safe to paste into a note. */
  text<S extends Slug>(instrument: S, input: Input<S>, options?: CallOptions): Promise<string>
  /** Several instruments from one set of inputs. */
  panel<S extends Slug>(
    instruments: readonly S[],
    inputs: PanelInputs<S>,
    options?: PanelOptions,
  ): Promise<Panel<{ readonly [Each in S]: PanelPart<Each> }>>
  /** Every instrument that uses at least one of the inputs. */
  panel(
    instruments: null,
    inputs: PanelInputs<Slug>,
    options?: PanelOptions,
  ): Promise<Panel<{ readonly [Each in Slug]?: PanelPart<Each> }>>
  /** Many rows, each answered beside its `id`, in constant memory. A stream is never sent again; arrays are, as other requests. */
  batch<S extends Slug>(instrument: S, rows: Rows<Row<S>>, options?: CallOptions): Batch<S>
  /** A panel for each row, which names its own instruments. */
  panelBatch<S extends Slug>(rows: Rows<PanelRow<S>>, options?: CallOptions): Batch<S, PanelRowAnswer<S>>
  /** Visits of one patient: a result for each, what changed, and the response where one exists. */
  series<S extends Slug>(instrument: S, visits: readonly Visit<Input<S>>[], options?: CallOptions): Promise<Series<S>>
  /** The same of several instruments; null asks every instrument that uses an input. */
  panelSeries<S extends Slug = Slug>(
    instruments: readonly S[] | null,
    visits: readonly PanelVisit<NoInfer<S>>[],
    options?: PanelOptions,
  ): Promise<PanelSeries<S>>
  /** The criteria of a trial for one patient, three-valued. */
  screen<P extends Protocol>(
    protocol: P,
    request: Protocols[P]['input'],
    options?: CallOptions,
  ): Promise<Protocols[P]['result']>
  /** The instruments that are served. */
  instruments(options?: CallOptions): Promise<Catalogue['instruments']>
  /** All that is known of one: inputs with units and ranges, formula, bands, citations, examples. */
  instrument(instrument: Slug, options?: CallOptions): Promise<CatalogueEntry>
  /** A protocol as data. */
  protocol(protocol: Protocol, options?: CallOptions): Promise<ProtocolFile>
}

/** A client of the service at this address. */
export function createClient(baseUrl: string, options: ClientOptions = {}): Client {
  const settings = settingsOf(baseUrl, options)
  const heed = versionsHeeded(options.onVersionMismatch)
  const streaming = options.streaming ?? canStream()
  const call = async <T>(request: Omit<Request, 'accept'>, callOptions?: CallOptions): Promise<T> =>
    JSON.parse(await send(settings, { accept: 'application/json', ...request }, callOptions)) as T
  const computed = async <T>(path: string, body: object, callOptions?: CallOptions): Promise<T> => {
    const answer = await call<T>(posted(path, body), callOptions)
    heed(answer)
    return answer
  }
  const answersTo = <T, Answer extends { readonly result?: unknown }>(
    path: string,
    rows: Rows<T>,
    callOptions: CallOptions = {},
  ) => {
    const answers = (streaming ? streamed : inArrays)(settings, path, rows, callOptions)
    const layout = streaming ? ('stream' as const) : ('arrays' as const)
    return { layout, [Symbol.asyncIterator]: () => heeded<Answer>(answers, heed) }
  }
  return {
    compute: (instrument, input, callOptions) => computed(pathOf(instrument), input, callOptions),
    async text(instrument, input, callOptions) {
      const request = { ...posted(pathOf(instrument), input), accept: 'text/plain' }
      return (await send(settings, request, callOptions)).trimEnd()
    },
    panel(instruments: readonly Slug[] | null, inputs: object, callOptions: PanelOptions = {}) {
      const { derive } = callOptions
      const body = { ...(instruments && { instruments }), ...(derive !== undefined && { derive }), inputs }
      return computed<never>('/v1/panel', body, callOptions)
    },
    batch: (instrument, rows, callOptions) => answersTo(`${pathOf(instrument)}/batch`, rows, callOptions),
    panelBatch: (rows, callOptions) => answersTo('/v1/panel/batch', rows, callOptions),
    series: (instrument, visits, callOptions) => computed(`${pathOf(instrument)}/series`, { visits }, callOptions),
    panelSeries: (instruments, visits, { derive, ...callOptions } = {}) =>
      computed(
        '/v1/panel/series',
        {
          ...(instruments && { instruments }),
          ...(derive !== undefined && { derive }),
          visits,
        },
        callOptions,
      ),
    screen: (protocol, request, callOptions) => call(posted(`/v1/screen/${segment(protocol)}`, request), callOptions),
    instruments: async (callOptions) =>
      (await call<Catalogue>({ method: 'GET', path: '/v1/instruments' }, callOptions)).instruments,
    instrument: (instrument, callOptions) =>
      call({ method: 'GET', path: `/v1/instruments/${segment(instrument)}` }, callOptions),
    protocol: (protocol, callOptions) =>
      call({ method: 'GET', path: `/v1/protocols/${segment(protocol)}` }, callOptions),
  }
}

function settingsOf(baseUrl: string, options: ClientOptions): Settings {
  const { apiKey, token = apiKey } = options
  return {
    origin: baseUrl.replace(/\/+$/, ''),
    fetch: options.fetch ?? platformFetch,
    // The service takes keys and tokens the same way.
    token: async () => (typeof token === 'function' ? token() : token),
    headers: options.headers ?? {},
    timeoutMs: options.timeoutMs ?? 10_000,
    retries: options.retries ?? 2,
  }
}

const segment = (name: string): string => encodeURIComponent(name)
const pathOf = (slug: Slug): string => `/v1/${segment(slug)}`
const posted = (path: string, body: object): Omit<Request, 'accept'> => ({
  method: 'POST',
  path,
  type: 'application/json',
  body: JSON.stringify(body),
})

async function* heeded<Answer extends { readonly result?: unknown }>(
  answers: AsyncGenerator<unknown>,
  heed: (result: unknown) => void,
): AsyncGenerator<Answer> {
  for await (const answer of answers as AsyncGenerator<Answer>) {
    heed(answer.result)
    yield answer
  }
}
