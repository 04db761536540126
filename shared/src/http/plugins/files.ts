/**
 * Bytes that are sent as they are to whoever asks: documents, catalogue, the files of Swagger UI. Each has a strong tag, so that
 * who has it already gets 304, and is compressed once for each encoding, in the thread pool, when it is first asked for.
 */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { acceptsTag, type Encoding, preferredEncoding } from '../direct/negotiate.js'
import { sharedBytes } from '../direct/shared-bytes.js'

/** What is smaller gains nothing that a packet would notice. */
const LEAST_BYTES = 1024
/** Brotli at its best takes ten times as long for a twentieth of the size. */
const BROTLI_QUALITY = 9

const compress: Readonly<Record<Encoding, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: promisify(gzip),
}

export class StaticFile {
  readonly type: string
  readonly bytes: Buffer
  readonly #tag: string
  readonly #encoded = new Map<Encoding, Promise<Buffer>>()

  /** `brotli`: the same bytes as a build has compressed them already. */
  constructor(type: string, content: string | Buffer, brotli?: Buffer) {
    this.type = type
    if (brotli) this.#encoded.set('br', Promise.resolve(sharedBytes(brotli)))
    this.bytes = sharedBytes(content)
    this.#tag = createHash('sha256').update(this.bytes).digest('base64url')
  }

  /** The name of these bytes, in this encoding. */
  tag(encoding: Encoding | undefined): string {
    return encoding === undefined ? `"${this.#tag}"` : `"${this.#tag}-${encoding}"`
  }

  encoded(encoding: Encoding): Promise<Buffer> {
    const existing = this.#encoded.get(encoding)
    if (existing) return existing
    const made = compress[encoding](this.bytes).then(sharedBytes)
    this.#encoded.set(encoding, made)
    // What could not be compressed is tried again at the next look.
    made.catch(() => this.#encoded.delete(encoding))
    return made
  }
}

/** Beside what a plugin said, such as `Origin`. */
const varying = (before: number | string | string[] | undefined): string =>
  [before ?? [], 'accept-encoding'].flat().join(', ')

/** Of a file whose name changes with its contents. */
export const IMMUTABLE = 'public, max-age=31536000, immutable'

/** Answers with the file, or with 304 where the caller has it. */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: StaticFile,
  caching = 'no-cache',
): Promise<FastifyReply> {
  const isLarge = file.bytes.length >= LEAST_BYTES
  const encoding = isLarge ? preferredEncoding(request.headers) : undefined
  const tag = file.tag(encoding)
  reply.header('etag', tag).header('cache-control', caching)
  if (isLarge) reply.header('vary', varying(reply.getHeader('vary')))
  if (acceptsTag(request.headers, tag)) return reply.code(304).send()
  reply.type(file.type)
  if (encoding === undefined) return reply.send(file.bytes)
  return reply.header('content-encoding', encoding).send(await file.encoded(encoding))
}
