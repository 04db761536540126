import { BoundsSchema } from '@activity-scores/shared/contract/result-schema'
import { quantity, usedQuantity } from '@activity-scores/shared/language/quantity'
import { type Analyte, analytes } from '@activity-scores/shared/language/units'
import { limitedQuantity, twoUnitQuantity, usedLimitedQuantity } from '@activity-scores/shared/language/upper-limit'
import * as z from 'zod'

const share = (title: string, what: string) =>
  quantity(analytes.leukocyteFraction, `${what}, percent of the leukocytes`)
    .nullish()
    .meta({ title, 'x-group': 'blood count' })

const attributed = (title: string, what: string) =>
  z
    .boolean()
    .nullish()
    .meta({
      title,
      description: `The investigator attributes ${what} to the autoimmune disease itself, which waives its limit; null when not stated`,
      'x-group': 'liver',
    })

/** A limit is a number, never a limit of a limit. */
const siteLimit = (analyte: Analyte, what: string) =>
  quantity({ ...analyte, comparator: false, plausible: analyte.allowed }, `Upper limit of normal of ${what}`)
    .nullish()
    .meta({ title: `Upper limit of ${what}` })

export const Request = z.strictObject({
  wbc: quantity(analytes.leukocytes, 'Leukocytes in blood')
    .nullish()
    .meta({ title: 'Leukocytes', 'x-group': 'blood count' }),
  neutrophils: quantity(analytes.neutrophils, 'Neutrophils in blood, absolute count')
    .nullish()
    .meta({ title: 'Neutrophils, absolute count', 'x-group': 'blood count' }),
  segmentedNeutrophils: share(
    'Segmented neutrophils, percent',
    'Segmented neutrophils, where no absolute count exists; or all neutrophils, if the laboratory does not tell the forms apart, with bandNeutrophils 0',
  ),
  bandNeutrophils: share('Band neutrophils, percent', 'Band neutrophils, where no absolute count exists'),
  csfWithin2Weeks: z.boolean().nullish().meta({
    title: 'Colony-stimulating factor in the 14 days before the neutrophil sample',
    description:
      'A colony-stimulating factor was given in the 14 days before the neutrophil sample, day 14 included; null when the history is not known',
    'x-group': 'blood count',
  }),
  lastCsfDaysBeforeSample: z.int().min(0).max(3650).nullish().meta({
    title: 'Days from the last colony-stimulating factor to the neutrophil sample',
    description:
      'Days from the last dose of a colony-stimulating factor to the neutrophil sample, instead of the above',
    'x-group': 'blood count',
  }),
  csfLongActing: z.boolean().nullish().meta({
    title: 'The last colony-stimulating factor was long-acting',
    description: 'The last colony-stimulating factor was a long-acting (pegylated) form: gives a warning',
    'x-group': 'blood count',
  }),
  haemoglobin: quantity(analytes.haemoglobin, 'Haemoglobin in blood; mmol/L is of the monomer')
    .nullish()
    .meta({ title: 'Haemoglobin', 'x-group': 'blood count' }),
  recentTransfusion: z.boolean().nullish().meta({
    title: 'Red cells transfused in the 14 days before the haemoglobin sample',
    description: 'Red cells were transfused in the 14 days before the haemoglobin sample: gives a warning',
    'x-group': 'blood count',
  }),
  alt: twoUnitQuantity(analytes.transaminase, 'Alanine aminotransferase')
    .nullish()
    .meta({ title: 'ALT', 'x-group': 'liver' }),
  altAttributedToDisease: attributed('A high ALT is attributed to the disease', 'a high ALT'),
  ast: twoUnitQuantity(analytes.transaminase, 'Aspartate aminotransferase')
    .nullish()
    .meta({ title: 'AST', 'x-group': 'liver' }),
  astAttributedToDisease: attributed('A high AST is attributed to the disease', 'a high AST'),
  bilirubin: twoUnitQuantity(analytes.bilirubin, 'Total bilirubin')
    .nullish()
    .meta({ title: 'Total bilirubin', 'x-group': 'liver' }),
  bilirubinAttributedToDisease: attributed('A high bilirubin is attributed to the disease', 'a high bilirubin'),
  gilbert: z.boolean().nullish().meta({
    title: 'Gilbert syndrome',
    description: 'Gilbert syndrome, by coded diagnosis or statement of a physician; null when not known',
    'x-group': 'liver',
  }),
  directBilirubin: quantity(
    analytes.bilirubin,
    'Direct bilirubin of the same sample; only raises the question of Gilbert syndrome',
  )
    .nullish()
    .meta({ title: 'Direct bilirubin', 'x-group': 'liver' }),
  haemolysis: z.boolean().nullish().meta({
    title: 'Haemolysis',
    description: 'Haemolysis; only raises the question of Gilbert syndrome',
    'x-group': 'liver',
  }),
  inr: twoUnitQuantity(analytes.inr, 'International normalised ratio')
    .nullish()
    .meta({ title: 'INR', 'x-group': 'coagulation' }),
  pt: limitedQuantity(
    analytes.prothrombinTime,
    'Prothrombin time in seconds; a ratio or an activity in percent is not accepted',
  )
    .nullish()
    .meta({ title: 'Prothrombin time', 'x-group': 'coagulation' }),
  onAnticoagulant: z.boolean().nullish().meta({
    title: 'Takes a vitamin K antagonist',
    description: 'Takes a vitamin K antagonist, which raises the INR: gives a warning, the limit is the same',
    'x-group': 'coagulation',
  }),
  siteUpperLimits: z
    .strictObject({
      alt: siteLimit(analytes.transaminase, 'ALT'),
      ast: siteLimit(analytes.transaminase, 'AST'),
      bilirubin: siteLimit(analytes.bilirubin, 'total bilirubin'),
      inr: siteLimit(analytes.inr, 'INR'),
      pt: siteLimit(analytes.prothrombinTime, 'prothrombin time'),
    })
    .nullish()
    .meta({
      title: 'Upper limits of normal of the site',
      description: 'Upper limits of the site’s own laboratory, used with a warning where a report printed none',
    }),
})
export type Request = z.infer<typeof Request>

const flag = z.boolean().nullable()

const transaminase = (what: string) => usedLimitedQuantity(analytes.transaminase, what)

export const Inputs = z.strictObject({
  wbc: usedQuantity(analytes.leukocytes, 'Leukocytes'),
  neutrophils: usedQuantity(analytes.neutrophils, 'Neutrophils'),
  segmentedNeutrophils: usedQuantity(analytes.leukocyteFraction, 'Segmented neutrophils'),
  bandNeutrophils: usedQuantity(analytes.leukocyteFraction, 'Band neutrophils'),
  csfWithin2Weeks: flag.describe('As sent or by the days; null when not known'),
  lastCsfDaysBeforeSample: z.int().nullable(),
  csfLongActing: flag,
  haemoglobin: usedQuantity(analytes.haemoglobin, 'Haemoglobin'),
  recentTransfusion: flag,
  alt: transaminase('ALT'),
  altAttributedToDisease: flag,
  ast: transaminase('AST'),
  astAttributedToDisease: flag,
  bilirubin: usedLimitedQuantity(analytes.bilirubin, 'Total bilirubin'),
  bilirubinAttributedToDisease: flag,
  gilbert: flag,
  directBilirubin: usedQuantity(analytes.bilirubin, 'Direct bilirubin'),
  haemolysis: flag,
  inr: usedLimitedQuantity(analytes.inr, 'INR'),
  pt: usedLimitedQuantity(analytes.prothrombinTime, 'Prothrombin time'),
  onAnticoagulant: flag,
})

const compared = (what: string) =>
  z
    .strictObject({
      value: z.number().nullable().describe('Compared with the limit, unrounded; null where it is a range'),
      reported: z.string().nullable().describe('For display'),
      unit: z.string().describe('UCUM; 1 for a multiple of the upper limit of normal'),
      comparator: z.enum(['<', '<=', '>=', '>']).nullable().describe('Of the report: the value is a limit then'),
      bounds: BoundsSchema.nullable().describe('Where the value is a range'),
      upperLimitFrom: z.enum(['report', 'site']).nullable().describe('Where the upper limit of normal comes from'),
    })
    .nullable()
    .describe(`${what}; null when it is not known`)

const ratio = (what: string) => compared(`${what} as a multiple of its upper limit of normal`)

export const Details = z.strictObject({
  compared: z
    .strictObject({
      wbc: compared('Leukocytes'),
      neutrophils: compared('Neutrophils, sent or derived'),
      haemoglobin: compared('Haemoglobin'),
      alt: ratio('ALT'),
      ast: ratio('AST'),
      bilirubin: ratio('Total bilirubin'),
      inr: compared('INR as a multiple of its upper limit of normal, or, without one, the INR itself'),
      pt: ratio('Prothrombin time'),
    })
    .describe('What was compared with each limit'),
  metCount: z.int().min(0).max(8),
  notMetCount: z.int().min(0).max(8),
  undeterminedCount: z.int().min(0).max(8),
  gilbertSuggested: flag.describe(
    'Isolated unconjugated hyperbilirubinaemia: raised bilirubin, direct share below 20 %, ALT and AST within their upper limits, no haemolysis; null when the request does not tell. Decides nothing',
  ),
})

export type Details = z.infer<typeof Details>
