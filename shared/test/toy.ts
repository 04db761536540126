/** An instrument of no clinical meaning with every kind of field, for tests of what surrounds instruments. */
import * as z from 'zod'
import {
  jointCountMethod,
  patientGlobal,
  swollenJointCount28,
  tenderJointCount28,
  wholeJointCounts,
} from '../src/contract/fields.js'
import { defineInstrument, type Rule } from '../src/contract/instrument.js'
import { bandSet, categoryWithin } from '../src/language/bands.js'
import { criterion } from '../src/language/criteria.js'
import { isoDate, partialDate } from '../src/language/dates.js'
import { exactly, isAbove } from '../src/language/interval.js'
import { undetermined } from '../src/language/kleene.js'
import { quantity } from '../src/language/quantity.js'
import { report } from '../src/language/rounding.js'
import { analytes } from '../src/language/units.js'

const visit = z
  .strictObject({
    date: isoDate.nullish().describe('Day of the visit'),
    dlco: quantity(analytes.dlco, 'DLCO').nullish(),
    grade: z.int().min(0).max(3).nullish().describe('A whole number'),
  })
  .nullish()

export const Request = z.strictObject({
  age: z.int().min(18).max(120).describe('Completed years'),
  tenderJointCount28,
  swollenJointCount28,
  jointCountMethod,
  patientGlobal,
  creatinine: quantity(analytes.creatinine, 'Serum creatinine').nullish(),
  esr: quantity(analytes.esr, 'ESR').nullish(),
  fvcPercentPredicted: quantity(analytes.fvcPercentPredicted, 'FVC').nullish(),
  index: z.number().min(0).max(3).nullish().describe('A number on its own scale'),
  confirmed: z.boolean().nullish().describe('Yes or no'),
  onset: partialDate.nullish().describe('Onset, as well as it is known'),
  aids: z
    .array(z.enum(['cane', 'walker', 'crutches', 'wheelchair']))
    .max(4)
    .nullish()
    .describe('Aids'),
  baseline: visit.describe('First visit'),
  followUp: visit.describe('Second visit'),
})
export type Request = z.infer<typeof Request>

const sameUnit: Rule<Request> = {
  fields: ['baseline.dlco', 'followUp.dlco'],
  says: 'Both visits give `dlco` in one unit.',
  check: ({ baseline, followUp }) => {
    const [first, second] = [baseline?.dlco?.unit, followUp?.dlco?.unit]
    if (!first || !second || first === second) return []
    const message = 'followUp.dlco must have the unit of baseline.dlco. Send both visits in one unit.'
    return [{ pointer: '/followUp/dlco/unit', code: 'unit_mismatch', message }]
  },
}

const inOrder: Rule<Request> = {
  fields: ['baseline.date', 'followUp.date'],
  says: '`followUp.date` is later than `baseline.date`.',
  check: ({ baseline, followUp }) => {
    const [first, second] = [baseline?.date, followUp?.date]
    if (!first || !second || first < second) return []
    const message = 'followUp.date must be later than baseline.date. Correct the dates.'
    return [{ pointer: '/followUp/date', code: 'dates_not_in_order', message }]
  },
}

const bands = bandSet('toy', 'no source', [
  { code: 'few', label: 'Few joints', upTo: 5 },
  { code: 'many', label: 'Many joints' },
])
const above5 = { id: 'above-5', rule: 'count > 5', source: 'no source' }

/** Twenty-seven tender joints make it fail, with the whole input in the message of the error. */
const FAILS_AT = 27

export const toy = defineInstrument<Request>({
  slug: 'toy',
  condition: 'any',
  title: 'Toy',
  version: '1.0.0',
  summary: 'Counts joints.',
  formula: 'The tender joint count.',
  population: 'Nobody',
  notFor: ['Anything.'],
  citations: [{ text: 'No source.', id: 'doi:10.0000/none', verified: false }],
  rights: null,
  provenance: [],
  bands: [bands],
  criteria: [above5],
  request: Request,
  rules: [...wholeJointCounts, sameUnit, inOrder],
  inputs: z.looseObject({}),
  details: z.strictObject({}),
  examples: [{ name: 'few', title: 'Few', source: 'by hand', request: { age: 50, tenderJointCount28: 4 }, expect: {} }],
  compute(input) {
    const count = input.tenderJointCount28 ?? null
    if (count === FAILS_AT) throw new RangeError(`cannot count ${JSON.stringify(input)}`)
    const range = count === null ? null : exactly(count)
    const category = categoryWithin(bands, range)
    const reported = count === null ? null : report(count, 0)
    return {
      status: count === null ? 'not_computable' : 'computed',
      score: { value: count, reported, unit: '{#}', bounds: null },
      category,
      criteria: [criterion(above5, range ? isAbove(range, 5, []) : undetermined('missing:tenderJointCount28'))],
      terms: [],
      details: {},
      inputs: { tenderJointCount28: count },
      missing: count === null ? ['tenderJointCount28'] : [],
      warnings: count === 0 ? [{ code: 'none_tender', pointer: '/tenderJointCount28', message: 'No joint.' }] : [],
      text: `Toy ${reported ?? 'not computable'}, ${category.code}`,
    }
  },
})
