/** A screening as Parameters: every criterion in the order of the protocol, also where nothing is known. */
import type { Parameters, ParametersParameter } from 'fhir/r4.js'
import type { Screening } from '../../screen/answer/model.js'
import { systemOf } from '../codes/systems.js'
import { referenceOf } from '../read/candidates.js'
import type { Collection } from '../read/collect.js'
import { modifierOf } from '../read/modified.js'
import { EVIDENCE_TYPES } from '../read/request.js'
import type { ScreenReading } from '../read/screening.js'
import { Subjects } from '../read/subjects.js'
import { listedNotes } from './listed.js'
import { subjectReference } from './parts.js'
import type { PreparedScreen, Screen } from './screen-model.js'

interface ScreenedAnswer {
  readonly screen: Screen
  readonly model: PreparedScreen
  readonly record: Collection
  readonly screening: Screening
  readonly reading: ScreenReading
}

const text = (name: string, value: string): ParametersParameter => ({ name, valueString: value })
const code = (name: string, value: string): ParametersParameter => ({ name, valueCode: value })

export function screenedParameters(answer: ScreenedAnswer): Parameters {
  const { screening, reading } = answer
  const { protocol, version, arm, asOf, verdict, criteria, nextInputs } = screening
  const subject = reading.subject === undefined ? undefined : subjectReference(reading.subject)
  return {
    resourceType: 'Parameters',
    parameter: [
      text('protocol', protocol),
      text('version', version),
      ...(subject ? [{ name: 'subject', valueReference: subject }] : []),
      code('arm', arm),
      { name: 'asOf', valueDate: asOf },
      code('verdict', verdict),
      text('text', screening.text),
      ...criteria.map((criterion) => criterionOf(criterion, answer)),
      ...evidenceOf(answer),
      ...screening.conflicts.map(({ measure, title, inputs, message }) => ({
        name: 'conflict',
        part: [
          text('id', measure),
          text('title', title),
          ...inputs.map((input) => text('input', input)),
          text('text', message),
        ],
      })),
      ...screening.collisions.map(({ id, against, message }) => ({
        name: 'collision',
        part: [text('id', id), ...against.map((criterion) => text('criterion', criterion)), text('text', message)],
      })),
      ...nextInputs.map(({ input, title, decides, criteria: of }) => ({
        name: 'nextInput',
        part: [
          text('input', input),
          text('title', title),
          ...(decides.length > 0 ? decides : of).map((id) => text('decides', id)),
        ],
      })),
      ...listedNotes(reading.notes).map(({ code: kind, message }) => ({
        name: 'warning',
        part: [code('code', kind), text('text', message)],
      })),
    ],
  }
}

function criterionOf(
  criterion: Screening['criteria'][number],
  { screening, model, reading, screen }: ScreenedAnswer,
): ParametersParameter {
  const { id, kind, state, title, rule, missing } = criterion
  const planned = model.plan.criteria.get(screening.arm)?.find(({ definition }) => definition.id === id)
  const needs = new Set(planned?.needs ?? [])
  const used = reading.sources.filter(
    ({ path, reference }) => reference !== undefined && needs.has(path.split('.')[0] ?? ''),
  )
  const references = [...new Set(used.map(({ reference = '' }) => reference))]
  return {
    name: 'criterion',
    part: [
      text('id', id),
      code('kind', kind),
      code('state', state),
      text('title', title),
      ...(rule === '' ? [] : [text('rule', rule)]),
      code('answerable', model.answerable(id)),
      ...references.map((reference) => ({ name: 'basedOn', valueReference: { reference } })),
      ...missing.map((input) => missingOf(input, screen)),
    ],
  }
}

/** What is missing, with the code under which a record would have it. */
function missingOf(input: string, { codes }: Screen): ParametersParameter {
  const entry = codes.field(input)?.codes?.find(({ emit }) => emit === true)
  const coding = entry && {
    system: entry.system,
    code: entry.code,
    ...(entry.display === undefined ? {} : { display: entry.display }),
  }
  return { name: 'missing', part: [text('input', input), ...(coding ? [{ name: 'code', valueCoding: coding }] : [])] }
}

interface Coded {
  readonly code?: { readonly coding?: unknown }
  readonly medicationCodeableConcept?: { readonly coding?: unknown }
  readonly verificationStatus?: { readonly coding?: unknown }
  readonly status?: unknown
  readonly doNotPerform?: unknown
  readonly subject?: { readonly reference?: string }
  readonly patient?: { readonly reference?: string }
}

type Coding = { readonly system?: unknown; readonly code?: unknown }

const codingsIn = (concept: { readonly coding?: unknown } | undefined): readonly Coding[] =>
  Array.isArray(concept?.coding)
    ? (concept.coding as unknown[]).filter((each): each is Coding => typeof each === 'object' && each !== null)
    : []

const NOT_SO: ReadonlySet<unknown> = new Set([
  'refuted',
  'entered-in-error',
  'not-taken',
  'not-done',
  'cancelled',
  'draft',
])

/** Whether it says that something was, as far as its modifiers tell. */
const isSo = ({ verificationStatus, status, doNotPerform, ...others }: Coded): boolean =>
  modifierOf(others) === undefined &&
  doNotPerform !== true &&
  !NOT_SO.has(status) &&
  !codingsIn(verificationStatus).some(({ code: verified }) => NOT_SO.has(verified))

/** Conditions and the like beside the criteria that a site's mapping names. They decide nothing. */
function evidenceOf({ record, screen, screening, reading }: ScreenedAnswer): readonly ParametersParameter[] {
  const { evidence } = screen.codes
  if (evidence.length === 0) return []
  const subjects = new Subjects(record.held)
  const known = new Set(screening.criteria.map(({ id }) => id))
  return record.held.flatMap((held) => {
    if (!EVIDENCE_TYPES.has(held.type)) return []
    const { code: coded, medicationCodeableConcept, subject, patient } = held.resource as Coded
    if (!isSo(held.resource as Coded)) return []
    if (reading.subject !== undefined && subjects.keyOf(subject ?? patient) !== reading.subject) return []
    return codingsIn(coded ?? medicationCodeableConcept).flatMap(({ system, code: value }) => {
      if (typeof system !== 'string' || typeof value !== 'string') return []
      const found = evidence.filter(
        ({ system: of, prefix, criterion }) =>
          systemOf(of) === systemOf(system) && value.startsWith(prefix) && known.has(criterion),
      )
      return found.map(({ criterion }): ParametersParameter => {
        const reference = referenceOf(held)
        return {
          name: 'evidence',
          part: [
            text('criterion', criterion),
            ...(reference === undefined ? [] : [{ name: 'resource', valueReference: { reference } }]),
            { name: 'code', valueCoding: { system: systemOf(system), code: value } },
          ],
        }
      })
    })
  })
}
