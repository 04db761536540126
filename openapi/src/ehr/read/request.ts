/** The body of an operation: Parameters, or one resource that stands for the parameter `record`. */
import { Collection, isObject, isResource } from './collect.js'
import type { Asked } from './draft.js'
import { type Issue, malformed, notUnderstood, quoted } from './issue.js'
import type { ReadingModel } from './model.js'
import { whyModified } from './modified.js'
import { membersOf, onlyValue, type Part, partOf, placeOf, propertiesOf } from './plain.js'
import { type Time, timeOf } from './time.js'
import { BASELINE_RULES } from './visits.js'

export const READ_TYPES: ReadonlySet<string> = new Set(['Patient', 'Observation', 'QuestionnaireResponse'])

/** Evidence beside criteria of a trial that a site's mapping names; it decides nothing. */
export const EVIDENCE_TYPES: ReadonlySet<string> = new Set([
  'Condition',
  'MedicationStatement',
  'MedicationRequest',
  'AllergyIntolerance',
  'Procedure',
])

export interface Request {
  readonly record: Collection
  readonly asked: Asked
  readonly issues: readonly Issue[]
  /** Parameters that are nobody's here: the screening's own. */
  readonly others: ReadonlyMap<string, readonly Part[]>
}

/** Parameters about the record, beside the fields of the instrument. */
const DAYS = ['baselineOn', 'followUpOn', 'confirmationOn'] as const

export function readRequest(
  body: unknown,
  model: Pick<ReadingModel, 'schema'>,
  types: ReadonlySet<string> = READ_TYPES,
  own: ReadonlySet<string> = new Set(),
): Request {
  const record = new Collection(types)
  if (!isResource(body)) {
    const text =
      'The body is a FHIR resource: Parameters, or a Bundle, Observation, Patient or QuestionnaireResponse by itself.'
    return { record, asked: NOTHING_ASKED, issues: [malformed('not_a_resource', text)], others: new Map() }
  }
  if (body.resourceType !== 'Parameters') {
    record.add(body, body.resourceType)
    return { record, asked: NOTHING_ASKED, issues: [], others: new Map() }
  }
  if ('implicitRules' in body) {
    const issue = notUnderstood('Parameters', whyModified('implicitRules'), 'Parameters.implicitRules')
    return { record, asked: NOTHING_ASKED, issues: [issue], others: new Map() }
  }
  const { parameter = [] } = body
  if (!Array.isArray(parameter)) {
    const issue = malformed('wrong_value_type', 'Parameters.parameter is a list.', 'Parameters.parameter')
    return { record, asked: NOTHING_ASKED, issues: [issue], others: new Map() }
  }
  return readParameters(parameter, model, record, own)
}

const NOTHING_ASKED: Asked = { plain: {}, plainPlaces: new Map() }

function readParameters(
  parameter: readonly unknown[],
  { schema }: Pick<ReadingModel, 'schema'>,
  record: Collection,
  own: ReadonlySet<string>,
): Request {
  const issues: Issue[] = []
  const fields: Part[] = []
  const others = new Map<string, Part[]>()
  let asked: Asked = NOTHING_ASKED
  for (const [i, each] of parameter.entries()) {
    const isRecord = isObject(each) && each['name'] === 'record'
    const place = isRecord ? `Parameters.parameter[${i}]` : placeOf('Parameters.parameter', each, i)
    const part = partOf(each, place, issues)
    if (!part) continue
    if (isRecord) {
      if (part.resource === undefined)
        issues.push(malformed('wrong_value_type', '"record" is sent as a resource.', place))
      else record.add(part.resource, `${place}.resource`)
    } else if (own.has(part.name)) others.set(part.name, [...(others.get(part.name) ?? []), part])
    else if (ABOUT.has(part.name)) asked = about(asked, part, issues)
    else fields.push(part)
  }
  const plain = membersOf(fields, propertiesOf(schema), issues)
  const plainPlaces = new Map(fields.map(({ name, expression }) => [name, expression]))
  return { record, asked: { ...asked, plain, plainPlaces }, issues, others }
}

const ABOUT: ReadonlySet<string> = new Set(['subject', 'asOf', 'baselineRule', ...DAYS])

function about(asked: Asked, part: Part, issues: Issue[]): Asked {
  const { name, expression } = part
  if ((asked as Readonly<Record<string, unknown>> & Asked)[name as 'subject'] !== undefined)
    issues.push(malformed('parameter_repeated', `${quoted(name)} is there more than once; send it once.`, expression))
  if (name === 'subject') return { ...asked, subject: subjectIn(part, issues) }
  if (name === 'baselineRule') {
    const rule = onlyValue(part, ['valueCode', 'valueString'], issues)
    if (!BASELINE_RULES.some((each) => each === rule))
      issues.push(malformed('wrong_value_type', `"baselineRule" is one of ${BASELINE_RULES.join(', ')}.`, expression))
    return { ...asked, baselineRule: String(rule) }
  }
  const time = timeIn(part, name === 'asOf' ? ['valueDate', 'valueDateTime'] : ['valueDate'], issues)
  return name === 'asOf' ? { ...asked, asOf: time } : { ...asked, [name]: time?.firstDay }
}

function subjectIn(part: Part, issues: Issue[]): string | undefined {
  const value = onlyValue(part, ['valueReference'], issues)
  const reference = isObject(value) ? value['reference'] : undefined
  if (typeof reference === 'string' && reference !== '') return reference
  if (value !== undefined)
    issues.push(malformed('wrong_value_type', '"subject" is a Reference such as Patient/1.', part.expression))
  return undefined
}

/** A whole day, or a moment: a month is no day to count from. */
function timeIn(part: Part, types: readonly string[], issues: Issue[]): Time | undefined {
  const value = onlyValue(part, types, issues)
  const time = timeOf(value)
  if (time && time.firstDay === time.lastDay) return time
  if (value !== undefined)
    issues.push(malformed('wrong_value_type', `${quoted(part.name)} is a day such as 2026-03-01.`, part.expression))
  return undefined
}
