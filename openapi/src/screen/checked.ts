/**
 * Which protocol files of a folder are those that were checked: `SHA256SUMS` beside them is written where every one of them has
 * been (`npm run openapi`), and can be held against them by `sha256sum -c`, too. A file that is not listed there as it stands
 * is checked before anybody is let in (decision 119).
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { protocolFiles } from './load.js'

const SUMS = 'SHA256SUMS'

const lineOf = (path: string): string =>
  `${createHash('sha256').update(readFileSync(path)).digest('hex')}  ${basename(path)}`

export const sumsPath = (folder: string): string => join(folder, SUMS)

/** What `SHA256SUMS` has to say of the folder as it is. */
export const sumsOf = (folder: string): string =>
  [...protocolFiles([folder]).values()].map((path) => `${lineOf(path)}\n`).join('')

/** Ids of the protocols whose file is the one that was checked. */
export function checkedIn(folder: string): ReadonlySet<string> {
  const listed = new Set(listIn(folder).split('\n'))
  return new Set([...protocolFiles([folder])].flatMap(([id, path]) => (listed.has(lineOf(path)) ? [id] : [])))
}

function listIn(folder: string): string {
  try {
    return readFileSync(sumsPath(folder), 'utf8')
  } catch {
    return ''
  }
}
