/**
 * A cohort of synthetic patients over all arms, from a seed: whole records, in which every criterion can be decided,
 * and records with gaps. Values crowd around the cut-offs, where decisions are made.
 */
export const ARMS = ['rheumatoid-arthritis', 'systemic-sclerosis', 'myositis', 'sjogren'] as const
export type ArmId = (typeof ARMS)[number]

export type Inputs = Readonly<Record<string, unknown>>

export interface Patient {
  readonly arm: ArmId
  readonly asOf: string
  readonly inputs: Inputs
}

export const AS_OF = '2026-03-01'

/** mulberry32: small, seeded, the same everywhere. */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export class Draw {
  readonly #next: () => number
  readonly #usual: number
  constructor(seed: number, usual = 0.93) {
    this.#next = random(seed)
    this.#usual = usual
  }
  chance(probability: number): boolean {
    return this.#next() < probability
  }
  whole(low: number, high: number): number {
    return low + Math.floor(this.#next() * (high - low + 1))
  }
  decimal(low: number, high: number, decimals: number): number {
    const scale = 10 ** decimals
    return Number((this.whole(Math.round(low * scale), Math.round(high * scale)) / scale).toFixed(decimals))
  }
  pick<Value>(values: readonly Value[]): Value {
    return values[this.whole(0, values.length - 1)] as Value
  }
  /** Mostly the first. */
  mostly<Value>(usual: Value, ...others: readonly Value[]): Value {
    return this.chance(this.#usual) ? usual : this.pick(others)
  }
}

const day = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)

function common(draw: Draw): Inputs {
  const sex = draw.pick(['female', 'male'])
  const edge = draw.chance(0.15)
  const birthYear = edge ? draw.pick([1960, 2008]) : draw.whole(1962, 2005)
  const birthDate = `${birthYear}-${draw.pick(['02', '03', '09'])}-${draw.pick(['01', '02', '15', '28'])}`
  const lab = (value: number, unit: string) => ({ value, unit })
  const limited = (ratio: number, upperLimit: number, unit: string) => ({
    value: Number((ratio * upperLimit).toFixed(4)),
    upperLimit,
    unit,
  })
  const seropositive = draw.chance(0.1)
  const treponemal = draw.mostly('negative', 'positive')
  const malignancies = ['in-situ-free-over-5-years', 'in-situ-free-up-to-5-years', 'other'] as const
  return {
    birthDate,
    consentDate: AS_OF,
    consentSigned: draw.mostly(true, false),
    compliant: draw.mostly(true, false),
    sex,
    weight: lab(draw.decimal(45, 95, 1), 'kg'),
    creatinine: draw.chance(0.5) ? lab(draw.decimal(40, 105, 0), 'umol/L') : lab(draw.decimal(0.5, 1.2, 2), 'mg/dL'),
    wbc: lab(draw.mostly(draw.decimal(3, 9, 2), 3, 2.99), '10*9/L'),
    neutrophils: lab(draw.mostly(draw.decimal(1, 7, 2), 1, 0.99), '10*9/L'),
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
    childbearingPotential: sex === 'female' && draw.chance(0.5),
    hcg: draw.mostly('negative', 'positive'),
    lactating: draw.mostly(false, true),
    contraceptionAgreed: draw.mostly(true, false),
    allergyToTrialDrug: draw.mostly(false, true),
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
    otherTrialTreatment: draw.chance(0.15),
    otherTrialLastDose: day(AS_OF, -draw.pick([30, 88, 90, 91, 200])),
    pregnant: draw.mostly(false, true) && sex === 'female',
    intendsPregnancy: draw.mostly(false, true) && sex === 'female',
    investigatorExcludes: draw.mostly(false, true),
  }
}

function rheumatoidArthritis(draw: Draw): Inputs {
  const low = draw.chance(0.15)
  const tender28 = draw.whole(0, low ? 3 : 14)
  const swollen28 = draw.whole(0, low ? 3 : 12)
  const onlyShort = draw.chance(0.2)
  const agents = ['adalimumab', 'etanercept', 'tocilizumab', 'rituximab', 'tofacitinib', 'abatacept'] as const
  const failures = [...new Set([draw.pick(agents), draw.pick(agents), draw.pick(agents)])].slice(0, draw.whole(0, 3))
  const scale = (cm: number) =>
    draw.chance(0.5) ? { value: cm, unit: 'cm' } : { value: Number((cm * 10).toFixed(1)), unit: 'mm' }
  return {
    tenderJointCount28: tender28,
    swollenJointCount28: swollen28,
    tenderJointCount68: tender28 + (onlyShort ? 0 : draw.whole(0, 8)),
    swollenJointCount66: swollen28 + (onlyShort ? 0 : draw.whole(0, 6)),
    esr: { value: draw.pick([4, 12, 27, 28, 40, 60]), unit: 'mm/h' },
    crp: draw.chance(0.7)
      ? { value: draw.pick([2, 9.9, 10, 25]), unit: 'mg/L' }
      : { value: draw.pick([0.2, 0.99, 1, 3]), unit: 'mg/dL' },
    patientGlobal: scale(draw.decimal(low ? 0 : 2, low ? 2 : 9, 1)),
    physicianGlobal: scale(draw.decimal(low ? 0 : 2, low ? 2 : 9, 1)),
    definiteSynovitis: draw.mostly(true, false),
    betterExplainedByOtherDisease: draw.mostly(false, true),
    largeJointsInvolved: draw.whole(0, 4),
    smallJointsInvolved: draw.whole(0, 9),
    otherCountableJointsInvolved: draw.whole(0, 2),
    rfCategory: draw.pick(['negative', 'low', 'high']),
    acpaCategory: draw.pick(['negative', 'low', 'high']),
    crpAbnormal: draw.chance(0.7),
    esrAbnormal: draw.chance(0.7),
    symptomDuration: { value: draw.pick([5, 6, 30]), unit: 'wk' },
    typicalErosiveDisease: draw.chance(0.3),
    raPreviouslyFulfilled: draw.chance(0.4),
    raDiagnosisDate: draw.pick(['2019-05', '2024', '2025-09-01', '2025-09-02', '2015-01-31']),
    failedBtsdmards: failures.map((drug) => ({ drug, reason: draw.pick(['inefficacy', 'intolerance']) })),
    dmardHistoryComplete: true,
    csdmardFailed: draw.mostly(true, false),
    csdmardContraindicated: draw.chance(0.1),
    btsdmardRestrictedSocioeconomic: draw.chance(0.3),
    problematicPerPatient: draw.mostly(true, false),
    problematicPerPhysician: draw.mostly(true, false),
    signsOrSymptomsActive: draw.chance(0.5),
    prednisonePerDay: { value: draw.pick([0, 5, 7.4, 7.5, 10]), unit: 'mg/d' },
    taperImpossible: draw.chance(0.5),
    rapidRadiographicProgression: draw.chance(0.2),
    reducedQolDespiteControl: draw.chance(0.2),
    selfCareAble: draw.mostly(true, false),
  }
}

function systemicSclerosis(draw: Draw): Inputs {
  const baseline = draw.whole(0, 30)
  const before = { fvc: draw.whole(55, 100), dlco: draw.whole(45, 90) }
  const decline = (value: number) => ({ value: draw.pick([value, value * 0.95, value * 0.9, value * 0.85]), unit: '%' })
  const now = { fvcPercentPredicted: decline(before.fvc), dlcoPercentPredicted: decline(before.dlco) }
  return {
    ssc2013Score: draw.pick([8, 9, 9, 12, 15, 20]),
    fingersSparedOrBetterExplained: draw.mostly(false, true),
    ildPresent: draw.chance(0.7),
    hrctGroundGlass: draw.chance(0.8),
    ...now,
    glucocorticoidUsed: draw.mostly(true, false),
    ...duration(draw),
    ineffectiveOrRelapsed: draw.mostly(true, false),
    skinBaseline: { total: Math.max(1, baseline) },
    skinFollowUp: { total: Math.min(51, baseline + draw.pick([0, 1, 2, 3, 5])) },
    lungBaseline: {
      fvcPercentPredicted: { value: before.fvc, unit: '%' },
      dlcoPercentPredicted: { value: before.dlco, unit: '%' },
    },
    lungFollowUp: now,
  }
}

/** Counted elsewhere, or the courses themselves. */
function duration(draw: Draw): Inputs {
  if (draw.chance(0.5)) return { longestListedDrugMonths: draw.pick([3, 6, 6.1, 12]) }
  const drugs = ['methotrexate', 'mycophenolate-mofetil', 'rituximab', 'other'] as const
  const courses = [draw.pick(drugs), draw.pick(drugs)].map((drug) => ({
    drug,
    start: draw.pick(['2024-01-15', '2025-03-01', '2025-09-01', '2025-08-31']),
    ...(draw.chance(0.5) ? { end: draw.pick(['2025-10-01', '2026-02-28', '2026-03-01']) } : {}),
  }))
  return { immunomodulators: courses }
}

const treatment = (draw: Draw): Inputs => ({
  ...(draw.chance(0.5)
    ? { glucocorticoidPerKg: { value: draw.pick([0.5, 1, 1.01, 1.5]), unit: 'mg/kg/d' } }
    : { highestPrednisonePerDay: { value: draw.pick([40, 60, 75, 100]), unit: 'mg/d' } }),
  cyclophosphamideUsed: draw.mostly(true, false),
  ...duration(draw),
  ineffectiveOrRelapsed: draw.mostly(true, false),
})

function myositis(draw: Draw): Inputs {
  const cm = () => ({ value: draw.pick([0, 1.9, 2, 4, 7.5]), unit: 'cm' })
  const enzyme = (upperLimit: number) => ({
    value: upperLimit * draw.pick([0.5, 1, 1.49, 1.5, 4]),
    upperLimit,
    unit: 'U/L',
  })
  const finding = () => draw.chance(0.6)
  const biopsyAvailable = draw.chance(0.4)
  const biopsy = biopsyAvailable
    ? {
        endomysialInfiltrate: finding(),
        perimysialInfiltrate: finding(),
        perifascicularAtrophy: draw.chance(0.3),
        rimmedVacuoles: draw.mostly(false, true),
      }
    : {}
  const items = {
    onsetAge: draw.pick([12, 17, 18, 39, 40, 55]),
    proximalUpperLimbWeakness: finding(),
    proximalLowerLimbWeakness: finding(),
    neckFlexorsWeakerThanExtensors: finding(),
    legProximalWeakerThanDistal: finding(),
    heliotrope: finding(),
    gottronPapules: finding(),
    gottronSign: finding(),
    dysphagia: finding(),
    antiJo1: draw.chance(0.3),
    enzymesElevated: true,
    ...biopsy,
  }
  const score = { iim2017Score: draw.pick([5.2, 5.4, 5.5, 6.6, 6.7, 8]) }
  return {
    ...(draw.chance(0.5) ? items : score),
    biopsyAvailable,
    iimSubgroup: draw.mostly(draw.pick(['DM', 'PM', 'ASS', 'IMNM']), 'IBM', 'JDM'),
    muscleInvolvement: draw.chance(0.85),
    mmt8Bilateral: draw.pick([120, 141, 142, 150]),
    physicianGlobal: cm(),
    patientGlobal: cm(),
    extramuscularActivity: cm(),
    haqDi: draw.pick([0, 0.125, 0.25, 1.5]),
    enzymes: { ck: enzyme(200), ldh: enzyme(250), ast: enzyme(40), alt: enzyme(40) },
    myositisAntibody: draw.mostly('positive', 'negative'),
    ...treatment(draw),
    drugInducedMyositis: draw.mostly(false, true),
    tumourHistory: draw.chance(0.15),
    ...(draw.chance(0.5)
      ? { tumourIntervalMonths: draw.pick([12, 24, 24.1, 60]) }
      : { tumourDiagnosisDate: draw.pick(['2020-01-10', '2022-05', '2024-01-10']), myositisOnsetDate: '2022-01-10' }),
  }
}

function sjogren(draw: Draw): Inputs {
  const level = (most: number) => (draw.chance(0.6) ? 0 : draw.whole(0, most))
  const essdaiDomains = {
    constitutional: level(2),
    lymphadenopathy: level(2),
    glandular: level(2),
    articular: level(3),
    cutaneous: level(3),
    pulmonary: level(3),
    renal: level(1),
    muscular: level(1),
    pns: level(2),
    cns: draw.mostly(0, 2),
    haematological: level(2),
    biological: level(2),
  }
  const items = {
    focusScore: draw.pick([0, 0.99, 1, 3]),
    antiSsaRoPositive: draw.chance(0.7),
    ocularStainingScore: draw.pick([0, 4, 5, 9]),
    vanBijsterveld: draw.pick([0, 3, 4, 9]),
    schirmer: { value: draw.pick([3, 5, 6, 12]), unit: 'mm' },
    unstimulatedSaliva: { value: draw.pick([0.05, 0.1, 0.11, 0.4]), unit: 'mL/min' },
  }
  return {
    ...(draw.chance(0.6) ? { essdaiDomains } : { essdai: draw.pick([3, 4, 5, 12]) }),
    ...(draw.chance(0.5) ? items : { sjogren2016Score: draw.pick([3, 4, 6]) }),
    pss2016InclusionMet: draw.chance(0.9) || anyDomain(essdaiDomains),
    pss2016AnyExclusion: draw.mostly(false, true),
    aecg2002: draw.chance(0.5),
    ...treatment(draw),
    cirrhosis: draw.mostly(false, true),
    marrowDisease: draw.mostly(false, true),
  }
}

const anyDomain = (levels: Readonly<Record<string, number>>): boolean =>
  Object.values(levels).some((level) => level > 0)

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
  return { arm, asOf: AS_OF, inputs: { ...common(draw), ...OF_ARM[arm](draw) } }
}

/** A record with gaps, few or many. */
export function withGaps(patient: Patient, seed: number): Patient {
  const draw = new Draw(seed ^ 0x5bd1e995)
  const share = draw.pick([0, 0.02, 0.1, 0.4, 0.8])
  const inputs = Object.entries(patient.inputs).filter(() => !draw.chance(share))
  return { ...patient, inputs: Object.fromEntries(inputs.map(([name, value]) => [name, partOf(value, draw, share)])) }
}

/** What stays of a group of findings or of a laboratory value; a quantity always keeps its value and its unit. */
function partOf(value: unknown, draw: Draw, share: number): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const kept = Object.entries(value).filter(([name]) => name === 'value' || name === 'unit' || !draw.chance(share))
  return Object.fromEntries(kept.map(([name, each]) => [name, partOf(each, draw, share)]))
}

export const cohort = (size: number, seed = 20_260_301): readonly Patient[] =>
  Array.from({ length: size }, (_, i) => withGaps(whole(seed + i), seed + i))
