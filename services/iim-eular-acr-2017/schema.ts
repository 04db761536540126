import { BoundsSchema } from '@activity-scores/shared/contract/result-schema'
import { enzymes, enzymesUsed } from '@activity-scores/shared/measures/muscle-enzymes'
import * as z from 'zod'
import { ALL_FINDINGS, type Finding } from './formula.js'

export const SUBGROUPS = {
  ibm: 'inclusion body myositis',
  pm: 'polymyositis (immune-mediated necrotising myopathy included)',
  dm: 'dermatomyositis',
  adm: 'amyopathic dermatomyositis',
  jdm: 'juvenile dermatomyositis',
  other_juvenile: 'other juvenile myositis',
} as const
export type Subgroup = keyof typeof SUBGROUPS

type Group = 'muscle strength' | 'skin' | 'other' | 'laboratory' | 'biopsy' | 'subgroup'
const finding = (group: Group, title: string, what: string) =>
  z
    .boolean()
    .nullish()
    .meta({ title, description: `${what}; null or absent when not known`, 'x-group': group })

export const Request = z.strictObject({
  onsetAge: z.int().min(0).max(120).nullish().meta({
    title: 'Age at the first symptom',
    description: 'Completed years of age at the first symptom assumed to be of the disease',
  }),
  proximalUpperLimbWeakness: finding(
    'muscle strength',
    'Symmetric proximal weakness of the arms',
    'Objective symmetric weakness of the proximal upper limbs',
  ),
  proximalLowerLimbWeakness: finding(
    'muscle strength',
    'Symmetric proximal weakness of the legs',
    'Objective symmetric weakness of the proximal lower limbs',
  ),
  neckFlexorsWeakerThanExtensors: finding(
    'muscle strength',
    'Neck flexors weaker than extensors',
    'Neck flexors relatively weaker than neck extensors',
  ),
  legProximalWeakerThanDistal: finding(
    'muscle strength',
    'Proximal leg muscles weaker than distal',
    'Proximal leg muscles relatively weaker than distal ones',
  ),
  heliotrope: finding('skin', 'Heliotrope rash', 'Heliotrope rash'),
  gottronPapules: finding('skin', 'Gottron papules', 'Gottron’s papules; they count beside Gottron’s sign'),
  gottronSign: finding('skin', 'Gottron sign', 'Gottron’s sign; it counts beside Gottron’s papules'),
  dysphagia: finding('other', 'Dysphagia', 'Dysphagia or oesophageal dysmotility'),
  antiJo1: finding('laboratory', 'Anti-Jo-1 antibody', 'Anti-Jo-1 (anti-histidyl-tRNA synthetase) antibody'),
  enzymesElevated: finding(
    'laboratory',
    'CK, LDH, AST or ALT above its limit, now or earlier',
    'CK, LDH, AST or ALT above its upper limit of normal, now or earlier; it may be sent instead of `enzymes` or beside it',
  ),
  enzymes,
  biopsyAvailable: finding(
    'biopsy',
    'Results of a muscle biopsy are available',
    'Results of a muscle biopsy are available: decides the column of points. A biopsy finding that is sent says so too',
  ),
  endomysialInfiltrate: finding(
    'biopsy',
    'Biopsy: endomysial infiltrate',
    'Biopsy: endomysial infiltrate of mononuclear cells around, not invading, myofibres',
  ),
  perimysialInfiltrate: finding(
    'biopsy',
    'Biopsy: perimysial infiltrate',
    'Biopsy: perimysial or perivascular infiltrate of mononuclear cells',
  ),
  perifascicularAtrophy: finding('biopsy', 'Biopsy: perifascicular atrophy', 'Biopsy: perifascicular atrophy'),
  rimmedVacuoles: finding('biopsy', 'Biopsy: rimmed vacuoles', 'Biopsy: rimmed vacuoles'),
  fingerFlexorWeakness: finding('subgroup', 'Finger flexor weakness', 'Finger flexor weakness; for the subgroup alone'),
  responseToTreatment: finding(
    'subgroup',
    'Response to treatment',
    'Response to treatment; false when there was none; for the subgroup alone',
  ),
})
export type Request = z.infer<typeof Request>

const asSent = z.boolean().nullable()

const perFinding = <Value extends z.ZodType>(value: Value) =>
  // Built from the list of findings, one entry for each; fromEntries forgets its keys.
  Object.fromEntries(ALL_FINDINGS.map((name) => [name, value])) as Readonly<Record<Finding, Value>>

export const Inputs = z.strictObject({
  onsetAge: z.number().nullable(),
  ...perFinding(asSent),
  biopsyAvailable: asSent.describe('As sent, or true where a biopsy finding was sent'),
  enzymes: enzymesUsed,
  fingerFlexorWeakness: asSent,
  responseToTreatment: asSent,
})

const subgroupCode = z.enum(Object.keys(SUBGROUPS) as [keyof typeof SUBGROUPS])

export const Details = z.strictObject({
  model: z
    .enum(['without_biopsy', 'with_biopsy'])
    .nullable()
    .describe('Column of points that was used; null while it is not known whether there are biopsy results'),
  points: z
    .strictObject({ onsetAge: z.number().nullable(), ...perFinding(z.number().nullable()) })
    .describe(
      'Points of each item in the column used, 0 for one that is absent or not in the column; null when not known',
    ),
  probability: z
    .number()
    .nullable()
    .describe('By the logistic model, 0 to 1, for information only: the class follows from the score'),
  probabilityReported: z.string().nullable().describe('The same with 2 decimals'),
  probabilityBounds: BoundsSchema.describe(
    'Range of the probability: the constants of the model are known to 0.05 either way, and the score may be a range',
  ),
  biopsyAdvised: z
    .boolean()
    .nullable()
    .describe(
      'True where neither heliotrope nor papules nor sign is present, whether or not a biopsy is available; null when not known',
    ),
  subgroup: z.strictObject({
    code: z
      .union([subgroupCode, z.enum(['not_applicable', 'undetermined'])])
      .describe('not_applicable where the class is neither probable nor definite'),
    label: z.string(),
    candidates: z.array(subgroupCode).describe('Subgroups that the inputs leave possible; one when decided'),
    missing: z.array(z.string()).describe('Dotted paths of the fields that would settle it'),
  }),
})
