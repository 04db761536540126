import { type Json, post } from '@activity-scores/shared/testing/testing'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { usualGateway } from '../helpers.js'
import {
  common,
  type Example,
  examplesOf,
  exclusionNamed,
  myositis,
  sjogren,
  stateNamed,
  systemicSclerosis,
} from './rows.js'

const PROTOCOL = 'screen/nct06464679'

interface Arm {
  readonly file: string
  readonly rows: number
  readonly arm: string
  readonly inputs: (example: Example) => Readonly<Record<string, unknown>>
  /** Member of `expected` by criterion; `EX:` marks an exclusion, a slash a part of a criterion. */
  readonly expected: Readonly<Record<string, string>>
}

const arms: readonly Arm[] = [
  {
    file: 'nct06464679-ssc-arm',
    rows: 14,
    arm: 'systemic-sclerosis',
    inputs: systemicSclerosis,
    expected: {
      classification: 'SSc-1',
      ildClause: 'SSc-2',
      relapsedRefractory: 'SSc-3',
      skinProgression: 'SSc-4/skin',
      lungProgression: 'SSc-4/lung',
      progressive: 'SSc-4',
    },
  },
  {
    file: 'nct06464679-iim-arm',
    rows: 16,
    arm: 'myositis',
    inputs: myositis,
    expected: {
      classification: 'IIM-1',
      muscleRule: 'IIM-2',
      antibody: 'IIM-3',
      relapsedRefractory: 'IIM-4',
      exclusionDrugInduced: 'EX:IIM-X1',
      exclusionIbm: 'EX:IIM-X2',
      exclusionTumour: 'EX:IIM-X3',
    },
  },
  {
    file: 'nct06464679-sjogren-arm',
    rows: 13,
    arm: 'sjogren',
    inputs: sjogren,
    expected: { classification: 'pSS-1', essdai: 'pSS-2', relapsedRefractory: 'pSS-3' },
  },
]

const criterionOf = (json: Json, id: string): Json => json.criteria.find((criterion: Json) => criterion.id === id)

async function screened(app: FastifyInstance, body: object): Promise<Json> {
  const { status, json } = await post(app, PROTOCOL, body)
  if (status !== 200) throw new Error(JSON.stringify(json))
  return json
}

/** Strong Kleene AND of states. */
const both = (...states: readonly string[]): string =>
  states.includes('not_met') ? 'not_met' : states.includes('undetermined') ? 'undetermined' : 'met'

for (const { file, rows, arm, inputs, expected } of arms) {
  t.test(`rows of ${file}`, async (t) => {
    const app = await usualGateway()
    const examples = examplesOf(file)
    t.equal(examples.length, rows)
    for (const example of examples) {
      const json = await screened(app, { arm, asOf: '2026-03-01', undated: 'as-of', inputs: inputs(example) })
      for (const [member, wanted] of Object.entries(example.expected)) {
        if (member === 'arm' || member === 'anyExclusion') continue
        const [, excluded, id = '', part] = /^(EX:)?([^/]+)(?:\/(.+))?$/.exec(expected[member] ?? '') ?? []
        const criterion = criterionOf(json, id)
        const state = part ? criterion?.parts.find((each: Json) => each.id === part)?.state : criterion?.state
        t.equal(state, excluded ? exclusionNamed(wanted) : stateNamed(wanted), `${example.id} ${member}`)
      }
      const { armInclusion, armExclusion } = json.groups
      t.equal(both(armInclusion, armExclusion), stateNamed(example.expected['arm']), `${example.id} arm`)
      if (example.expected['anyExclusion'] !== undefined)
        t.equal(
          exclusionNamed(armExclusion === 'undetermined' ? armExclusion : armExclusion === 'met' ? 'not_met' : 'met'),
          exclusionNamed(example.expected['anyExclusion']),
          `${example.id} anyExclusion`,
        )
    }
  })
}

t.test('rows of nct06464679-ra-arm-and-common', async (t) => {
  const app = await usualGateway()
  const examples = examplesOf('nct06464679-ra-arm-and-common')
  t.equal(examples.length, 35)
  for (const example of examples) {
    const json = await screened(app, { arm: 'rheumatoid-arthritis', undated: 'as-of', ...common(example) })
    const criterion = criterionOf(json, example.inputs['criterion'] ?? '')
    t.equal(criterion?.state, example.expected['result'], example.id)
    for (const part of ['sjc66', 'tjc68'] as const) {
      if (example.expected[part] === undefined) continue
      t.equal(
        criterion.parts.find((each: Json) => each.id === part)?.state,
        example.expected[part],
        `${example.id} ${part}`,
      )
    }
  }
})
