/** CapabilityStatement and OperationDefinitions, generated from the instruments. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { pascalCase } from '@activity-scores/shared/contract/result-schema'
import { alternatives, type JsonSchema } from '@activity-scores/shared/engine/json-schema'
import type { CapabilityStatement, OperationDefinition, OperationDefinitionParameter } from 'fhir/r4.js'
import type { InstrumentEntry } from '../codes/schema.js'
import { typesOf } from '../read/plain.js'

export const VERSION = '0.2.0'
export const RELEASE_DATE = '2026-11-30'
export const PUBLISHER = 'Activity Scores'

export const COPYRIGHT =
  'This material contains content from LOINC (http://loinc.org). LOINC is copyright Regenstrief Institute, Inc. and the LOINC Committee and is available at no cost under the license at http://loinc.org/license. UCUM is copyright Regenstrief Institute, Inc. and available under the terms at https://ucum.org/license.'

export interface OperationName {
  readonly code: string
  /** In UpperCamel. */
  readonly name: string
}

export const operationNames = (slugs: readonly string[], protocols: readonly string[]): readonly OperationName[] =>
  [...slugs, ...protocols.map((id) => `screen-${id}`)].map((code) => ({ code, name: pascalCase(code) }))

export function capabilityStatement(base: string, names: readonly OperationName[]): CapabilityStatement {
  const read = [{ code: 'read' as const }, { code: 'search-type' as const }]
  const types = ['CodeSystem', 'OperationDefinition', 'Questionnaire']
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: RELEASE_DATE,
    publisher: PUBLISHER,
    kind: 'instance',
    software: { name: PUBLISHER, version: VERSION },
    implementation: { description: 'Rheumatology disease-activity scores as operations', url: `${base}/fhir` },
    fhirVersion: '4.0.1',
    format: ['json'],
    copyright: COPYRIGHT,
    rest: [
      {
        mode: 'server',
        resource: types.map((type) => ({
          type,
          interaction: read,
          searchParam: [{ name: 'url', type: 'uri' }],
        })),
        operation: names.map(({ code }) => ({ name: code, definition: definitionUrl(base, code) })),
      },
    ],
  }
}

const definitionUrl = (base: string, code: string): string => `${base}/fhir/OperationDefinition/${code}`

const SELECTION: Readonly<Record<string, string>> = {
  full: 'A record can hold every needed input under verified codes.',
  partial: 'A record can hold some of the inputs under verified codes.',
  form: 'Inputs come by our Questionnaire, or as Observations under local codes.',
  values: 'Inputs are plain values: no record holds them under a code.',
}

export function operationDefinition(
  base: string,
  instrument: Instrument,
  schema: JsonSchema,
  entry: InstrumentEntry,
): OperationDefinition {
  const { slug, title, summary, version } = instrument
  const selection = SELECTION[entry.selection ?? 'values'] ?? ''
  return {
    ...head(base, { code: slug, name: pascalCase(slug) }, version),
    title,
    description: `${summary} ${selection}`,
    parameter: [...RECORD, ...visitParameters(entry), ...fieldsOf(schema), returned('Observation')],
  }
}

const head = (base: string, { code, name }: OperationName, version: string): OperationDefinition => ({
  resourceType: 'OperationDefinition',
  id: code,
  url: definitionUrl(base, code),
  version,
  name,
  status: 'active',
  kind: 'operation',
  date: RELEASE_DATE,
  publisher: PUBLISHER,
  affectsState: false,
  code,
  system: true,
  type: false,
  instance: false,
})

const input = (
  name: string,
  type: string,
  more: Partial<OperationDefinitionParameter> = {},
): OperationDefinitionParameter => ({
  name,
  use: 'in',
  min: 0,
  max: '1',
  type: type as OperationDefinitionParameter['type'] & string,
  ...more,
})

const RECORD: readonly OperationDefinitionParameter[] = [
  input('record', 'Resource', {
    max: '*',
    documentation:
      'Bundle, Patient, Observation or QuestionnaireResponse; any other type is passed over with a warning',
  }),
  input('subject', 'Reference', { documentation: 'Only resources of this patient are read' }),
  input('asOf', 'dateTime', {
    documentation: 'A day or a moment: what is later is not read, and windows are counted from it',
  }),
]

function visitParameters({ visits = 1 }: InstrumentEntry): readonly OperationDefinitionParameter[] {
  if (visits === 1) return []
  const days = visits === 3 ? ['baselineOn', 'followUpOn', 'confirmationOn'] : ['baselineOn', 'followUpOn']
  return [
    ...days.map((name) => input(name, 'date', { documentation: 'Day of the visit' })),
    input('baselineRule', 'code', { documentation: 'only (default), previous or oldest' }),
  ]
}

const returned = (type: string): OperationDefinitionParameter => ({
  name: 'return',
  use: 'out',
  min: 1,
  max: '1',
  type: type as OperationDefinitionParameter['type'] & string,
})

/** Of a screening: its inputs, the arm and the day. */
export function screenDefinition(
  base: string,
  { id, title, version }: { readonly id: string; readonly title: string; readonly version: string },
  inputs: JsonSchema,
  readings: JsonSchema,
): OperationDefinition {
  const code = `screen-${id}`
  const [record, subject] = RECORD as [OperationDefinitionParameter, OperationDefinitionParameter]
  const part = fieldsOf(readings)
  return {
    ...head(base, { code, name: pascalCase(code) }, version),
    title,
    description: "The trial's criteria from a record. Conditions, medications and the like decide nothing.",
    parameter: [
      {
        ...record,
        documentation: `${record.documentation}; Condition, MedicationStatement, MedicationRequest, AllergyIntolerance and Procedure as evidence beside criteria`,
      },
      subject,
      input('arm', 'code', { min: 1 }),
      input('asOf', 'date', { min: 1, documentation: 'Day of the decision' }),
      ...(part.length > 0 ? [withParts('readings', part)] : []),
      ...fieldsOf(inputs),
      returned('Parameters'),
    ],
  }
}

function withParts(name: string, part: OperationDefinitionParameter[]): OperationDefinitionParameter {
  const { type: _type, ...rest } = input(name, 'string')
  return { ...rest, part }
}

/** The fields of a request as parameters. */
function fieldsOf(schema: JsonSchema): OperationDefinitionParameter[] {
  const object = alternatives(schema).find(({ properties }) => properties !== undefined)
  return Object.entries(object?.properties ?? {}).map(([name, child]) => parameterOf(name, child))
}

const FHIR_TYPES: Readonly<Record<string, string>> = {
  valueInteger: 'integer',
  valueDecimal: 'decimal',
  valueBoolean: 'boolean',
  valueDate: 'date',
  valueCode: 'code',
  valueString: 'string',
}

/** FHIR's names begin with a letter and hold no hyphen; ours of joints do, so that they are told in words. */
const isName = (name: string): boolean => /^[A-Za-z][A-Za-z0-9_]*$/.test(name)

function parameterOf(name: string, schema: JsonSchema): OperationDefinitionParameter {
  const choices = alternatives(schema)
  const list = choices.find(({ items }) => items !== undefined)
  const max = list ? '*' : '1'
  const inner = list?.items ? alternatives(list.items) : choices
  const text = schema.description ?? schema.title ?? choices[0]?.description ?? choices[0]?.title
  const documentation = text === undefined ? {} : { documentation: text }
  if (inner.some(({ properties }) => properties?.['unit'] !== undefined))
    return input(name, 'Quantity', { max, ...documentation })
  const object = inner.find(({ properties }) => properties !== undefined)
  if (object) {
    const parts = Object.entries(object.properties ?? {})
    const isTold = parts.every(([each]) => isName(each))
    const more = isTold ? { part: parts.map(([each, child]) => parameterOf(each, child)) } : { type: 'BackboneElement' }
    const { type: _type, ...rest } = input(name, 'string', { max, ...documentation })
    return isTold
      ? { ...rest, ...(more as { part: OperationDefinitionParameter[] }) }
      : { ...rest, type: 'BackboneElement' as never }
  }
  const types = typesOf(inner)
  const type = inner.some(({ type: of }) => [of].flat().includes('number'))
    ? 'decimal'
    : (FHIR_TYPES[types[0] ?? ''] ?? 'string')
  return input(name, type, { max, ...documentation })
}
