/** Points for each level of a domain: Seror 2010, tables of the first citation of manifest.ts. The greatest sum is 123. */
export const WEIGHTS = {
  constitutional: 3,
  lymphadenopathy: 4,
  glandular: 2,
  articular: 2,
  cutaneous: 3,
  pulmonary: 5,
  renal: 5,
  muscular: 6,
  pns: 5,
  cns: 5,
  haematological: 2,
  biological: 1,
} as const

export const MAXIMUM = 123

/** A level is reached by a value on this side of the limit. */
export interface LevelLimit {
  readonly level: 1 | 2 | 3
  readonly below?: number
  readonly atMost?: number
  readonly atLeast?: number
  readonly above?: number
}

/**
 * Laboratory limits of the levels, each including the levels above it. Counts in 10*9/L, haemoglobin and IgG in g/L,
 * proteinuria in g/d. The edges of proteinuria are a convention of this project; lymphocytes have no level 3.
 */
export const LEVEL_LIMITS = {
  neutrophils: [
    { level: 1, below: 1.5 },
    { level: 2, atMost: 1 },
    { level: 3, below: 0.5 },
  ],
  haemoglobin: [
    { level: 1, below: 120 },
    { level: 2, atMost: 100 },
    { level: 3, below: 80 },
  ],
  platelets: [
    { level: 1, below: 150 },
    { level: 2, atMost: 100 },
    { level: 3, below: 50 },
  ],
  lymphocytes: [
    { level: 1, below: 1 },
    { level: 2, atMost: 0.5 },
  ],
  proteinuria: [
    { level: 1, atLeast: 0.5 },
    { level: 2, above: 1 },
    { level: 3, above: 1.5 },
  ],
  igg: [
    { level: 1, atLeast: 16 },
    { level: 2, above: 20 },
  ],
} as const satisfies Readonly<Record<string, readonly LevelLimit[]>>

/** IgG below this is level 2 when it fell recently, which a single value does not tell. */
export const LOW_IGG = 5
