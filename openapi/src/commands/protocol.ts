/**
 * `npm run protocol -- check file.json`: every fault of a protocol file with its line, its examples too. `explain file.json`: its
 * criteria in words, rule by rule. `try file.json record.json`: the screening log of a request. Rendering is data and words: the
 * file is the protocol.
 */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { instruments } from '@activity-scores/services/registry'
import { instrumentSetOf } from '@activity-scores/shared/engine/instrument-set'
import { main, UsageError } from '@activity-scores/shared/http/run'
import { type ScreenExecutor, screenExecutor } from '../screen/executor.js'
import { explained } from '../screen/explain.js'

const USAGE = `Usage: npm run protocol -- check <file.json>
       npm run protocol -- explain <file.json>
       npm run protocol -- try <file.json> <record.json>
A protocol file has the name of its id. A record is the body of a screening; docs/protocols.md shows both.`

/** Checked as a gateway checks it before it listens: a fault ends the program with its sentence. */
async function checked(file: string): Promise<ScreenExecutor> {
  const executor = screenExecutor(basename(file, '.json'), file, instrumentSetOf(instruments))
  await executor.prepare?.()
  return executor
}

async function tried(file: string, record: string): Promise<string> {
  const executor = await checked(file)
  const { status, body } = await executor.fromBytes(readFileSync(record), { form: 'markdown', requestId: '' })
  if (status === 200) return String(body)
  process.exitCode = 1
  const { errors } = JSON.parse(String(body)) as { readonly errors: readonly { pointer: string; message: string }[] }
  return `${record} is refused.\n${errors.map(({ pointer, message }) => `  ${pointer}: ${message}`).join('\n')}\n`
}

await main(async () => {
  const [what, file, record, ...more] = process.argv.slice(2)
  if (file === undefined || more.length > 0) throw new UsageError(USAGE)
  if (what === 'check' && record === undefined) {
    const { protocol } = (await checked(file)).plan()
    process.stdout.write(
      `${protocol.id} ${protocol.version}: ${protocol.criteria.length} criteria, ${Object.keys(protocol.inputs).length} inputs, ${protocol.examples.length} examples come out.\n`,
    )
  } else if (what === 'explain' && record === undefined)
    process.stdout.write(explained((await checked(file)).plan().protocol))
  else if (what === 'try' && record !== undefined) process.stdout.write(await tried(file, record))
  else throw new UsageError(USAGE)
})
