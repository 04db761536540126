/** What is missing in a screening: an enzyme without its limit decides nothing, and what was used instead is told. */
import { readFileSync } from 'node:fs'
import { type Json, post } from '@activity-scores/shared/testing/testing'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { usualGateway } from '../helpers.js'

const SLUG = 'screen/nct06464679'
const example = (name: string): Json =>
  JSON.parse(readFileSync(new URL(`../../../examples/${name}.json`, import.meta.url), 'utf8'))

async function criterionOf(app: FastifyInstance, name: string, id: string, change: (inputs: Json) => void) {
  const request = example(name)
  change(request.inputs)
  const { json } = await post(app, SLUG, request)
  return json.criteria.find((each: Json) => each.id === id)
}

const codes = ({ flags }: Json): readonly string[] => flags.map(({ code }: Json) => code)
const cm = (value: number) => ({ value, unit: 'cm' })
const enzyme = (value: number, upperLimit?: number) => ({ value, unit: 'U/L', ...(upperLimit ? { upperLimit } : {}) })
const FOUR = { ck: enzyme(30, 40), ldh: enzyme(30, 40), ast: enzyme(30, 40), alt: enzyme(30, 40) }

/** Physician global of 3 cm is the one abnormal measure; an enzyme would be the second. */
const quiet = (inputs: Json, enzymes: object): void => {
  for (const name of ['haq', 'mmt8']) delete inputs[name]
  Object.assign(inputs, {
    muscleInvolvement: true,
    mmt8Bilateral: 130,
    physicianGlobal: cm(3),
    patientGlobal: cm(1),
    extramuscularActivity: cm(1),
    haqDi: 0,
    enzymes,
  })
}

t.test('enzymes of the core set', async (t) => {
  const app = await usualGateway()
  const muscles = (enzymes: object) =>
    criterionOf(app, 'myositis-undetermined', 'IIM-2', (inputs) => quiet(inputs, enzymes))
  const open = await muscles({ ...FOUR, aldolase: enzyme(30) })
  t.equal(open.state, 'undetermined')
  t.same(open.missing, ['enzymes.aldolase.upperLimit'])
  t.same(codes(open), [])
  t.equal((await muscles({ ...FOUR, ck: enzyme(60, 40), aldolase: enzyme(30) })).state, 'met', 'CK decides')
  const whole = await muscles({ ...FOUR, aldolase: enzyme(30, 40) })
  t.equal(whole.state, 'not_met')
  t.same(codes(whole), [])
  const one = await muscles({ ck: enzyme(30, 40) })
  t.equal(one.state, 'not_met')
  t.same(codes(one), ['enzymes_not_all_measured'])
  t.match(one.flags[0].message, 'Only creatine kinase')
})

t.test('lung function: corrected for haemoglobin first, and what it was used instead of is told', async (t) => {
  const app = await usualGateway()
  const percent = (value: number) => ({ value, unit: '%' })
  const lung = (more: object) =>
    criterionOf(app, 'systemic-sclerosis-ineligible', 'SSc-2', (inputs) => {
      for (const name in inputs) if (/^(fvc|dlco)/.test(name)) delete inputs[name]
      Object.assign(inputs, { ildPresent: true, hrctGroundGlass: true, fvcPercentPredicted: percent(80), ...more })
    })
  const both = await lung({ dlcoPercentPredicted: percent(65), dlcoCorrectedPercentPredicted: percent(72) })
  t.equal(both.state, 'not_met')
  t.ok(codes(both).includes('dlco_corrected_used'))
  const alone = await lung({ dlcoCorrectedPercentPredicted: percent(72) })
  t.notOk(codes(alone).includes('dlco_corrected_used'))
})
