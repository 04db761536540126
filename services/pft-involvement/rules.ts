import type { Fault, Rule } from '@activity-scores/shared/contract/instrument'
import { greater, less } from '@activity-scores/shared/language/compare'
import { analytes } from '@activity-scores/shared/language/units'
import { MEASUREMENTS, type Measurement, ratioOf } from './findings.js'
import type { Request } from './schema.js'

const [LEAST_PERCENT, MOST_PERCENT] = analytes.fvcPercentPredicted.allowed

const oneUnit: Rule<Request> = {
  fields: ['dlco', 'dlcoCorrected', 'dlcoPredicted'],
  says: '`dlco` and `dlcoCorrected` have the unit of `dlcoPredicted`; DLCO units are never converted.',
  check: (request): readonly Fault[] =>
    (['dlco', 'dlcoCorrected'] as const).flatMap((field) => {
      const [measured, predicted] = [request[field], request.dlcoPredicted]
      if (!measured || !predicted || measured.unit === predicted.unit) return []
      const message = `${field}.unit differs from dlcoPredicted.unit, and DLCO units are never converted. Send both in the unit of one laboratory report, or send the percent of predicted.`
      return [{ pointer: `/${field}/unit`, code: 'unit_mismatch', message }]
    }),
}

const ratioInRange = (measurement: Measurement): Rule<Request> => {
  const { measured, predicted } = measurement
  return {
    fields: [measured, predicted],
    says: `\`${measured}\` is ${LEAST_PERCENT} to ${MOST_PERCENT} % of \`${predicted}\`.`,
    check: (request): readonly Fault[] => {
      const ratio = ratioOf(measurement, request)
      if (ratio === null || !(greater(ratio, MOST_PERCENT) || less(ratio, LEAST_PERCENT))) return []
      const off = less(ratio, LEAST_PERCENT) ? `less than ${LEAST_PERCENT}` : `more than ${MOST_PERCENT}`
      const message = `${measured} is ${off} % of ${predicted}. Correct the value or the unit that is wrong, or send the percent of predicted.`
      return [{ pointer: `/${measured}/value`, code: 'out_of_range', message }]
    },
  }
}

export const rules: readonly Rule<Request>[] = [oneUnit, ...Object.values(MEASUREMENTS).map(ratioInRange)]
