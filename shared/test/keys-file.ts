/** A file of API keys for one test. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KeyEntry } from '../src/identity/keys.js'

export function keysFile(...keys: readonly KeyEntry[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'keys-')), 'keys.json')
  writeFileSync(file, JSON.stringify({ keys }))
  return file
}
