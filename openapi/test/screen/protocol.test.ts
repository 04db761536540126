import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { instruments } from '@activity-scores/services/registry'
import { type Json, post } from '@activity-scores/shared/testing/testing'
import t, { type Test } from 'tap'
import { PROTOCOLS } from '../../src/files/paths.js'
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
    [...protocolFiles([PROTOCOLS, FOLDER]).keys()],
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
    // A part is not counted by itself: of itself, or of what does not ask for it, it would be lost, and the verdict with it.
    [
      '"rule": { "fact": "smoker" }',
      '"within": "X-1", "rule": { "fact": "smoker" }',
      /the rule of "X-1" does not ask for "X-1"/,
    ],
    [
      '"rule": { "fact": "smoker" }',
      '"within": "I-1", "rule": { "fact": "smoker" }',
      /the rule of "I-1" does not ask for "X-1", which would decide nothing/,
    ],
    [
      '"sources": [{ "call": "cdai", "value": "score" }]',
      '"sources": [{ "measure": "cdai", "spread": 1 }]',
      /"cdai" leans on itself/,
    ],
  ]
  hold(t, rows)
})

t.test('S4: a statement of the wrong kind, an empty range, an impossible limit', async (t) => {
  const smokes = '"rule": { "fact": "smoker" }'
  hold(t, [
    [
      '{ "age": "birthDate", "on": "asOf", "atLeast": 18 }',
      '{ "fact": "birthDate" }',
      /"birthDate" is no yes or no, but a day/,
    ],
    [smokes, '"rule": { "age": "smoker", "on": "asOf", "atLeast": 18 }', /"smoker" is no day, but a yes or no/],
    [smokes, '"rule": { "from": "smoker", "to": "asOf", "months": { "atLeast": 6 } }', /"smoker" is no day/],
    [smokes, '"rule": { "from": "birthDate", "to": "asOf" }', /needs months or days/],
    [smokes, '"rule": { "choice": "smoker", "in": ["yes"] }', /"smoker" is no word, but a yes or no/],
    [smokes, '"rule": { "number": "smoker", "above": 1 }', /"smoker" is no number/],
    [smokes, '"rule": { "number": "patientGlobal", "above": 1 }', /"patientGlobal" is no number, but a object/],
    [smokes, '"rule": { "number": "patientGlobal.unit", "above": 1 }', /"patientGlobal\.unit" leads to no number/],
    [smokes, '"rule": { "taken": "smoker", "drugs": ["a"] }', /"smoker" is no list/],
    [smokes, '"rule": { "rule": "smokes" }', /there is no rule "smokes"/],
    [
      smokes,
      '"applies": { "when": { "fact": "birthDate" }, "otherwise": "x" }, "rule": { "fact": "smoker" }',
      /is no yes or no/,
    ],
    [
      '{ "measure": "cdai", "above": 22 }',
      '{ "measure": "cdai", "above": 22, "below": 22 }',
      /no number is above or at 22 and below or at 22/,
    ],
    ['"range": [0, 76]', '"range": [76, 0]', /the least, 76, is greater than the greatest, 0/],
    [
      '"title": "Smokes" }',
      '"title": "Smokes" }, "packs": { "type": "integer", "title": "Packs", "min": 9, "max": 1 }',
      /the least, 9/,
    ],
    [
      '"physicianGlobal": "physicianGlobal"',
      '"physicianGlobal": "smoker"',
      /"smoker" is a yes or no, cdai\.physicianGlobal takes a object/,
    ],
    [
      '"collisions": [],',
      '"excludes": [{ "id": "x", "of": [{ "measure": "cdai", "above": 1 }], "says": "x", "answer": "refuse" }],',
      /about inputs alone/,
    ],
    ['"collisions": [],', '"birth": "smoker",', /"smoker" is no day/],
    ['"collisions": [],', '"rules": { "a": { "rule": "b" }, "b": { "rule": "a" } },', /"a" leans on itself/],
  ])
})

type Row = readonly [from: string, to: string, said: RegExp]

function hold(t: Test, rows: readonly Row[]): void {
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
}

t.test('S4: an example that does not come out is a fault, and so is one that is refused', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'protocols-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const wrong = (request: object, expect: object): Promise<unknown> => {
    const example = { name: 'smokes', title: 'Smokes', source: 'test', request, expect }
    writeFileSync(join(folder, FILE), text.replace('"examples": []', `"examples": [${JSON.stringify(example)}]`))
    return gateway(t, { PROTOCOLS_DIR: folder })
  }
  const request = { arm: 'one', asOf: '2026-01-01', inputs: { smoker: true } }
  await t.rejects(wrong(request, { verdict: 'eligible' }), /smokes: the verdict is ineligible, not eligible/)
  await t.rejects(wrong(request, { states: { 'X-1': 'met' } }), /smokes: X-1 is excluded, not met/)
  await t.rejects(wrong({ ...request, arm: 'two' }, {}), /second-trial\.json:\d+: examples\.0\.request: smokes: \/arm/)
  await t.resolves(wrong(request, { verdict: 'ineligible', states: { 'X-1': 'excluded', 'I-1': 'undetermined' } }))
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
