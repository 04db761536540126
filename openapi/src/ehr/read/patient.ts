/** Birth date and sex of the Patient (ehr S12). */
import type { Held } from './collect.js'
import { type Issue, malformed, type Note } from './issue.js'
import { type Patient, patients } from './resources.js'
import { patientKey } from './subjects.js'

export interface PatientValues {
  readonly values: Readonly<Record<string, string>>
  readonly notes: readonly Note[]
  readonly issues: readonly Issue[]
  /** Each Patient with its place. */
  readonly keys: ReadonlyMap<string, string>
  readonly source: { readonly reference: string | undefined; readonly expression: string } | undefined
}

const SEX_EXTENSION = 'http://hl7.org/fhir/StructureDefinition/patient-sexParameterForClinicalUse'

export function readPatients(held: readonly Held[], wanted: (key: string) => boolean): PatientValues {
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
    const found = valuesOf(patient, notes)
    if (values !== undefined && JSON.stringify(values) !== JSON.stringify(found)) issues.push(twoVersions(expression))
    values = found
    source ??= { reference: patient.id === undefined ? undefined : `Patient/${patient.id}`, expression }
    if (!keys.has(key)) keys.set(key, expression)
  }
  return { values: values ?? {}, notes, issues, keys, source }
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
