/**
 * A cohort of synthetic patients over all arms, from a seed: whole records, in which every criterion can be decided,
 * and records with gaps. Values crowd around the cut-offs, where decisions are made.
 */
import { Draw } from './draw.js'
import { aged, type Inputs, myositis, rheumatoidArthritis, sjogren, systemicSclerosis } from './patients-arms.js'
import { type Dated, datedOf, day, lessDated } from './patients-days.js'

export const ARMS = ['rheumatoid-arthritis', 'systemic-sclerosis', 'myositis', 'sjogren'] as const
export type ArmId = (typeof ARMS)[number]

export interface Patient extends Dated {
  readonly arm: ArmId
  readonly asOf: string
  readonly inputs: Inputs
}

const AS_OF = '2026-03-01'

function creatinine(draw: Draw): object {
  if (draw.chance(0.02)) return { value: 9, unit: 'mg/dL' }
  return draw.chance(0.5)
    ? { value: draw.decimal(40, 105, 0), unit: 'umol/L' }
    : { value: draw.decimal(0.5, 1.2, 2), unit: 'mg/dL' }
}

function common(draw: Draw): Inputs {
  const sex = draw.pick(['female', 'male'])
  const edge = draw.chance(0.15)
  const birthYear = edge ? draw.pick([1960, 2008]) : draw.whole(1962, 2005)
  const drawn = `${birthYear}-${draw.pick(['02', '03', '09'])}-${draw.pick(['01', '02', '15', '28'])}`
  /** At 50 years and 48 kg these give a clearance of exactly 60 mL/min. */
  const atLimit = draw.chance(0.06)
  const lab = (value: number, unit: string) => ({ value, unit })
  const limited = (ratio: number, upperLimit: number, unit: string) => ({
    value: Number((ratio * upperLimit).toFixed(4)),
    upperLimit,
    unit,
  })
  const seropositive = draw.chance(0.1)
  /** Neutrophils are a part of them; more are refused. */
  const leukocytes = draw.mostly(draw.decimal(3, 9, 2), 3, 2.99)
  const treponemal = draw.mostly('negative', 'positive')
  const malignancies = ['in-situ-free-over-5-years', 'in-situ-free-up-to-5-years', 'other-in-situ', 'other'] as const
  const potential = sex === 'female' && draw.chance(0.5)
  const pregnant = potential && draw.mostly(false, true)
  const consentSigned = draw.mostly(true, false)
  const otherTrialTreatment = draw.chance(0.15)
  return {
    birthDate: atLimit ? '1976-03-01' : drawn,
    // Before consent its day is not known, and the age on the day of screening stands for it.
    ...(consentSigned ? { consentDate: AS_OF } : {}),
    consentSigned,
    compliant: draw.mostly(true, false),
    sex,
    weight: lab(atLimit ? draw.pick([47.9, 48]) : draw.decimal(45, 95, 1), 'kg'),
    creatinine: atLimit ? lab(sex === 'female' ? 0.85 : 1, 'mg/dL') : creatinine(draw),
    wbc: lab(leukocytes, '10*9/L'),
    neutrophils: lab(draw.mostly(draw.decimal(1, Math.min(7, leukocytes), 2), 1, 0.99), '10*9/L'),
    csfWithin2Weeks: draw.mostly(false, true),
    haemoglobin: draw.chance(0.5)
      ? lab(draw.mostly(draw.whole(90, 150), 60, 59), 'g/L')
      : lab(draw.mostly(draw.decimal(9, 15, 1), 6, 5.9), 'g/dL'),
    alt: limited(draw.mostly(draw.decimal(0.2, 2.9, 2), 3, 3.01, 5), 40, 'U/L'),
    altAttributedToDisease: draw.chance(0.5),
    ast: limited(draw.mostly(draw.decimal(0.2, 2.9, 2), 3, 3.01, 5), 40, 'U/L'),
    astAttributedToDisease: draw.chance(0.5),
    bilirubin: limited(draw.mostly(draw.decimal(0.2, 1.5, 2), 1.51, 2, 3, 3.1), 21, 'umol/L'),
    gilbert: draw.chance(0.3),
    bilirubinAttributedToDisease: draw.chance(0.3),
    inr: limited(draw.mostly(draw.decimal(0.7, 1.3, 2), 1.49, 1.5), 1.2, '{INR}'),
    pt: limited(draw.mostly(draw.decimal(0.7, 1.3, 2), 1.49, 1.5), 14, 's'),
    haemodynamicallyStable: draw.mostly(true, false),
    childbearingPotential: potential,
    partnerChildbearingPotential: draw.chance(0.5),
    hcg: pregnant ? 'positive' : 'negative',
    lactating: sex === 'female' && draw.mostly(false, true),
    contraceptionAgreed: draw.mostly(true, false),
    allergyToTrialDrug: draw.mostly(false, true),
    severeAllergicReactionHistory: draw.mostly(false, true),
    uncontrolledInfection: draw.mostly(false, true),
    cnsDisease: draw.mostly(false, true),
    seriousHeartDisease: draw.mostly(false, true),
    congenitalImmunodeficiency: draw.mostly(false, true),
    malignancy: draw.mostly('none', ...malignancies),
    dialysis: draw.mostly(false, true),
    awaitingKidneyTransplant: draw.mostly(false, true),
    hbsAg: seropositive ? draw.pick(['negative', 'positive']) : 'negative',
    hbcAb: seropositive ? draw.pick(['negative', 'positive']) : 'negative',
    hbvDna: draw.pick(['not-detected', 'detected-below-quantification', 'quantified']),
    hcvAb: draw.mostly('negative', 'positive'),
    hcvRna: draw.pick(['not-detected', 'detected']),
    hivAb: draw.mostly('negative', 'positive'),
    syphilisTreponemal: treponemal,
    syphilisNonTreponemal: draw.mostly('negative', 'positive'),
    pastSyphilisTreated: draw.chance(0.7),
    psychiatricOrCognitive: draw.mostly(false, true),
    otherTrialTreatment,
    ...(otherTrialTreatment ? { otherTrialLastDose: day(AS_OF, -draw.pick([30, 88, 90, 91, 200])) } : {}),
    pregnant,
    intendsPregnancy: draw.mostly(false, true) && sex === 'female',
    investigatorExcludes: draw.mostly(false, true),
  }
}

/** A history of malignancy is one of a tumour, and without one a tumour has no day. */
function consistent({ tumourIntervalMonths, tumourDiagnosisDate, ...inputs }: Inputs): Inputs {
  if (inputs['tumourHistory'] === undefined) return inputs
  if (inputs['tumourHistory'] === false && inputs['malignancy'] === 'none') return inputs
  const malignancy = inputs['malignancy'] === 'none' ? 'in-situ-free-over-5-years' : inputs['malignancy']
  const when = tumourDiagnosisDate === undefined ? { tumourIntervalMonths } : { tumourDiagnosisDate }
  return { ...inputs, malignancy, tumourHistory: true, ...when }
}

const OF_ARM = {
  'rheumatoid-arthritis': rheumatoidArthritis,
  'systemic-sclerosis': systemicSclerosis,
  myositis,
  sjogren,
} as const

/** A whole record. Every other patient of an arm has hardly an unusual finding, so that many are eligible. */
export function whole(seed: number): Patient {
  const draw = new Draw(seed, seed % (2 * ARMS.length) < ARMS.length ? 0.93 : 0.995)
  const arm = ARMS[seed % ARMS.length] as ArmId
  const inputs = consistent({ ...common(draw), ...OF_ARM[arm](draw) })
  return { arm, asOf: AS_OF, inputs, ...datedOf(inputs, AS_OF, new Draw(seed ^ 0x2545f491)) }
}

const gaps = (seed: number): { draw: Draw; share: number } => {
  const draw = new Draw(seed ^ 0x5bd1e995)
  return { draw, share: draw.pick([0, 0.02, 0.1, 0.4, 0.8]) }
}

/** A record with gaps, few or many. */
export function withGaps(patient: Patient, seed: number): Patient {
  const { draw, share } = gaps(seed)
  const inputs = Object.fromEntries(Object.entries(patient.inputs).filter(() => !draw.chance(share)))
  const { arm, asOf, dates, undated } = patient
  const dated = { ...(dates ? { dates } : {}), ...(undated ? { undated } : {}) }
  return { arm, asOf, inputs, ...lessDated(dated, asOf, draw, share) }
}

/** A record with gaps inside its inputs too: a domain not assessed, a course without an end, a visit without DLCO. */
function withInnerGaps(patient: Patient, seed: number): Patient {
  const { draw, share } = gaps(~seed)
  const inputs = Object.entries(patient.inputs).map(([name, value]) => [name, partOf(value, draw, share)])
  return { ...patient, inputs: Object.fromEntries(inputs) }
}

/** A quantity always keeps its value and its unit, a course its drug and its start. */
function partOf(value: unknown, draw: Draw, share: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => (Object(item).start ? partOf(item, draw, share) : item))
  const kept = Object.entries(value).filter(([name]) => KEPT.has(name) || !draw.chance(share))
  return Object.fromEntries(kept.map(([name, each]) => [name, partOf(each, draw, share)]))
}

const KEPT: ReadonlySet<string> = new Set(['value', 'unit', 'drug', 'start'])

/** The patient at a place of the cohort; every third has inner gaps too, of every third the oldest baselines are too old. */
export function member(place: number, seed: number): Patient {
  const patient = withGaps(whole(seed + place), seed + place)
  if (place % 3 === 0) return withInnerGaps(patient, seed + place)
  return place % 3 === 1 ? { ...patient, inputs: aged(patient.inputs) } : patient
}

export const SEED = 20_260_301

export const cohort = (size: number, seed = SEED): readonly Patient[] =>
  Array.from({ length: size }, (_, place) => member(place, seed))
