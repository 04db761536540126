/** Scripts, style and languages that the build wrote, from memory. Their names change with their contents. */
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { IMMUTABLE, StaticFile, sendFile } from '@activity-scores/shared/http/plugins/files'
import { mountPage } from '@activity-scores/shared/http/plugins/pages'
import type { FastifyInstance } from 'fastify'
import type { Word } from '../../web/model/words.js'

/** A style and, by page, its script and what that imports. */
interface Bundles {
  readonly style: string
  readonly pages: Readonly<Record<string, { readonly script: string; readonly imports: readonly string[] }>>
}

interface Assets extends Bundles {
  /** Of the pages that an EHR opens, which share nothing with the others. */
  readonly smart: Bundles
  /** Files of texts by language. */
  readonly words: Readonly<Record<string, string>>
  readonly files: readonly string[]
}

/** What every page has in its head. */
export interface Site extends Assets {
  readonly links: readonly { readonly address: string; readonly word: Word }[]
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
}

export const readAssets = async (folder: string): Promise<Assets> =>
  JSON.parse(await readFile(join(folder, 'assets.json'), 'utf8')) as Assets

/** `/assets/{name}`: each is read when it is first asked for. */
export function mountAssets(app: FastifyInstance, folder: string, { files }: Assets): void {
  const read = new Map<string, Promise<StaticFile>>()
  for (const name of files)
    mountPage(app, `/assets/${name}`, async (request, reply) => {
      const file = read.get(name) ?? readAsset(join(folder, name))
      read.set(name, file)
      // What could not be read is tried again at the next look.
      file.catch(() => read.delete(name))
      return sendFile(request, reply, await file, IMMUTABLE)
    })
}

async function readAsset(path: string): Promise<StaticFile> {
  const [bytes, brotli] = await Promise.all([readFile(path), readFile(`${path}.br`)])
  return new StaticFile(TYPES[extname(path)] ?? 'application/octet-stream', bytes, brotli)
}
