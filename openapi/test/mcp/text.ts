/** How much a model has to read, counted as o200k tokens, and that what it reads is complete. */
import { instruments } from '@activity-scores/services/registry'
import { inputSchemaOf, walk } from '@activity-scores/shared/engine/json-schema'
import { encode } from 'gpt-tokenizer/encoding/o200k_base'
import t from 'tap'
import { briefOf, protocolBrief } from '../../src/mcp/brief.js'
import { messageOf, post } from './connected.js'
import { app } from './served.js'

const MOST_FOR_TOOLS = 1300
const MOST_FOR_BRIEF = 3000
const MOST_FOR_PROTOCOL = 14_000

const tokensOf = (text: string): number => encode(text).length

t.test('the list of tools', async (t) => {
  const { tools } = (await post(app, messageOf('tools/list'))).json().result
  const count = tokensOf(JSON.stringify(tools))
  t.comment(`${count} tokens`)
  t.ok(count < MOST_FOR_TOOLS, `${count} tokens`)
})

t.test('the brief description of each instrument: small, and nothing of it is left out', async (t) => {
  const counts: number[] = []
  for (const instrument of instruments) {
    const { slug, bands, criteria, citations, examples, rules } = instrument
    const text = briefOf(instrument)
    const count = tokensOf(text)
    counts.push(count)
    t.ok(count < MOST_FOR_BRIEF, `${slug}: ${count} tokens`)
    const wanted = [
      ...bands.flatMap((set) => [set.id, ...set.bands.map(({ code }) => code)]),
      ...criteria.flatMap(({ id, rule }) => [id, rule]),
      ...citations.map(({ text: cited }) => cited),
      ...rules.map(({ says }) => says.replaceAll('`', '')),
      JSON.stringify(examples[0]?.request),
      ...namesIn(instrument.request),
    ]
    for (const part of wanted) if (!text.includes(part)) t.fail(`${slug} lacks ${part}`)
  }
  counts.sort((a, b) => a - b)
  t.comment(
    `${counts.reduce((sum, count) => sum + count, 0)} tokens, median ${counts[counts.length >> 1]}, most ${counts.at(-1)}`,
  )
})

/** Every field, unit and code that a request takes; parts of names that are written as pairs of two lists. */
function namesIn(request: (typeof instruments)[number]['request']): readonly string[] {
  const names = new Set<string>()
  walk(inputSchemaOf(request), ({ properties = {}, enum: codes = [] }) => {
    for (const name of Object.keys(properties)) for (const part of name.split('-')) names.add(part)
    for (const code of codes) if (code !== null) names.add(String(code))
  })
  return [...names].filter((name) => !['<', '<=', '>', '>='].includes(name))
}

t.test('a protocol', async (t) => {
  for (const { id: protocolId } of (await app.inject('/v1/protocols')).json().protocols) {
    const protocol = (await app.inject(`/v1/protocols/${protocolId}`)).json()
    const text = protocolBrief(protocol, instruments)
    const count = tokensOf(text)
    t.comment(`${protocolId}: ${count} tokens`)
    t.ok(count < MOST_FOR_PROTOCOL, `${count} tokens`)
    const { inputs, readings, criteria, arms } = protocol
    const ids = [...criteria, ...arms].map(({ id }) => id)
    for (const name of [...Object.keys(inputs), ...Object.keys(readings), ...ids])
      if (!text.includes(name)) t.fail(`${protocolId} lacks ${name}`)
  }
})
