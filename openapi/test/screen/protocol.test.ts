import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { instruments } from '@activity-scores/services/registry'
import { type Json, post } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { ProtocolError, protocolFiles, readProtocol } from '../../src/screen/load.js'
import { gateway } from '../helpers.js'

const FOLDER = fileURLToPath(new URL('../../../../openapi/test/screen/protocols', import.meta.url))
const FILE = 'second-trial.json'
const text = readFileSync(`${FOLDER}/${FILE}`, 'utf8')

const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length

/** What the loader says of the file with one part replaced. */
function refusal(from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`${from} is not in the file`)
  try {
    readProtocol(text.replace(from, to), FILE, instruments)
  } catch (error) {
    if (error instanceof ProtocolError) return error.message
    throw error
  }
  return 'accepted'
}

t.test('a second trial is a second file', async (t) => {
  const app = await gateway(t, { PROTOCOLS_DIR: FOLDER })
  const list = (await app.inject('/v1/protocols')).json()
  t.same(
    list.protocols.map(({ id }: Json) => id),
    ['nct06464679', 'second-trial'],
  )
  const cm = (value: number) => ({ value, unit: 'cm' })
  const inputs = {
    birthDate: '1990',
    tenderJointCount28: 8,
    swollenJointCount28: 6,
    physicianGlobal: cm(3.5),
    smoker: false,
  }
  const ask = async (more: object, rest: object = {}) =>
    (
      await post(app, 'screen/second-trial', {
        arm: 'one',
        asOf: '2026-01-01',
        inputs: { ...inputs, ...more },
        ...rest,
      })
    ).json
  // cdai-07 and cdai-08 of the clinical specification: 22 exactly, and 22.1.
  t.equal((await ask({ patientGlobal: cm(4.6) })).verdict, 'eligible')
  const exactly = await ask({ patientGlobal: cm(4.5) })
  t.equal(exactly.verdict, 'ineligible')
  t.same(
    exactly.sensitivity.map(({ reading, verdict }: Json) => [reading, verdict.to]),
    [['R1', 'eligible']],
  )
  const open = await ask({})
  t.equal(open.verdict, 'undetermined')
  t.same(
    open.nextInputs.map(({ input }: Json) => input),
    ['patientGlobal'],
  )
  const document = (await app.inject('/openapi.json')).json()
  t.ok(document.paths['/v1/screen/second-trial'], 'it stands in the document')
})

t.test('a faulty file is refused with the line at fault', async (t) => {
  const rows: readonly (readonly [from: string, to: string, said: RegExp])[] = [
    ['"use": "cdai"', '"use": "cdia"', /there is no instrument "cdia"\. Known: /],
    ['"measure": "cdai", "above"', '"measure": "cdia", "above"', /there is no measure "cdia"\. Known: cdai/],
    ['"fact": "smoker"', '"fact": "smokes"', /there is no input "smokes"/],
    ['"of": "cdai.patientGlobal"', '"of": "cdai.patientGlobl"', /there is no field "patientGlobl"/],
    [
      '"physicianGlobal": "physicianGlobal"',
      '"physicianGlobl": "physicianGlobal"',
      /there is no field "physicianGlobl"/,
    ],
    ['"default": "above"', '"default": "over"', /there is no option "over"/],
    [
      '"at-least": { "measure": "cdai", "atLeast": 22 }',
      '"under": { "measure": "cdai", "atLeast": 22 }',
      /there is no option "under"/,
    ],
    ['{ "measure": "cdai", "above": 22 }', '{ "measure": "cdai" }', /needs one of above, atLeast, below, atMost/],
    ['"kind": "exclusion"', '"kind": "exclude"', /Invalid option/],
    ['"version": "0.1.0"', '"version": "1"', /Invalid string/],
    ['"type": "boolean"', '"type": "bool"', /Invalid/],
    [
      '"title": "Smokes" }',
      '"title": "Smokes", "window": { "reading": "R1", "months": { "above": 6 } } }',
      /the option "at-least" of R1 has no months/,
    ],
    [
      '"title": "Smokes" }',
      '"title": "Smokes", "window": { "reading": "R1", "days": { "above": 30 } } }',
      /the option "at-least" of R1 has no days/,
    ],
    ['"id": "I-2"', '"id": "I-1"', /"I-1" stands twice/],
    [
      '"collisions": [],',
      '"options": [{ "field": "visitz", "default": null, "absent": "none" }], "collisions": [],',
      /"visitz" is no part of a request/,
    ],
    [
      '"collisions": [],',
      '"completeLists": [{ "list": "inputs.smokers", "reason": "all" }], "collisions": [],',
      /there is no input "smokers"/,
    ],
    [
      '"collisions": [],',
      '"precedences": [{ "uses": "inputs.smoker", "insteadOf": ["inputs.smokers"], "warning": "w", "reason": "r" }], "collisions": [],',
      /there is no input "smokers"/,
    ],
    [
      '"collisions": [],',
      '"precedences": [{ "uses": "measures.cdai", "insteadOf": ["inputs.smoker"], "warning": "w", "reason": "r" }], "collisions": [],',
      /"cdai" is no measure that inputs.smoker is a finished value of/,
    ],
    ['"title": "Smokes" }', '"title": "Smokes", "needsDate": true }', /only what has a window needs its day/],
    [
      '"rule": { "fact": "smoker" }',
      '"rule": { "atLatestVisit": { "fact": "smoker" } }',
      /atLatestVisit passes over earlier examinations: name it under precedences/,
    ],
    ['"use": "cdai",', '"use": "cdai", "population": ["age"],', /there is no input "age"/],
    ['"rule": { "fact": "smoker" }', '"rule": { "criterion": "X-1" }', /"X-1" leans on itself/],
    [
      '"sources": [{ "call": "cdai", "value": "score" }]',
      '"sources": [{ "measure": "cdai", "spread": 1 }]',
      /"cdai" leans on itself/,
    ],
  ]
  for (const [from, to, said] of rows) {
    const message = refusal(from, to)
    t.match(message, said, to)
    const lines = [...message.matchAll(/second-trial\.json:(\d+): /g)].map(([, line]) => Number(line))
    const expected = lineOf(from)
    t.ok(
      lines.some((line) => Math.abs(line - expected) <= 1),
      `${to}: line ${expected}, told ${lines.join(', ')}`,
    )
  }
})

t.test('not JSON, a key twice, a folder that is not there, an id twice', async (t) => {
  t.match(refusal('"arms": [', '"arms": '), /second-trial\.json cannot be read/)
  t.match(
    refusal('"smoker": {', '"birthDate": {'),
    /second-trial\.json:\d+: inputs\.birthDate: This key stands more than once/,
  )
  t.throws(() => protocolFiles(['/nowhere/at/all']), /must be a folder of protocol files/)
  t.throws(() => protocolFiles([FOLDER, FOLDER]), /states already/)
})
