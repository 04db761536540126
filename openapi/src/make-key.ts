/**
 * `npm run key -- <holder> <scope>... [--expires YYYY-MM-DD]`: a new API key, shown this once, and its entry for AUTH_KEYS_FILE.
 * With `--file keys.json` the entry is added there, or takes the place of the holder's former one.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type KeyEntry, newKey } from '@activity-scores/shared/identity/keys'
import { main, UsageError } from '@activity-scores/shared/run'

const USAGE = `Usage: npm run key -- <holder> <scope>... [--expires YYYY-MM-DD] [--file keys.json]
A holder is written in lower-case letters, digits and hyphens. Scopes: compute, compute:{slug}, metrics.`

function made(holder: string, scopes: readonly string[], expires: string | undefined): readonly [string, KeyEntry] {
  try {
    return newKey(holder, scopes, expires)
  } catch {
    throw new UsageError(USAGE)
  }
}

function add(file: string, entry: KeyEntry): void {
  const { keys } = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { keys: KeyEntry[] }) : { keys: [] }
  const others = keys.filter(({ id }) => id !== entry.id)
  // Whoever reads the file meanwhile sees the former or the new one, whole.
  writeFileSync(`${file}.new`, `${JSON.stringify({ keys: [...others, entry] }, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

await main(async () => {
  const { values, positionals } = parseArgs({
    options: { expires: { type: 'string' }, file: { type: 'string' } },
    allowPositionals: true,
  })
  const [holder = '', ...scopes] = positionals
  const [key, entry] = made(holder, scopes, values.expires)
  if (values.file === undefined) process.stdout.write(`${JSON.stringify({ keys: [entry] }, null, 2)}\n`)
  else add(values.file, entry)
  process.stderr.write(`The key of ${holder}, shown this once: ${key}\n`)
})
