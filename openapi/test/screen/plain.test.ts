/** The second opinion itself, against the worked rows of the clinical files. */
import '@activity-scores/shared/testing/patience'
import t from 'tap'
import type { ArmId } from '../../programs/kit/patients.js'
import { judge } from './plain.js'
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

interface Arm {
  readonly arm: ArmId
  readonly file: string
  readonly inputs: (example: Example) => Readonly<Record<string, unknown>>
  /** Criterion by member of `expected`. */
  readonly inclusion: Readonly<Record<string, string>>
  readonly exclusion: Readonly<Record<string, string>>
}

const arms: readonly Arm[] = [
  {
    arm: 'systemic-sclerosis',
    file: 'nct06464679-ssc-arm',
    inputs: systemicSclerosis,
    inclusion: { classification: 'SSc-1', ildClause: 'SSc-2', relapsedRefractory: 'SSc-3', progressive: 'SSc-4' },
    exclusion: {},
  },
  {
    arm: 'myositis',
    file: 'nct06464679-iim-arm',
    inputs: myositis,
    inclusion: { classification: 'IIM-1', muscleRule: 'IIM-2', antibody: 'IIM-3', relapsedRefractory: 'IIM-4' },
    exclusion: { exclusionDrugInduced: 'IIM-X1', exclusionIbm: 'IIM-X2', exclusionTumour: 'IIM-X3' },
  },
  {
    arm: 'sjogren',
    file: 'nct06464679-sjogren-arm',
    inputs: sjogren,
    inclusion: { classification: 'pSS-1', essdai: 'pSS-2', relapsedRefractory: 'pSS-3' },
    exclusion: {},
  },
]

for (const { arm, file, inputs, inclusion, exclusion } of arms) {
  t.test(`rows of ${file}`, async (t) => {
    for (const example of examplesOf(file)) {
      const { criteria } = judge({ arm, asOf: '2026-03-01', undated: 'as-of', inputs: inputs(example) })
      for (const [member, id] of Object.entries(inclusion))
        t.equal(criteria[id], stateNamed(example.expected[member]), `${example.id} ${id}`)
      for (const [member, id] of Object.entries(exclusion))
        t.equal(criteria[id], exclusionNamed(example.expected[member]), `${example.id} ${id}`)
    }
  })
}

/** What the cohort never sends and the second opinion therefore cannot read. */
const UNREAD = ['joints', 'das28Esr', 'cdai', 'functionalClass']

t.test('rows of nct06464679-ra-arm-and-common', async (t) => {
  let judged = 0
  for (const example of examplesOf('nct06464679-ra-arm-and-common')) {
    const { asOf, inputs } = common(example)
    const sent = Object.entries(inputs).filter(([, value]) => value !== null && value !== undefined)
    if (sent.some(([name, value]) => UNREAD.includes(name) || Object(value).comparator)) continue
    judged += 1
    const { criteria } = judge({ arm: 'rheumatoid-arthritis', asOf, undated: 'as-of', inputs })
    t.equal(criteria[example.inputs['criterion'] ?? ''], example.expected['result'], example.id)
  }
  t.equal(judged, 28)
})
