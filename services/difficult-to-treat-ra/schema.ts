import { BoundsSchema, StateSchema } from '@activity-scores/shared/contract/result-schema'
import { quantity, usedQuantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { cdai, das28Crp, das28Esr, sdai } from '@activity-scores/shared/measures/finished-scores'
import * as z from 'zod'
import { DRUGS, MECHANISMS } from './formula.js'

const statement = (title: string, description: string) => z.boolean().nullish().meta({ title, description })

/** Names of agents are shown as they are, with spaces. */
const drug = z
  .enum(DRUGS)
  .meta({ 'x-options': Object.fromEntries(DRUGS.map((name) => [name, name.replaceAll('-', ' ')])) })

const reason = z.enum(['inefficacy', 'intolerance', 'cost', 'patient_wish']).meta({
  'x-options': {
    inefficacy: 'no or too little effect',
    intolerance: 'not tolerated',
    cost: 'cost',
    patient_wish: 'wish of the patient',
  },
})

const adequateTrial = z
  .enum(['twelve-weeks', 'three-calendar-months'])
  .meta({ 'x-options': { 'twelve-weeks': '12 weeks', 'three-calendar-months': '3 calendar months' } })

export type AdequateTrial = z.infer<typeof adequateTrial>

const failure = z.strictObject({
  drug: drug.meta({
    title: 'Agent',
    description: 'Agent, originator or biosimilar; `other` for one that is not listed',
  }),
  mechanism: z
    .enum(MECHANISMS)
    .nullish()
    .meta({
      title: 'Mechanism of action',
      description: 'Mechanism of action; known for a listed agent. `other` is one outside the six groups',
      'x-options': {
        tnf: 'TNF',
        'il-6': 'IL-6',
        cd20: 'CD20',
        'cd80-86': 'CD80/86',
        jak: 'JAK',
        'il-1': 'IL-1',
        other: 'another',
      },
    }),
  reason: reason.nullish().meta({
    title: 'Why it was stopped',
    description: 'Why it was stopped; cost and patient_wish are no failure. Absent: failed, the reason not stated',
  }),
  duration: quantity(analytes.treatmentDuration, 'How long it was given')
    .nullish()
    .meta({ title: 'How long it was given' }),
})

export const Request = z.strictObject({
  failedBtsdmards: z.array(failure).max(40).nullish().meta({
    title: 'Biological and targeted DMARDs that failed',
    description:
      'Biological or targeted synthetic agents that failed, by inefficacy or intolerance; an empty list says that none did, absent that it is not known',
  }),
  dmardHistoryComplete: statement(
    'The history of these agents is complete',
    'The history of these agents is complete; unless stated, more failures are possible',
  ),
  csdmardFailed: statement('Conventional DMARDs failed', 'Conventional synthetic DMARD therapy failed'),
  csdmardContraindicated: statement(
    'Conventional DMARDs are contraindicated',
    'Conventional synthetic DMARD therapy is contraindicated',
  ),
  btsdmardRestrictedSocioeconomic: statement(
    'Access to the agents is restricted for socioeconomic reasons',
    'Access to the agents is restricted for socioeconomic reasons; an exception that must be claimed, absent is not claimed',
  ),
  problematicPerPatient: statement(
    'The patient perceives the management of signs or symptoms as problematic',
    'The patient perceives the management of signs or symptoms as problematic',
  ),
  problematicPerPhysician: statement(
    'The physician perceives the management of signs or symptoms as problematic',
    'The physician perceives the management of signs or symptoms as problematic',
  ),
  das28Esr,
  cdai,
  sdai,
  das28Crp,
  signsOrSymptomsActive: statement(
    'Signs or symptoms of active disease',
    'Signs (acute-phase reactants and imaging included) or symptoms suggest active disease',
  ),
  unableToTaperBelow7Point5: statement(
    'Glucocorticoids could not be tapered below 7.5 mg/day',
    'Glucocorticoids could not be tapered below 7.5 mg/d prednisone equivalent: the dose is 7.5 or more and a taper failed or is impossible',
  ),
  rapidRadiographicProgression: statement(
    'Rapid radiographic progression',
    'Rapid radiographic progression: Sharp/van der Heijde score 5 points or more in 1 year',
  ),
  reducedQolDespiteControl: statement(
    'Reduced quality of life although well controlled',
    'Well controlled disease, but symptoms of it that reduce the quality of life',
  ),
  adequateTrial: adequateTrial.nullish().meta({
    title: 'Least length of an adequate trial',
    description:
      'How long an agent must have been given before inefficacy is a failure: twelve-weeks (default), 84 days or more; or three-calendar-months, which durations in days and weeks meet from 92 days and may meet from 89',
  }),
  reading: z
    .enum(['trial_rule', 'eular_d2t', 'literal_reading'])
    .nullish()
    .meta({
      title: 'Reading that is answered',
      description:
        'Reading that status and text follow; all three are answered. trial_rule (default): different mechanisms, patient and physician. eular_d2t: different mechanisms, patient or physician. literal_reading: any mechanism, patient and physician',
      'x-options': {
        trial_rule: 'as the trial states it',
        eular_d2t: 'EULAR definition',
        literal_reading: 'literal reading',
      },
    }),
})
export type Request = z.infer<typeof Request>

export type Failure = z.infer<typeof failure>

const asSent = z.boolean().nullable()

const score = z.number().nullable()

export const Inputs = z.strictObject({
  failedBtsdmards: z
    .array(
      z.strictObject({
        drug,
        mechanism: z.enum(MECHANISMS).nullable(),
        reason: reason.nullable(),
        duration: usedQuantity(analytes.treatmentDuration, 'How long it was given'),
      }),
    )
    .nullable(),
  dmardHistoryComplete: asSent,
  csdmardFailed: asSent,
  csdmardContraindicated: asSent,
  btsdmardRestrictedSocioeconomic: asSent,
  problematicPerPatient: asSent,
  problematicPerPhysician: asSent,
  das28Esr: score,
  cdai: score,
  sdai: score,
  das28Crp: score,
  signsOrSymptomsActive: asSent,
  unableToTaperBelow7Point5: asSent,
  rapidRadiographicProgression: asSent,
  reducedQolDespiteControl: asSent,
  adequateTrial,
  reading: z.enum(['trial_rule', 'eular_d2t', 'literal_reading']),
})

/** Validated indices with joint counts. */
const INDICES = ['das28Esr', 'cdai', 'sdai', 'das28Crp'] as const

export type ActivityIndex = (typeof INDICES)[number]

const agents = (what: string) => z.array(drug).describe(what)

export const Details = z.strictObject({
  trialRule: StateSchema,
  eularD2t: StateSchema,
  literalReading: StateSchema,
  readingsDisagree: z.boolean().describe('True when the three readings are not in one state: a case for a person'),
  waiverDecides: z
    .boolean()
    .describe('True when treatment failure is met by the socioeconomic exception and not by failures'),
  activeBy: z
    .array(z.enum(INDICES))
    .describe('Validated indices that were sent and are above their cut-off of moderate activity'),
  failures: z
    .strictObject({
      agents: BoundsSchema.describe('Different agents that failed; no upper end while the history is not complete'),
      mechanisms: BoundsSchema.describe('Different mechanisms among them'),
      inefficacy: agents('Agents that failed by inefficacy'),
      intolerance: agents('Agents that failed by intolerance'),
      reasonNotStated: agents('Agents that failed for a reason that was not stated'),
      notCounted: agents('Entries that are no failure: cost, patient wish, or inefficacy after too short a time'),
    })
    .describe('Failures as they were counted'),
})
