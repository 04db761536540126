/** What the synthetic patients of each arm have of their own. */
import type { Draw } from './draw.js'

export type Inputs = Readonly<Record<string, unknown>>

export function rheumatoidArthritis(draw: Draw): Inputs {
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
    typicalErosiveDisease: draw.chance(0.15),
    raPreviouslyFulfilled: draw.chance(0.2),
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
    ...radiographs(draw),
    reducedQolDespiteControl: draw.chance(0.2),
    selfCareAble: draw.mostly(true, false),
  }
}

/** Rapid progression as stated, or two scores a year apart, of which 5 points are rapid. */
const radiographs = (draw: Draw): Inputs =>
  draw.chance(0.7)
    ? { rapidRadiographicProgression: draw.chance(0.2) }
    : {
        sharpBaseline: { date: '2025-02-01', svhTotal: 20 },
        sharpFollowUp: { date: '2026-02-01', svhTotal: draw.pick([20, 24.5, 25, 30]) },
      }

export function systemicSclerosis(draw: Draw): Inputs {
  const baseline = draw.whole(0, 30)
  const near70 = (low: number, high: number): number => (draw.chance(0.2) ? 70 : draw.whole(low, high))
  const before = { fvc: near70(55, 100), dlco: near70(45, 90) }
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
    skinBaseline: { total: Math.max(1, baseline), ...observed(draw) },
    skinFollowUp: { total: Math.min(51, baseline + draw.pick([0, 1, 2, 3, 5])) },
    lungBaseline: {
      ...observed(draw),
      fvcPercentPredicted: { value: before.fvc, unit: '%' },
      dlcoPercentPredicted: { value: before.dlco, unit: '%' },
    },
    lungFollowUp: now,
  }
}

/** 15 months before the day of screening is the oldest baseline that counts. */
const observed = (draw: Draw): Inputs => ({ date: draw.pick([OLDEST, '2025-09-01']) })
const OLDEST = '2024-12-01'

/** The same, a day too old. */
export const aged = (inputs: Inputs): Inputs =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => {
      const { date, ...rest } = Object(value) as Inputs
      return [name, date === OLDEST ? { date: '2024-11-30', ...rest } : value]
    }),
  )

/** Counted elsewhere, or the courses themselves. */
function duration(draw: Draw): Inputs {
  if (draw.chance(0.5)) return { longestListedDrugMonths: draw.pick([3, 6, 6.1, 12]) }
  const drugs = ['methotrexate', 'mycophenolate-mofetil', 'rituximab', 'other-biologic', 'other'] as const
  const courses = [draw.pick(drugs), draw.pick(drugs)].map((drug) => ({
    drug,
    ...(drug === 'other' ? { name: 'thalidomide' } : {}),
    start: draw.pick(['2024-01-15', '2025-03-01', '2025-09-01', '2025-08-31']),
    ...(draw.chance(0.5) ? { end: draw.pick(['2025-10-01', '2026-02-28', '2026-03-01']) } : { ongoing: true }),
  }))
  return { immunomodulators: courses, immunomodulatorHistoryComplete: true }
}

const treatment = (draw: Draw): Inputs => ({
  ...(draw.chance(0.5)
    ? { glucocorticoidPerKg: { value: draw.pick([0.5, 1, 1.01, 1.5]), unit: 'mg/kg/d' } }
    : { highestPrednisonePerDay: { value: draw.pick([40, 60, 75, 100]), unit: 'mg/d' } }),
  cyclophosphamideUsed: draw.mostly(true, false),
  ...duration(draw),
  ineffectiveOrRelapsed: draw.mostly(true, false),
})

export function myositis(draw: Draw): Inputs {
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
    ...(draw.chance(0.7) ? items : score),
    biopsyAvailable,
    iimSubgroup: draw.mostly(draw.pick(['DM', 'PM', 'ASS', 'IMNM']), 'IBM', 'JDM'),
    muscleInvolvement: draw.chance(0.85),
    mmt8Bilateral: draw.pick([120, 141, 142, 150]),
    physicianGlobal: cm(),
    patientGlobal: cm(),
    extramuscularActivity: cm(),
    haqDi: draw.pick([0, 0.125, 0.25, 1.5]),
    enzymes: {
      ck: enzyme(200),
      ldh: enzyme(250),
      ast: enzyme(40),
      alt: enzyme(40),
      ...(draw.chance(0.5) ? { aldolase: enzyme(8) } : {}),
    },
    myositisAntibody: draw.mostly('positive', 'negative'),
    ...treatment(draw),
    drugInducedMyositis: draw.mostly(false, true),
    tumourHistory: draw.chance(0.15),
    ...(draw.chance(0.5)
      ? { tumourIntervalMonths: draw.pick([12, 24, 24.1, 60]) }
      : { tumourDiagnosisDate: draw.pick(['2020-01-10', '2022-05', '2024-01-10']), myositisOnsetDate: '2022-01-10' }),
  }
}

export function sjogren(draw: Draw): Inputs {
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
    aecg2002: draw.chance(0.3),
    ...treatment(draw),
    cirrhosis: draw.mostly(false, true),
    marrowDisease: draw.mostly(false, true),
  }
}

const anyDomain = (levels: Readonly<Record<string, number>>): boolean =>
  Object.values(levels).some((level) => level > 0)
