/**
 * A screening as JSON text: the bytes of `JSON.stringify`, with what the protocol states written once for each criterion
 * and not once for each patient (decision 72).
 */
import { escaped } from '@activity-scores/shared/engine/serialise'
import type { Plan, PlannedCriterion, Readings } from '../engine/model.js'
import type { Basis, ScreenedCriterion, Screening } from './model.js'
import { type Wording, wordingOf } from './wording.js'

export function screeningJson(plan: Plan, screening: Screening, readings: Readings): string {
  const { criteria, ...others } = screening
  const { protocol, version, arm, asOf, verdict, validUntil, groups, ...found } = others
  const planned = plan.criteria.get(arm) ?? []
  let list = ''
  criteria.forEach((criterion, i) => {
    const wording = wordingOf(plan, planned[i] as PlannedCriterion, readings)
    list += `${i === 0 ? '' : ','}${criterionJson(criterion, wording)}`
  })
  const head = JSON.stringify({ protocol, version, arm, asOf, verdict, validUntil, groups }).slice(0, -1)
  return `${head},"criteria":[${list}],${JSON.stringify(found).slice(1)}`
}

function criterionJson(criterion: ScreenedCriterion, { json }: Wording): string {
  const { state, parts, basis, reasons, missing, flags, expires, recoverable } = criterion
  const holds = `"expires":${expires === null ? 'null' : `"${expires}"`},"recoverable":${JSON.stringify(recoverable)}`
  let found = ''
  for (const each of basis) found += `${found === '' ? '' : ','}${basisJson(each)}`
  return `${json[0]}${state}${json[1]},"parts":${listJson(parts)},"basis":[${found}],"reasons":${listJson(reasons)},"missing":${listJson(missing)},"flags":${listJson(flags)},${holds}}`
}

const basisJson = ({ title, value, state, visit, results }: Basis): string =>
  `{"title":"${escaped(title)}","value":${value === null ? 'null' : `"${escaped(value)}"`},"state":"${state}","visit":"${visit}","results":${listJson(results)}}`

const listJson = (list: readonly unknown[]): string => (list.length === 0 ? '[]' : JSON.stringify(list))
