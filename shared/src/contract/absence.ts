/**
 * What it means that a field is not sent, where it means more than "not known". What is missing decides nothing: taking
 * any one value out of a request may open a decision, widen bounds or empty a value, never make, turn or narrow one. The
 * exceptions are named here, instrument by instrument, and shown in the catalogue; `missing.ts` holds every instrument to
 * them. Paths are dotted, `*` stands for any one member (`courses.*`, `*.fvc` of either visit) (decision 95).
 */

/** A field that counts before others which say the same: without it, they are used instead. */
export interface Precedence {
  readonly uses: string
  /** What counts without it, where any of these was sent. */
  readonly insteadOf: readonly string[]
  /** Code of the warning of every answer in which `uses` counted and another would have decided otherwise. */
  readonly warning: string
  readonly reason: string
}

/** A field that is no data but chooses how to compute: a named reading, a variant. */
export interface Option {
  readonly field: string
  /** What an absent one stands for; null where that depends on what else is sent, as `absent` then says. */
  readonly default: string | number | boolean | null
  /** Only where another field of the request has this value, by which it says what an absent one stands for. */
  readonly where?: { readonly field: string; readonly is: string | boolean } | undefined
  readonly absent: string
}

/**
 * A list, or an object of members, that says all there is: what is not in it is stated not to be. Absent as a whole,
 * nothing is known.
 */
export interface CompleteList {
  readonly list: string
  /** The request says so itself: only where this field has this value. */
  readonly where?: { readonly field: string; readonly is: string | boolean } | undefined
  readonly reason: string
  /** Code of the warning of every answer that rests on what is not in the list, where there is one. */
  readonly warning?: string | undefined
}

/** Fields for which a published rule puts a value while they are open. Bounds run over what they could be. */
export interface Imputation {
  readonly fields: readonly string[]
  /** Code of the warning of every answer whose value is imputed. */
  readonly warning: string
  /** Whether the category follows the imputed value, or is left open wherever the bounds do. */
  readonly category: 'by-value' | 'by-bounds'
  readonly reason: string
}

/** The four lists, empty where left out. */
export interface Absences {
  readonly precedences?: readonly Precedence[] | undefined
  readonly options?: readonly Option[] | undefined
  readonly completeLists?: readonly CompleteList[] | undefined
  readonly imputations?: readonly Imputation[] | undefined
}

/** A list for each kind, as the catalogue shows them. */
type Named = { readonly [Kind in keyof Absences]-?: NonNullable<Absences[Kind]> }

/** With a list for each kind. */
export const absencesOf = ({
  precedences = [],
  options = [],
  completeLists = [],
  imputations = [],
}: Absences): Named => ({ precedences, options, completeLists, imputations })

/** In words, a line each. */
export function describeAbsences(absences: Absences): readonly string[] {
  const { precedences, options, completeLists, imputations } = absencesOf(absences)
  const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ')
  return [
    ...precedences.map(
      ({ uses, insteadOf, warning, reason }) =>
        `\`${uses}\` is used instead of ${code(insteadOf)} where both are sent (warning \`${warning}\`): ${reason}`,
    ),
    ...options.map(
      ({ field, where, absent }) =>
        `\`${field}\` is an option${where ? ` where \`${where.field}\` is \`${where.is}\`` : ''}. Absent: ${absent}`,
    ),
    ...completeLists.map(
      ({ list, where, reason, warning }) =>
        `\`${list}\` is complete${where ? ` where \`${where.field}\` is \`${where.is}\`` : ''}: what is not in it is stated not to be${warning ? ` (warning \`${warning}\`)` : ''}. ${reason}`,
    ),
    ...imputations.map(
      ({ fields, warning, category, reason }) =>
        `${code(fields)} may be imputed (warning \`${warning}\`), with bounds over what it could be; the category follows the ${category === 'by-value' ? 'value' : 'bounds'}. ${reason}`,
    ),
  ]
}
