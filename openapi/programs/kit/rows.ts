/** Batches: rows as a file, and one NDJSON request that streams it and counts what comes back. */

import { closeSync, createReadStream, openSync, writeSync } from 'node:fs'
import { request } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { leadingExample, variations } from './bodies.js'
import { scratchFile } from './programs.js'

/** Different inputs among the rows; ids differ in all of them. */
const INPUTS = 2000

export function inputsOf(instrument: Instrument, count: number, seed: number): readonly string[] {
  const different = variations(instrument, Math.min(count, INPUTS), seed, leadingExample(instrument))
  return different.map((input) => JSON.stringify(input))
}

const idOf = (index: number): string => `r${String(index).padStart(8, '0')}`

const row = (inputs: readonly string[], index: number): string =>
  `{"id":"${idOf(index)}","input":${inputs[index % inputs.length]}}`

export const arrayOf = (inputs: readonly string[], count: number, from: number): string =>
  `[${Array.from({ length: count }, (_, i) => row(inputs, from + i)).join(',')}]`

const BLOCK = 1000

/** Writes a file of rows and returns its path. */
export function rowFile(instrument: Instrument, count: number, seed: number): string {
  const inputs = inputsOf(instrument, count, seed)
  const path = scratchFile(`${instrument.slug}.ndjson`)
  const file = openSync(path, 'w')
  for (let from = 0; from < count; from += BLOCK) {
    const block = Array.from({ length: Math.min(BLOCK, count - from) }, (_, i) => `${row(inputs, from + i)}\n`)
    writeSync(file, block.join(''))
  }
  closeSync(file)
  return path
}

export interface Streamed {
  readonly status: number
  readonly rows: number
  /** Answered rows that are not 200, and rows without an answer. */
  readonly faults: number
  readonly seconds: number
}

const LINE_FEED = 10
const FAILED = '"problem":{'

/** Sends a file of rows to a batch route and reads the answers as they come. */
export async function stream(url: string, path: string, expected: number): Promise<Streamed> {
  const started = performance.now()
  const call = request(url, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' } })
  const answered = new Promise<Omit<Streamed, 'seconds' | 'faults'> & { readonly failed: number }>(
    (resolve, reject) => {
      call.on('error', reject)
      call.on('response', (response) => {
        let rows = 0
        let failed = 0
        response.on('data', (chunk: Buffer) => {
          for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, at + 1)) rows++
          for (let at = chunk.indexOf(FAILED); at !== -1; at = chunk.indexOf(FAILED, at + 1)) failed++
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, rows, failed }))
        response.on('error', reject)
      })
    },
  )
  const [{ status, rows, failed }] = await Promise.all([answered, pipeline(createReadStream(path), call)])
  const lost = Math.abs(expected - rows)
  return {
    status,
    rows,
    faults: failed + lost + (status === 200 ? 0 : 1),
    seconds: (performance.now() - started) / 1000,
  }
}
