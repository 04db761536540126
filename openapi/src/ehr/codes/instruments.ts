/** What each instrument takes from a record, and how its result is coded. One not listed takes plain values alone. */
import type { InstrumentEntry, OutputCoding } from './schema.js'
import { LOINC, SNOMED } from './systems.js'

const loinc = (code: string, source: string, display?: string): OutputCoding => ({
  system: LOINC,
  code,
  ...(display === undefined ? {} : { display }),
  status: 'verified',
  source,
  emit: true,
})
const DAS28: OutputCoding = { system: SNOMED, code: '441870009', status: 'verified', source: 'G', snomed: true }

const COUNTS = ['tenderJointCount28', 'swollenJointCount28']
const GLOBALS = ['patientGlobal', 'physicianGlobal']
const AGE = ['birthDate', 'sex']
/** Whoever sends an age needs no dates. */
const BY_AGE = { age: ['birthDate', 'sampleDate'] }

const one = (needs: readonly string[], more: InstrumentEntry = {}): InstrumentEntry => ({
  selection: 'full',
  cds: true,
  needs: [...needs],
  ...more,
})
const two = (more: InstrumentEntry): InstrumentEntry => ({ visits: 2, visitDays: 14, ...more })
const LUNG_DAYS = { visitDays: 30, category: 'procedure' } as const

export const INSTRUMENTS: Readonly<Record<string, InstrumentEntry>> = {
  'acr-functional-class': { selection: 'form' },
  'acr-response': two({ selection: 'partial' }),
  'boolean-remission': one([...COUNTS, 'patientGlobal', 'crp'], {
    helps: ['tenderJointCount68', 'swollenJointCount66', 'sdai', 'cdai'],
  }),
  cdai: one([...COUNTS, ...GLOBALS], { output: [loinc('75847-4', 'L')] }),
  clinessdai: { selection: 'form' },
  crcl: one([...AGE, 'weight', 'creatinine'], {
    helps: ['height'],
    category: 'laboratory',
    output: [loinc('35591-7', 'X, G')],
    insteadOf: BY_AGE,
  }),
  'das28-crp': one([...COUNTS, 'crp', 'patientGlobal'], { output: [DAS28] }),
  'das28-esr': one([...COUNTS, 'esr', 'patientGlobal'], { output: [DAS28] }),
  'difficult-to-treat-ra': { selection: 'values' },
  'egfr-ckd-epi-2021': one([...AGE, 'creatinine'], {
    helps: ['weight', 'height'],
    category: 'laboratory',
    insteadOf: BY_AGE,
  }),
  essdai: {
    selection: 'form',
    helps: ['neutrophils', 'haemoglobin', 'platelets', 'lymphocytes', 'igg', 'proteinuria'],
  },
  esspri: { selection: 'form' },
  'eular-response': two({ selection: 'full', cds: true, needs: ['das28Esr', 'das28Crp'] }),
  'eustar-activity': { selection: 'partial' },
  'haq-di': { selection: 'form', output: [loinc('75874-8', 'X')] },
  'iim-eular-acr-2017': { selection: 'partial' },
  'ild-progression': two({
    selection: 'full',
    cds: true,
    needs: ['fvcPercentPredicted', 'fvc', 'dlcoPercentPredicted', 'dlco'],
    ...LUNG_DAYS,
  }),
  'imacs-improvement': two({ selection: 'partial' }),
  'inbuild-progression': two({ selection: 'partial', ...LUNG_DAYS }),
  'index-response': two({
    selection: 'full',
    cds: true,
    needs: ['cdai', 'sdai'],
    helps: ['haqDi', 'patientGlobal', 'pain'],
  }),
  'joint-counts': { selection: 'full' },
  'laboratory-limits': one(['wbc', 'neutrophils', 'haemoglobin', 'alt', 'ast', 'bilirubin', 'inr', 'pt'], {
    helps: ['directBilirubin'],
    category: 'laboratory',
  }),
  mmt8: { selection: 'form' },
  mrss: { selection: 'form' },
  'mrss-change': two({ selection: 'full', names: { total: 'mrss' } }),
  'myositis-core-set': { selection: 'partial' },
  'myositis-deterioration': { selection: 'partial', visits: 3, visitDays: 14 },
  'myositis-tis': two({ selection: 'partial' }),
  'pft-involvement': one(
    ['fvcPercentPredicted', 'fvc', 'fvcPredicted', 'dlcoPercentPredicted', 'dlco', 'dlcoCorrected', 'dlcoPredicted'],
    { category: 'procedure' },
  ),
  'ppf-2022': two({ selection: 'partial', ...LUNG_DAYS }),
  'prednisone-equivalent': { selection: 'values' },
  'ra-acr-eular-2010': { selection: 'partial' },
  rapid3: { selection: 'form' },
  sdai: one([...COUNTS, ...GLOBALS, 'crp'], { output: [loinc('75845-8', 'L')] }),
  'sharp-progression': two({ selection: 'full' }),
  'sjogren-acr-eular-2016': { selection: 'values' },
  'sjogren-aecg-2002': { selection: 'values' },
  'ssc-acr-eular-2013': { selection: 'values' },
}
