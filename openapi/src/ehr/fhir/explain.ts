/** What would be used of a record, and what is refused: nothing is computed (`?explain=inputs`). */
import type { Parameters, ParametersParameter } from 'fhir/r4.js'
import { LOCAL, PROBLEM } from '../codes/systems.js'
import type { Reading, Source } from '../read/draft.js'
import { valueAt } from '../read/members.js'
import { SAMPLE_DATE, SAMPLED } from '../read/model.js'
import { listedIssues, listedNotes } from './listed.js'
import type { Operation } from './model.js'
import { quantityOf, subjectReference } from './parts.js'

export function explained(
  { instrument, model }: Pick<Operation, 'instrument' | 'model'>,
  reading: Reading,
): Parameters {
  const subject = reading.subject === undefined ? undefined : subjectReference(reading.subject)
  const needs = (model.entry.needs ?? []).filter((name) => !reading.sources.some(({ field }) => field === name))
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'instrument', valueCode: instrument.slug },
      { name: 'version', valueString: instrument.version },
      ...(subject ? [{ name: 'subject', valueReference: subject }] : []),
      ...[...reading.sources, ...daysOf(model, reading)].map((source) => foundOf(source, reading)),
      ...needs.map((name): ParametersParameter => ({ name: 'missing', part: [{ name: 'field', valueString: name }] })),
      ...listedIssues(reading.issues).map(
        ({ code, text, field, reference, expression }): ParametersParameter => ({
          name: 'refused',
          part: [
            { name: 'code', valueCoding: { system: PROBLEM, code } },
            ...(field === undefined || field === '' ? [] : [{ name: 'field', valueString: field }]),
            ...(reference === undefined ? [] : [{ name: 'source', valueReference: { reference } }]),
            ...(expression === undefined ? [] : [{ name: 'expression', valueString: expression }]),
            { name: 'text', valueString: text },
          ],
        }),
      ),
      ...listedNotes(reading.notes).map(
        ({ code, pointer, message }): ParametersParameter => ({
          name: 'warning',
          part: [
            { name: 'code', valueCode: code },
            ...(pointer === '' ? [] : [{ name: 'pointer', valueString: pointer }]),
            { name: 'text', valueString: message },
          ],
        }),
      ),
    ],
  }
}

/** Days that follow from other values, each with the source of its value: of a sample, and of a visit. */
function daysOf({ leaves }: Operation['model'], { input, sources }: Reading): readonly Source[] {
  return leaves.flatMap(({ name, visit, path, dotted }): Source[] => {
    const day = valueAt(input, path)
    if (day === undefined || sources.some((each) => each.path === dotted)) return []
    const isOf = ({ field, path: other, time }: Source): boolean =>
      visit === undefined
        ? name === SAMPLE_DATE && field === SAMPLED
        : name === 'date' && other.startsWith(`${visit}.`) && time?.lastDay === day
    const source = sources.find(isOf)
    return source ? [{ ...source, path: dotted, field: name, candidate: undefined }] : []
  })
}

function foundOf({ path, expression, reference, time, candidate }: Source, { input }: Reading): ParametersParameter {
  const value = valueAt(input, path.split('.'))
  const { entry } = candidate ?? {}
  return {
    name: 'found',
    part: [
      { name: 'field', valueString: path },
      ...valueParts(value),
      ...(entry && entry.system !== LOCAL
        ? [{ name: 'code', valueCoding: { system: entry.system, code: entry.code } }]
        : []),
      ...(time === undefined ? [] : [{ name: 'time', valueDateTime: time.written }]),
      ...(reference === undefined ? [] : [{ name: 'source', valueReference: { reference } }]),
      { name: 'expression', valueString: expression },
    ],
  }
}

interface Measured {
  readonly value: number
  readonly unit: string
  readonly comparator?: '<' | '<=' | '>=' | '>'
  readonly upperLimit?: number
  readonly upperLimitUnit?: string
}

function valueParts(value: unknown): ParametersParameter[] {
  if (typeof value === 'number') return [{ name: 'value', valueDecimal: value }]
  if (typeof value === 'boolean') return [{ name: 'value', valueBoolean: value }]
  if (typeof value === 'string' && value !== '') return [{ name: 'value', valueString: value }]
  if (typeof value !== 'object' || value === null) return []
  const { value: number, unit, comparator, upperLimit, upperLimitUnit } = value as Measured
  if (typeof number !== 'number' || typeof unit !== 'string')
    return [{ name: 'value', valueString: JSON.stringify(value) }]
  const quantity = { ...quantityOf(number, unit), ...(comparator === undefined ? {} : { comparator }) }
  const limit =
    upperLimit === undefined
      ? []
      : [{ name: 'upperLimit', valueQuantity: quantityOf(upperLimit, upperLimitUnit ?? unit) }]
  return [{ name: 'value', valueQuantity: quantity }, ...limit]
}
