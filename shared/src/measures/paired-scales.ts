/** Visual scales at two visits: a line in mm or cm and a 0 to 10 rating in points are not set against one another. */
import { suspectScales } from '../contract/fields.js'
import type { Fault, Rule } from '../contract/instrument.js'
import type { Warning } from '../language/outcome.js'
import type { Quantity } from '../language/quantity.js'

type MaybeQuantity = Quantity | null | undefined
type Visit<Field extends string> = { readonly [field in Field]?: MaybeQuantity } | null | undefined

interface Visits<Field extends string> {
  readonly baseline?: Visit<Field>
  readonly followUp?: Visit<Field>
}

const isRating = ({ unit }: Quantity): boolean => unit === '{score}'

/** A change of scale between the visits is refused: mm and cm are one line, `{score}` is another scale. */
export const sameScale = <Field extends string>(field: Field): Rule<Visits<Field>> => ({
  fields: [`baseline.${field}`, `followUp.${field}`],
  says: `\`${field}\` is on the same scale at both visits: a line in mm or cm, or a 0 to 10 rating in {score}.`,
  check: ({ baseline, followUp }): readonly Fault[] => {
    const [first, second] = [baseline?.[field], followUp?.[field]]
    if (!first || !second || isRating(first) === isRating(second)) return []
    const message = `followUp.${field} is in ${second.unit} and baseline.${field} in ${first.unit}, which are two scales. Send both visits as a line ("mm" or "cm") or both as a 0 to 10 rating ("{score}"), or leave ${field} out.`
    return [{ pointer: `/followUp/${field}/unit`, code: 'scale_mismatch', message }]
  },
})

/** `suspectScales` of one visit, with that visit's pointers. */
export const suspectScalesAt = (
  visit: 'baseline' | 'followUp',
  scales: Readonly<Record<string, MaybeQuantity>>,
): readonly Warning[] =>
  suspectScales(scales).map(({ code, pointer, message }) => ({
    code,
    pointer: `/${visit}${pointer}`,
    message: `${visit}.${message}`,
  }))
