/** Birth date and sex of the Patient (ehr S12). */
import type { Held } from './collect.js'
import { type Issue, malformed, type Note } from './issue.js'
import { modifierOf, whyModified } from './modified.js'
import { type Patient, patients } from './resources.js'
import { patientKey, type Subjects } from './subjects.js'

export interface PatientValues {
  readonly values: Readonly<Record<string, string>>
  readonly notes: readonly Note[]
  readonly issues: readonly Issue[]
  /** Each Patient with its place. */
  readonly keys: ReadonlyMap<string, string>
  readonly source: { readonly reference: string | undefined; readonly expression: string } | undefined
}

const SEX_EXTENSION = 'http://hl7.org/fhir/StructureDefinition/patient-sexParameterForClinicalUse'

export function readPatients(
  held: readonly Held[],
  subjects: Subjects,
  wanted: (key: string) => boolean,
): PatientValues {
  const keys = new Map<string, string>()
  const issues: Issue[] = []
  const notes: Note[] = []
  let values: Readonly<Record<string, string>> | undefined
  let source: PatientValues['source']
  for (const { resource, type, expression, fullUrl } of held) {
    if (type !== 'Patient') continue
    const read = patients.read(resource)
    if (Array.isArray(read)) {
      issues.push(malformed('wrong_value_type', 'This Patient is not what FHIR R4 says.', expression))
      continue
    }
    const patient = read as Patient
    const key = patientKey(patient, fullUrl)
    if (!wanted(key)) continue
    subjects.addPatient(key, fullUrl)
    const name = patient.id === undefined ? expression : `Patient/${patient.id}`
    const unused = whyUnused(patient, name)
    if (unused) notes.push(unused)
    if (patient['deceasedBoolean'] === true || patient['deceasedDateTime'] !== undefined)
      notes.push({ code: 'patient_deceased', pointer: '', message: `${name} is recorded as deceased.` })
    const found = unused ? {} : valuesOf(patient, notes)
    if (values !== undefined && JSON.stringify(values) !== JSON.stringify(found)) issues.push(twoVersions(expression))
    values = found
    source ??= { reference: patient.id === undefined ? undefined : `Patient/${patient.id}`, expression }
    if (!keys.has(key)) keys.set(key, expression)
  }
  return { values: values ?? {}, notes, issues, keys, source }
}

/** What R4 marks as a modifier of a Patient: the record is not valid, or another one stands for it. */
function whyUnused(patient: Patient, name: string): Note | undefined {
  const unused = (code: string, why: string): Note => {
    const message = `Birth date and sex of ${name} are not used: ${why}`
    return { code, pointer: '', message }
  }
  const modifier = modifierOf(patient)
  if (modifier !== undefined) return unused('patient_modified', whyModified(modifier))
  if (patient['active'] === false) return unused('patient_not_active', 'the record is not active.')
  const links = Array.isArray(patient['link'])
    ? (patient['link'] as readonly ({ readonly type?: unknown } | null)[])
    : []
  return links.some((link) => link?.type === 'replaced-by')
    ? unused('patient_replaced', 'another Patient replaces it (link). Send that one.')
    : undefined
}

const twoVersions = (expression: string): Issue => ({
  status: 422,
  type: 'conflict',
  code: 'conflict',
  text: 'The Patient is there twice, with another birth date or sex. Send the version that is valid.',
  expression,
})

function valuesOf(patient: Patient, notes: Note[]): Readonly<Record<string, string>> {
  const { birthDate, gender } = patient
  const administrative = gender === 'female' || gender === 'male' ? gender : undefined
  const clinical = clinicalSex(patient)
  if (clinical !== undefined && administrative !== undefined && clinical !== administrative)
    notes.push({
      code: 'sex_sources_differ',
      pointer: '/sex',
      message: `The parameter for clinical use says ${clinical || 'neither'}, the gender ${administrative}; the former counts.`,
    })
  const sex = clinical ?? administrative
  return { ...(birthDate === undefined ? {} : { birthDate }), ...(sex === undefined || sex === '' ? {} : { sex }) }
}

const SEXES: Readonly<Record<string, string>> = { 'female-typical': 'female', 'male-typical': 'male' }

/** Empty where the extension is there and says neither; nothing where it is not there. */
function clinicalSex({ extension = [] }: Patient): string | undefined {
  const found = extension.filter(({ url }) => url === SEX_EXTENSION)
  if (found.length === 0) return undefined
  const codes = found.flatMap((each) => {
    const inner = each['extension']
    if (!Array.isArray(inner)) return []
    return (inner as readonly Inner[]).flatMap((part) => (part?.url === 'value' ? codesOf(part) : []))
  })
  const sexes = new Set(codes.map((code) => SEXES[code] ?? ''))
  const [sex] = sexes
  return sexes.size === 1 ? sex : ''
}

interface Inner {
  readonly url?: unknown
  readonly valueCodeableConcept?: { readonly coding?: unknown }
}

const codesOf = ({ valueCodeableConcept }: Inner): readonly string[] => {
  const coding = valueCodeableConcept?.coding
  return Array.isArray(coding) ? coding.map((each: { readonly code?: unknown } | null) => String(each?.code ?? '')) : []
}
