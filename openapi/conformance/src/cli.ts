#!/usr/bin/env node
/**
 * Tries a calculator on the cases:
 *
 *     activity-scores-conformance --http http://127.0.0.1:3000
 *     activity-scores-conformance --command "python calc.py" --map names.json --only das28-esr --level 2
 *
 * Ends with 0 where all that could be asked passed, 1 on a failure, 2 where nothing could be asked.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Level, readCases } from './cases.js'
import type { NameMap } from './map.js'
import { FORMATS, type Format } from './report.js'
import { type RunOptions, run } from './run.js'
import { commandTarget, httpTarget, type Target } from './targets.js'

const USAGE = `activity-scores-conformance --http URL | --command "program"
  --api-key KEY      sent as X-Api-Key, with --http
  --map FILE         other names of fields and units (JSON; see the README)
  --only SLUG        an instrument; may stand several times
  --level 1|2|3      1 published values, 2 also cut-offs, units, missing data, 3 also rulings of Activity Scores (default)
  --reported         judges printed decimals instead of unrounded values
  --tap --json --junit`

function fail(text: string): never {
  process.stderr.write(`${text}\n${USAGE}\n`)
  process.exit(2)
}

function argumentsGiven() {
  try {
    return parseArgs({
      options: {
        http: { type: 'string' },
        command: { type: 'string' },
        'api-key': { type: 'string' },
        map: { type: 'string' },
        only: { type: 'string', multiple: true },
        level: { type: 'string' },
        reported: { type: 'boolean' },
        tap: { type: 'boolean' },
        json: { type: 'boolean' },
        junit: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}

const given = argumentsGiven()

function targetOf(): Target {
  if ((given.http === undefined) === (given.command === undefined)) return fail('Give --http or --command.')
  if (given.command !== undefined) return commandTarget(given.command)
  const key = given['api-key']
  return httpTarget(given.http ?? '', key === undefined ? {} : { 'x-api-key': key })
}

const level = Number(given.level ?? 3)
if (![1, 2, 3].includes(level)) fail(`--level is 1, 2 or 3, not ${given.level}`)
const files = readCases()
const known = files.map(({ instrument }) => instrument)
for (const slug of given.only ?? [])
  if (!known.includes(slug)) fail(`No instrument ${slug}; there are ${known.join(', ')}.`)

const options: RunOptions = {
  level: level as Level,
  reportedOnly: given.reported ?? false,
  ...(given.only ? { only: given.only } : {}),
  ...(given.map === undefined ? {} : { map: JSON.parse(readFileSync(given.map, 'utf8')) as NameMap }),
}
const target = targetOf()
const outcomes = await run(target, files, options)
await target.close()
const format = (['tap', 'json', 'junit'] as const).find((name) => given[name]) ?? ('text' satisfies Format)
process.stdout.write(`${FORMATS[format](outcomes)}\n`)
const states = new Set(outcomes.map(({ verdict }) => verdict.state))
process.exitCode = states.has('failed') ? 1 : states.has('passed') ? 0 : 2
