/** The unit tables, one per analyte. Units are UCUM codes. Ranges are in the canonical unit, ends included. */

export interface UnitFactor {
  /** canonical = value * multiply / divide */
  readonly multiply?: number
  readonly divide?: number
}

export interface Analyte {
  readonly name: string
  readonly canonical: string
  readonly units: Readonly<Record<string, UnitFactor>>
  /** Outside: refused. */
  readonly allowed: readonly [number, number]
  /** True when the lower end itself is refused (a volume of 0). */
  readonly aboveLower?: boolean
  /** What is probably meant by a value below the allowed range, told where it is refused. */
  readonly meantBelow?: string
  /** Outside: computed, with a warning. */
  readonly plausible: readonly [number, number]
  /** False for analytes whose units are never converted into one another; each unit then keeps its own scale. */
  readonly convertible?: boolean
  /** True where a laboratory may send `<`, `<=`, `>=` or `>`. */
  readonly comparator?: boolean
}

const SAME: UnitFactor = {}
const laboratory = { comparator: true } as const
/** Cells of the blood; one unit for all, since they are counted and compared together. */
const cellCount = {
  ...laboratory,
  canonical: '10*9/L',
  units: { '10*9/L': SAME, '10*3/uL': SAME, '/uL': { divide: 1000 }, '10*6/L': { divide: 1000 } },
} as const
/** Catalytic activity of an enzyme. */
const ACTIVITY_UNITS = {
  'U/L': SAME,
  '[IU]/L': SAME,
  'ukat/L': { multiply: 60 },
  'nkat/L': { multiply: 60, divide: 1000 },
} as const
/** A visual scale of 10, in centimetres or points. */
const OF_TEN = { mm: { divide: 10 }, cm: SAME, '{score}': SAME } as const
/** Nobody breathes with less than 5 % of what is predicted; a value below is a fraction such as 0.85. */
const percentPredicted = { allowed: [5, 200], meantBelow: 'send 85 for 85 %' } as const

/** Arbitrary, relative and chemiluminescent units, each of its assay alone; `{ratio}` is an index or a multiple of the limit. */
const ASSAY_UNITS = { "[arb'U]/mL": SAME, '{RU}/mL': SAME, '{CU}': SAME, '{ratio}': SAME } as const

export const analytes = {
  crp: {
    ...laboratory,
    name: 'C-reactive protein',
    canonical: 'mg/L',
    units: { 'mg/L': SAME, 'mg/dL': { multiply: 10 } },
    allowed: [0, 1000],
    plausible: [0, 500],
  },
  esr: {
    ...laboratory,
    name: 'Erythrocyte sedimentation rate',
    canonical: 'mm/h',
    units: { 'mm/h': SAME, 'mm/(1.h)': SAME },
    allowed: [0, 300],
    plausible: [0, 150],
  },
  /** mg/dL = umol/L / 88.4, that is 10 000 / 113.12 g/mol; fixed by the contract. */
  creatinine: {
    ...laboratory,
    name: 'Serum creatinine',
    canonical: 'mg/dL',
    units: {
      'mg/dL': SAME,
      'umol/L': { divide: 88.4 },
      'mmol/L': { multiply: 1000, divide: 88.4 },
      'mg/L': { divide: 10 },
    },
    allowed: [0.1, 30],
    plausible: [0.3, 15],
  },
  leukocytes: {
    ...cellCount,
    name: 'Leukocytes',
    allowed: [0, 1000],
    plausible: [0.1, 100],
  },
  neutrophils: {
    ...cellCount,
    name: 'Neutrophils',
    allowed: [0, 1000],
    plausible: [0, 80],
  },
  lymphocytes: {
    ...cellCount,
    name: 'Lymphocytes',
    allowed: [0, 1000],
    plausible: [0, 50],
  },
  platelets: {
    ...cellCount,
    name: 'Platelets',
    allowed: [0, 5000],
    plausible: [1, 1500],
  },
  /** Share of the leukocytes in a differential count. */
  leukocyteFraction: {
    name: 'Share of the leukocytes',
    canonical: '%',
    units: { '%': SAME },
    allowed: [0, 100],
    plausible: [0, 100],
  },
  /** mmol/L is of the monomer, 16.114 g/mmol (unverified in a stored page). */
  haemoglobin: {
    ...laboratory,
    name: 'Haemoglobin',
    canonical: 'g/L',
    units: { 'g/L': SAME, 'g/dL': { multiply: 10 }, 'mmol/L': { multiply: 16.114 } },
    allowed: [10, 300],
    plausible: [30, 220],
  },
  /** ALT and AST. */
  transaminase: {
    ...laboratory,
    name: 'Transaminase',
    canonical: 'U/L',
    units: ACTIVITY_UNITS,
    allowed: [0, 100_000],
    aboveLower: true,
    plausible: [1, 5000],
  },
  /** mg/dL * 17.104, that is 10 000 / 584.66 g/mol (unverified in a stored page). */
  bilirubin: {
    ...laboratory,
    name: 'Bilirubin',
    canonical: 'umol/L',
    units: { 'umol/L': SAME, 'mg/dL': { multiply: 17.104 } },
    allowed: [0, 2000],
    aboveLower: true,
    plausible: [1, 700],
  },
  inr: {
    ...laboratory,
    name: 'International normalised ratio (INR)',
    canonical: '{INR}',
    units: { '{INR}': SAME, '1': SAME },
    allowed: [0, 30],
    aboveLower: true,
    plausible: [0.5, 15],
  },
  /** In seconds alone: a ratio or an activity in percent is another quantity. */
  prothrombinTime: {
    ...laboratory,
    name: 'Prothrombin time',
    canonical: 's',
    units: { s: SAME },
    allowed: [0, 300],
    aboveLower: true,
    plausible: [5, 150],
  },
  glucocorticoidDose: {
    name: 'Dose of a glucocorticoid',
    canonical: 'mg',
    units: { mg: SAME },
    allowed: [0, 5000],
    aboveLower: true,
    plausible: [0.1, 1500],
  },
  immunoglobulinG: {
    ...laboratory,
    name: 'Immunoglobulin G',
    canonical: 'g/L',
    units: { 'g/L': SAME, 'mg/dL': { divide: 100 } },
    allowed: [0, 200],
    plausible: [1, 80],
  },
  /** Protein in the urine of a day; a ratio to creatinine is another quantity. */
  proteinuria: {
    ...laboratory,
    name: 'Proteinuria',
    canonical: 'g/d',
    units: { 'g/d': SAME, 'g/(24.h)': SAME, 'mg/d': { divide: 1000 }, 'mg/(24.h)': { divide: 1000 } },
    allowed: [0, 100],
    plausible: [0, 30],
  },
  /** Length of paper wetted in 5 minutes. */
  schirmer: {
    name: 'Schirmer test',
    canonical: 'mm',
    units: { mm: SAME, 'mm/(5.min)': SAME },
    allowed: [0, 35],
    plausible: [0, 35],
  },
  /** Unstimulated whole saliva; 1.5 mL in 15 minutes is 0.1 mL/min. */
  salivaFlow: {
    name: 'Unstimulated saliva flow',
    canonical: 'mL/min',
    units: { 'mL/min': SAME, 'mL/(15.min)': { divide: 15 } },
    allowed: [0, 5],
    plausible: [0, 1],
  },
  weight: {
    name: 'Body weight',
    canonical: 'kg',
    units: { kg: SAME, g: { divide: 1000 }, '[lb_av]': { multiply: 0.45359237 } },
    allowed: [20, 400],
    plausible: [30, 250],
  },
  height: {
    name: 'Body height',
    canonical: 'cm',
    units: { cm: SAME, m: { multiply: 100 }, '[in_i]': { multiply: 2.54 } },
    allowed: [60, 250],
    plausible: [130, 220],
  },
  /** `{score}` is the 0 to 10 numeric rating; a bare number would leave the scale to be guessed. */
  scaleInMillimetres: {
    name: 'Visual scale',
    canonical: 'mm',
    units: { mm: SAME, cm: { multiply: 10 }, '{score}': { multiply: 10 } },
    allowed: [0, 100],
    plausible: [0, 100],
  },
  scaleOfTen: {
    name: 'Visual scale',
    canonical: '{score}',
    units: OF_TEN,
    allowed: [0, 10],
    plausible: [0, 10],
  },
  scaleInCentimetres: {
    name: 'Visual scale',
    canonical: 'cm',
    units: OF_TEN,
    allowed: [0, 10],
    plausible: [0, 10],
  },
  /** CK, aldolase, LDH, AST and ALT; read as a ratio to the upper limit of the same report, so no unit is preferred. */
  muscleEnzyme: {
    ...laboratory,
    name: 'Muscle enzyme',
    canonical: 'U/L',
    units: { ...ACTIVITY_UNITS, 'kU/L': { multiply: 1000 } },
    allowed: [0, 200_000],
    aboveLower: true,
    plausible: [5, 5000],
  },
  fvc: {
    name: 'Forced vital capacity',
    canonical: 'L',
    units: { L: SAME, mL: { divide: 1000 } },
    allowed: [0, 10],
    aboveLower: true,
    plausible: [0.5, 7],
  },
  /** 1 mmol/min/kPa is about 2.986 mL/min/mm[Hg]; never converted, both visits must use one unit. */
  dlco: {
    name: 'Diffusing capacity for carbon monoxide',
    canonical: 'mL/min/mm[Hg]',
    units: { 'mL/min/mm[Hg]': SAME, 'mmol/min/kPa': SAME },
    allowed: [0, 100],
    aboveLower: true,
    plausible: [2, 45],
    convertible: false,
  },
  fvcPercentPredicted: {
    name: 'Forced vital capacity, percent of predicted',
    canonical: '%',
    units: { '%': SAME },
    ...percentPredicted,
    plausible: [20, 140],
  },
  dlcoPercentPredicted: {
    name: 'Diffusing capacity, percent of predicted',
    canonical: '%',
    units: { '%': SAME },
    ...percentPredicted,
    plausible: [10, 140],
  },
  /** Rheumatoid factor; read as a ratio to the upper limit of the same report, so in whatever unit that prints. */
  rheumatoidFactor: {
    ...laboratory,
    name: 'Rheumatoid factor',
    canonical: '[IU]/mL',
    units: { '[IU]/mL': SAME, 'k[IU]/L': SAME, 'U/mL': SAME, 'kU/L': SAME, ...ASSAY_UNITS },
    allowed: [0, 100_000],
    plausible: [0, 10_000],
    convertible: false,
  },
  /** Antibodies to citrullinated peptides (anti-CCP); units of different assays are not comparable. */
  acpa: {
    ...laboratory,
    name: 'ACPA',
    canonical: 'U/mL',
    units: { 'U/mL': SAME, 'kU/L': SAME, '[IU]/mL': SAME, 'k[IU]/L': SAME, ...ASSAY_UNITS },
    allowed: [0, 100_000],
    plausible: [0, 10_000],
    convertible: false,
  },
  /** UCUM: a month is 30.4375 days, a year 365.25. */
  symptomDuration: {
    name: 'Duration of symptoms',
    canonical: 'wk',
    units: { wk: SAME, d: { divide: 7 }, mo: { multiply: 30.4375, divide: 7 }, a: { multiply: 365.25, divide: 7 } },
    allowed: [0, 5218],
    plausible: [0, 4000],
  },
  treatmentDuration: {
    name: 'Duration of treatment',
    canonical: 'mo',
    units: { mo: SAME, a: { multiply: 12 }, wk: { multiply: 7, divide: 30.4375 }, d: { divide: 30.4375 } },
    allowed: [0, 1200],
    plausible: [0, 600],
  },
} as const satisfies Readonly<Record<string, Analyte>>
