/**
 * The data file of the EHR faces: where each field is found in a record, and what each instrument needs of it.
 * The letters behind a source: M MIMIC-IV's curated map, H an example or guide of HL7, L a page of loinc.org, G a national or other
 * guide, X a mirror of LOINC or a laboratory's catalogue.
 */
import type { CodeEntry, CodesFile, FieldEntry } from './schema.js'
import { LOCAL, LOINC, SNOMED } from './systems.js'
import { VALUES_ONLY } from './values-only.js'

type More = Partial<CodeEntry>
const verified = (code: string, source: string, display?: string, more: More = {}): CodeEntry => ({
  system: LOINC,
  code,
  ...(display === undefined ? {} : { display }),
  status: 'verified',
  source,
  emit: true,
  ...more,
})
/** Read and never emitted. */
const seen = (code: string, source: string, more: More = {}): CodeEntry => ({
  system: LOINC,
  code,
  status: 'one-source',
  source,
  ...more,
})
const snomed = (code: string, status: CodeEntry['status'] = 'verified'): CodeEntry => ({
  system: SNOMED,
  code,
  status,
  source: 'G',
})
const own = (code: string, more: More = {}): CodeEntry => ({
  system: LOCAL,
  code,
  status: 'verified',
  source: 'this project',
  ...more,
})

const at = (
  windowDays: number,
  expiresDays: number | undefined,
  codes: readonly CodeEntry[],
  more: FieldEntry = {},
) => ({
  windowDays,
  ...(expiresDays === undefined ? {} : { expiresDays }),
  codes: [...codes],
  ...more,
})
const visit = (codes: readonly CodeEntry[] = [], more: FieldEntry = {}) => at(14, 90, codes, more)
const lung = (codes: readonly CodeEntry[], more: FieldEntry = {}) => at(30, 90, codes, more)
const month = (codes: readonly CodeEntry[], more: FieldEntry = {}) => at(30, 180, codes, more)
const ever = (codes: readonly CodeEntry[], more: FieldEntry = {}): FieldEntry => ({ codes: [...codes], ...more })

const COUNT = { unit: '{#}', anchor: true } as const
const SCORE = { unit: '{score}' } as const
const MASS = { property: 'mass' } as const
const MOLAR = { property: 'molar' } as const
const OF_TEN = { unitIfNone: '{score}' } as const
/** A DAS28 of three variables is none of four. */
const FOUR = { notWithComponent: 'variant.3-variable' } as const
const enzyme = (code: string, source: string, display: string) => visit([verified(code, source, display)])

const SERUM = 'in Serum or Plasma'
const PERCENT_MISUSE =
  'percent of predicted comes under 98130-8 (dlcoPercentPredicted), not under the code of the measured value'

export const CODES: CodesFile = {
  codeSystem: LOCAL,
  fields: {
    tenderJointCount28: visit([verified('88981-6', 'L', 'Tender joint #'), snomed('442736000')], COUNT),
    swollenJointCount28: visit([verified('88980-8', 'L', 'Swollen joint #'), snomed('442687006')], COUNT),
    tenderJointCount68: visit([], COUNT),
    swollenJointCount66: visit([], COUNT),
    patientGlobal: visit([verified('75894-6', 'L', undefined, OF_TEN)], { anchor: true }),
    physicianGlobal: visit([verified('75846-6', 'L', undefined, OF_TEN)], { anchor: true }),
    // Never a patient global, although one national guide's DAS28 example takes it for one.
    pain: visit([seen('72514-3', 'X', OF_TEN), seen('38214-3', 'G'), snomed('443394008', 'one-source')]),
    haqDi: month([verified('75874-8', 'X', undefined), own('haq-di')], SCORE),
    cdai: visit([verified('75847-4', 'L', undefined)], { ...SCORE, anchor: true }),
    sdai: visit([verified('75845-8', 'L', undefined)], { ...SCORE, anchor: true }),
    // SNOMED CT 441870009 does not say which marker: it is read as neither.
    das28Esr: ever([own('das28-esr', FOUR)], { ...SCORE, anchor: true }),
    das28Crp: ever([own('das28-crp', FOUR)], { ...SCORE, anchor: true }),
    esr: visit([
      verified('4537-7', 'M', 'Erythrocyte sedimentation rate by Westergren method'),
      verified('30341-2', 'X', 'Erythrocyte sedimentation rate'),
      seen('82477-1', 'X'),
    ]),
    crp: visit([
      verified('1988-5', 'M', `C reactive protein [Mass/volume] ${SERUM}`),
      verified('30522-7', 'H, M', `C reactive protein [Mass/volume] ${SERUM} by High sensitivity method`),
    ]),
    creatinine: month([
      verified('2160-0', 'M', `Creatinine [Mass/volume] ${SERUM}`, MASS),
      verified('14682-9', 'H', `Creatinine [Moles/volume] ${SERUM}`, MOLAR),
      verified('38483-4', 'M', 'Creatinine [Mass/volume] in Blood', MASS),
      verified('77140-2', 'H', 'Creatinine [Moles/volume] in Serum, Plasma or Blood', MOLAR),
    ]),
    weight: at(90, 365, [verified('29463-7', 'H', 'Body weight'), verified('3141-9', 'H', 'Body weight Measured')]),
    height: ever([verified('8302-2', 'H', 'Body height')]),
    wbc: visit([
      verified('6690-2', 'H, M', 'Leukocytes [#/volume] in Blood by Automated count'),
      verified('26464-8', 'H', 'Leukocytes [#/volume] in Blood'),
    ]),
    neutrophils: visit([
      verified('751-8', 'H, M', 'Neutrophils [#/volume] in Blood by Automated count'),
      seen('26499-4', 'X'),
    ]),
    haemoglobin: visit([verified('718-7', 'H, M', 'Hemoglobin [Mass/volume] in Blood')]),
    platelets: visit([verified('777-3', 'H, M', 'Platelets [#/volume] in Blood by Automated count')]),
    lymphocytes: visit([verified('731-0', 'H, M', 'Lymphocytes [#/volume] in Blood by Automated count')]),
    alt: visit([verified('1742-6', 'H, M', `Alanine aminotransferase [Enzymatic activity/volume] ${SERUM}`)]),
    ast: visit([verified('1920-8', 'H, M', `Aspartate aminotransferase [Enzymatic activity/volume] ${SERUM}`)]),
    bilirubin: visit([
      verified('1975-2', 'M', `Bilirubin.total [Mass/volume] ${SERUM}`, MASS),
      verified('14631-6', 'H', `Bilirubin.total [Moles/volume] ${SERUM}`, MOLAR),
    ]),
    directBilirubin: visit([
      verified('1968-7', 'M', `Bilirubin.direct [Mass/volume] ${SERUM}`, MASS),
      verified('14629-0', 'H', `Bilirubin.direct [Moles/volume] ${SERUM}`, MOLAR),
    ]),
    inr: visit([verified('6301-6', 'M', 'INR in Platelet poor plasma by Coagulation assay')], { unitIfNone: '{INR}' }),
    pt: visit([verified('5902-2', 'M, X', 'Prothrombin time (PT)')]),
    igg: month([verified('2465-3', 'M', `IgG [Mass/volume] ${SERUM}`)]),
    proteinuria: month([verified('2889-4', 'M', 'Protein [Mass/time] in 24 hour Urine')]),
    'enzymes.ck': enzyme('2157-6', 'M', `Creatine kinase [Enzymatic activity/volume] ${SERUM}`),
    'enzymes.ldh': enzyme('2532-0', 'H, M', `Lactate dehydrogenase [Enzymatic activity/volume] ${SERUM}`),
    'enzymes.aldolase': enzyme('1761-6', 'X', `Aldolase [Enzymatic activity/volume] ${SERUM}`),
    'enzymes.ast': enzyme('1920-8', 'H, M', `Aspartate aminotransferase [Enzymatic activity/volume] ${SERUM}`),
    'enzymes.alt': enzyme('1742-6', 'H, M', `Alanine aminotransferase [Enzymatic activity/volume] ${SERUM}`),
    rf: ever([verified('11572-5', 'M, X', `Rheumatoid factor [Units/volume] ${SERUM}`)]),
    acpa: ever([seen('33935-8', 'X')]),
    fvc: lung(
      [
        verified('19868-9', 'G', 'Forced vital capacity [Volume] Respiratory system by Spirometry'),
        verified('19870-5', 'G', 'Forced vital capacity [Volume] Respiratory system'),
        verified('19876-2', 'G', undefined, { rank: 0 }),
        seen('19874-7', 'G', { rank: 1 }),
      ],
      { anchor: true },
    ),
    fvcPercentPredicted: lung([verified('19872-1', 'G', undefined), snomed('445210000', 'one-source')], {
      anchor: true,
    }),
    fvcPredicted: lung([seen('19869-7', 'G')]),
    dlco: lung([verified('19911-7', 'L, G', undefined)], { misuse: { '%': PERCENT_MISUSE }, anchor: true }),
    dlcoCorrected: lung([seen('19913-3', 'G')]),
    dlcoPredicted: lung([seen('19910-9', 'G')]),
    dlcoPercentPredicted: lung([seen('98130-8', 'G')], { anchor: true }),
    hbsAg: ever([verified('5196-1', 'M', `Hepatitis B virus surface Ag [Presence] ${SERUM} by Immunoassay`)]),
    hbcAb: ever([verified('13952-7', 'M', `Hepatitis B virus core Ab [Presence] ${SERUM} by Immunoassay`)]),
    hcvAb: ever([verified('13955-0', 'M', `Hepatitis C virus Ab [Presence] ${SERUM} by Immunoassay`)]),
    // Of antigen and antibody together a positive does not say which.
    hivAb: ever([
      verified('31201-7', 'L', `HIV 1+2 Ab [Presence] ${SERUM} by Immunoassay`),
      verified('56888-1', 'X', undefined, { only: 'negative', emit: false }),
    ]),
    syphilisNonTreponemal: ever([verified('20507-0', 'H, M', 'Reagin Ab [Presence] in Serum by RPR')]),
    mrss: visit([], { ...SCORE, anchor: true }),
    'sites.*': visit(),
    'grades.*': visit(),
    'domains.*': visit(),
    'items.*': visit(),
    'mdhaqItems.*': visit(),
    mmt8Bilateral: visit([], { ...SCORE, anchor: true }),
    mmt8Unilateral: visit([], { ...SCORE, anchor: true }),
    mmtTotal: visit([], { ...SCORE, anchor: true }),
    extramuscularActivity: visit(),
    svhTotal: visit([], { ...SCORE, anchor: true }),
    essdai: visit([], SCORE),
    clinessdai: visit([], SCORE),
    dryness: visit(),
    fatigue: visit(),
    limbPain: visit(),
    recordedClass: visit(),
    // Of the Patient resource; no Observation is read for them.
    birthDate: {},
    sex: {},
    sampleDate: {},
  },
  valuesOnly: VALUES_ONLY.split(/\s+/),
}
