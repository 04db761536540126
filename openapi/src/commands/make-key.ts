/**
 * `npm run key -- <holder> <scope>... [--expires YYYY-MM-DD]`: a new API key, shown this once, and its entry for AUTH_KEYS_FILE.
 * With `--file keys.json` the entry is added there, or takes the place of the holder's former one.
 */
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { main, UsageError } from '@activity-scores/shared/http/run'
import { type KeyEntry, KeyFile, newKey } from '@activity-scores/shared/identity/keys'

const USAGE = `Usage: npm run key -- <holder> <scope>... [--expires YYYY-MM-DD] [--file keys.json]
A holder is written in lower-case letters, digits and hyphens. Scopes: compute, compute:{slug}, metrics, and relay for a gateway toward its services.`

function made(holder: string, scopes: readonly string[], expires: string | undefined): readonly [string, KeyEntry] {
  try {
    return newKey(holder, scopes, expires)
  } catch {
    throw new UsageError(USAGE)
  }
}

function keysIn(file: string): readonly KeyEntry[] {
  try {
    return KeyFile.parse(JSON.parse(readFileSync(file, 'utf8'))).keys
  } catch {
    throw new UsageError(`${file} is not a file of API keys that can be read; it was left as it is.`)
  }
}

function add(file: string, entry: KeyEntry): void {
  const isThere = existsSync(file)
  const others = (isThere ? keysIn(file) : []).filter(({ id }) => id !== entry.id)
  // Whoever reads the file meanwhile sees the former or the new one, whole.
  writeFileSync(`${file}.new`, `${JSON.stringify({ keys: [...others, entry] }, null, 2)}\n`, {
    // Hashes give nothing away, and the process that reads them is often another user.
    mode: isThere ? statSync(file).mode : 0o644,
  })
  renameSync(`${file}.new`, file)
}

function given() {
  try {
    return parseArgs({ options: { expires: { type: 'string' }, file: { type: 'string' } }, allowPositionals: true })
  } catch {
    throw new UsageError(USAGE)
  }
}

await main(async () => {
  const { values, positionals } = given()
  const [holder = '', ...scopes] = positionals
  const [key, entry] = made(holder, scopes, values.expires)
  if (values.file === undefined) process.stdout.write(`${JSON.stringify({ keys: [entry] }, null, 2)}\n`)
  else add(values.file, entry)
  process.stderr.write(`The key of ${holder}, shown this once: ${key}\n`)
})
