/**
 * What a criterion says whatever the patient: written once under the readings that apply where none is chosen (decision 72).
 */
import type { Plan, PlannedCriterion, Readings } from '../engine/model.js'
import { type Outline, outlineOf } from '../engine/rules.js'

export interface ChosenReading {
  readonly id: string
  readonly option: string
}

export interface Wording {
  readonly readings: readonly ChosenReading[]
  readonly outline: Outline
  /** Of what says whom it concerns. */
  readonly concerns: Outline
  /** JSON before and after the state, up to the parts. */
  readonly json: readonly [before: string, after: string]
  /** Cells of a Markdown table: criterion, rule with readings, source. */
  readonly cells: readonly [criterion: string, rule: string, source: string]
}

const cached = new WeakMap<PlannedCriterion, Wording>()

export function wordingOf(plan: Plan, criterion: PlannedCriterion, readings: Readings): Wording {
  if (readings !== plan.defaults) return written(criterion, readings)
  let wording = cached.get(criterion)
  if (!wording) {
    wording = written(criterion, readings)
    cached.set(criterion, wording)
  }
  return wording
}

const NOBODY: Outline = { statements: [], calls: [], parts: [] }

function written({ definition, rule, applies, readings: ids }: PlannedCriterion, chosen: Readings): Wording {
  const { id, kind, title, says, source, text = null, within = null } = definition
  const readings = ids.map((reading) => ({ id: reading, option: chosen[reading] ?? '' }))
  const read = readings.length > 0 ? ` (${readings.map((each) => `${each.id} ${each.option}`).join(', ')})` : ''
  const after = { rule: says, source, text, partOf: within, readings }
  return {
    readings,
    outline: outlineOf(rule, chosen),
    concerns: applies ? outlineOf(applies, chosen) : NOBODY,
    json: [`${JSON.stringify({ id, kind, title }).slice(0, -1)},"state":"`, `",${JSON.stringify(after).slice(1, -1)}`],
    cells: [cell(`${id} ${title}`), cell(says + read), cell(source)],
  }
}

/** Words of a protocol: nothing in a cell ends it, or the row. */
export const cell = (text: string): string =>
  /[\\|\r\n]/.test(text)
    ? text
        .replaceAll('\\', '\\\\')
        .replaceAll('|', '\\|')
        .replaceAll(/[\r\n]/g, ' ')
    : text
