/** The trial's worked examples of the clinical specification, and what their names are in a screening request. */
import { readFileSync } from 'node:fs'

type Row = Readonly<Record<string, never>>
type Inputs = Readonly<Record<string, unknown>>

export interface Example {
  readonly id: string
  readonly inputs: Row
  readonly expected: Readonly<Record<string, string>>
}

const FILES = new URL('../../../../openapi/test/screen/examples/', import.meta.url)

export const examplesOf = (file: string): readonly Example[] =>
  JSON.parse(readFileSync(new URL(`${file}.json`, FILES), 'utf8')) as Example[]

const given = (value: number | null | undefined, unit: string): object | null =>
  value === null || value === undefined ? null : { value, unit }

/** `cannot_determine` of the clinical file is `undetermined`. */
export const stateNamed = (state: string | undefined): string | undefined =>
  state === 'cannot_determine' ? 'undetermined' : state

/** For an exclusion: whether it applies. */
export const exclusionNamed = (state: string | undefined): string =>
  ({ met: 'excluded', not_met: 'not_excluded' })[state ?? ''] ?? 'undetermined'

/** The file's baselines have no day: one inside every window that the trial is read with. */
const BASELINE = '2025-10-01'

export function systemicSclerosis({ inputs: row }: Example): Inputs {
  const percent = (fvc: number | null, dlco: number | null) => ({
    fvcPercentPredicted: given(fvc, '%'),
    dlcoPercentPredicted: given(dlco, '%'),
  })
  return {
    ssc2013Score: row['ssc2013Score_points'],
    // The score of the file is that of a patient to whom the criteria apply.
    fingersSparedOrBetterExplained: false,
    ildPresent: row['ildPresent'],
    hrctGroundGlass: row['hrctGroundGlass'],
    fvcPercentPredicted: given(row['fvc_pctPredicted'], '%'),
    dlcoPercentPredicted: given(row['dlco_pctPredicted'], '%'),
    glucocorticoidUsed: row['glucocorticoidUsed'],
    longestListedDrugMonths: row['longestImmunomodulator_mo'],
    ineffectiveOrRelapsed: row['ineffectiveOrRelapsed'],
    skinBaseline: { total: row['baselineMrss_units'], date: BASELINE },
    skinFollowUp: { total: row['followUpMrss_units'] },
    lungBaseline: {
      ...percent(row['fvcBaseline_pctPredicted'] ?? null, row['dlcoBaseline_pctPredicted'] ?? null),
      date: BASELINE,
    },
    lungFollowUp: percent(row['fvcFollowUp_pctPredicted'] ?? null, row['dlcoFollowUp_pctPredicted'] ?? null),
  }
}

/** A ratio of 1 is the upper limit; the other enzymes of the file are normal or not measured. */
function enzymes(ckRatio: number | null | undefined, othersNormal: boolean | null | undefined): object | null {
  const ck =
    ckRatio === null || ckRatio === undefined ? {} : { ck: { value: ckRatio * 200, upperLimit: 200, unit: 'U/L' } }
  const normal = { value: 20, upperLimit: 40, unit: 'U/L' }
  const others = othersNormal ? { ldh: normal, ast: normal, alt: normal } : {}
  return Object.keys(ck).length + Object.keys(others).length === 0 ? null : { ...ck, ...others }
}

const treatment = (row: Row, longest: string): Inputs => ({
  glucocorticoidPerKg: given(row['glucocorticoid_mg_kg_d'], 'mg/kg/d'),
  cyclophosphamideUsed: row['cyclophosphamideUsed'],
  longestListedDrugMonths: row[longest],
  ineffectiveOrRelapsed: row['ineffectiveOrRelapsed'],
})

export function myositis({ inputs: row }: Example): Inputs {
  const antibody: string | null = row['myositisAntibody'] ?? null
  return {
    iim2017Score: row['iim2017Score_points'],
    biopsyAvailable: row['biopsyAvailable'],
    iimSubgroup: row['subgroup'],
    muscleInvolvement: row['muscleInvolvement'],
    mmt8Bilateral: row['mmt8Bilateral_units'],
    physicianGlobal: given(row['phga_cm'], 'cm'),
    patientGlobal: given(row['ptga_cm'], 'cm'),
    extramuscularActivity: given(row['extramuscularVas_cm'], 'cm'),
    haqDi: row['haqDi_units'],
    enzymes: enzymes(row['ckRatio_xUln'], row['otherEnzymesNormal']),
    myositisAntibody: antibody === 'not_fully_tested' ? 'not-fully-tested' : antibody,
    ...treatment(row, 'longestListedDrug_mo'),
    drugInducedMyositis: row['drugInduced'],
    tumourIntervalMonths: row['tumourInterval_mo'],
    tumourHistory: row['tumourHistory'],
  }
}

/** A finished score where the row has one; levels with a domain not assessed where it has bounds. */
function essdai(lower: number | null, upper: number | null): Inputs {
  if (lower === null || upper === null) return {}
  if (lower === upper) return { essdai: lower }
  if (lower !== 4 || upper !== 6) throw new Error(`no levels for ${lower} to ${upper}`)
  const none = { constitutional: 0, lymphadenopathy: 0, glandular: 0, cutaneous: 0, pulmonary: 0, renal: 0 }
  const levels = { ...none, articular: 2, muscular: 0, pns: 0, cns: 0, haematological: 0, biological: null }
  return { essdaiDomains: levels }
}

export function sjogren({ inputs: row }: Example): Inputs {
  return {
    aecg2002: row['aecg2002'],
    sjogren2016Score: row['pss2016Score_points'],
    pss2016InclusionMet: row['pss2016InclusionMet'],
    pss2016AnyExclusion: row['pss2016AnyExclusion'],
    ...essdai(row['essdaiLowerBound_units'] ?? null, row['essdaiUpperBound_units'] ?? null),
    ...treatment(row, 'longestListedDrug_mo'),
    cirrhosis: row['cirrhosis'],
    marrowDisease: row['aplasticAnaemiaMdsOrMpd'],
  }
}

/** Counts as bounds: exact, or what a 28-joint count leaves possible, or what joints not done leave possible. */
function jointInputs(row: Row): Inputs {
  const [lower, upper] = [
    row['sjc66_lower_count'] as number | undefined,
    row['sjc66_upper_count'] as number | undefined,
  ]
  const [tenderLower, tenderUpper] = [
    row['tjc68_lower_count'] as number | undefined,
    row['tjc68_upper_count'] as number | undefined,
  ]
  if (lower === undefined || upper === undefined) return {}
  if (upper - lower === 38)
    return { swollenJointCount28: lower, ...(tenderLower === undefined ? {} : { tenderJointCount28: tenderLower }) }
  if (upper === lower)
    return { swollenJointCount66: lower, ...(tenderLower === undefined ? {} : { tenderJointCount68: tenderLower }) }
  const swollen = ['L-MTP1', 'L-MTP2', 'L-MTP3', 'R-MTP1', 'R-MTP2', 'R-MTP3'].slice(0, lower)
  const tender = [...swollen, 'R-MTP4', 'R-MTP5', 'L-MTP4', 'L-MTP5'].slice(0, tenderLower)
  if (tenderLower !== tenderUpper) throw new Error('tender joints are exact in every row with joints not done')
  const joints: Record<string, object> = {}
  for (const id of tender) joints[id] = { tender: 'present', swollen: swollen.includes(id) ? 'present' : 'absent' }
  for (const id of ['L-ANK', 'R-ANK'].slice(0, upper - lower)) joints[id] = { tender: 'absent', swollen: 'not_done' }
  return { joints, allOtherJoints: 'absent' }
}

const PRESENCE: Readonly<Record<string, string>> = { not_detected: 'not-detected', above_limit: 'quantified' }

/** A row of the rheumatoid arthritis file, with the day of screening. */
export function common({ inputs: row }: Example): { readonly asOf: string; readonly inputs: Inputs } {
  const crp =
    row['crp_mg_per_dL'] === undefined ? given(row['crp_mg_per_L'], 'mg/L') : given(row['crp_mg_per_dL'], 'mg/dL')
  const comparator: string | undefined = row['crp_comparator']
  return {
    asOf: row['screening_date'] ?? row['consent_date'] ?? '2026-03-01',
    inputs: {
      birthDate: row['birth_date'],
      consentDate: row['consent_date'],
      raDiagnosisDate: row['diagnosis_date'],
      ...jointInputs(row),
      crp: crp && { ...crp, ...(comparator ? { comparator } : {}) },
      esr: given(row['esr_mm_per_h'], 'mm/h'),
      das28Esr: row['das28_esr'],
      cdai: row['cdai'],
      functionalClass: row['acr_functional_class'],
      hbsAg: row['hbsag'],
      hbcAb: row['hbcab'],
      hbvDna: PRESENCE[row['hbv_dna'] ?? ''],
      hcvAb: row['hcv_ab'],
      hcvRna: PRESENCE[row['hcv_rna'] ?? ''],
    },
  }
}
