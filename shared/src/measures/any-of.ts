/** A finding that a request may state as a whole, or by its parts, each of which is enough for it. */
import type { Fault, Rule } from '../contract/instrument.js'
import { decided, or, type Verdict, verdictOfFlag } from '../language/kleene.js'

export interface Found {
  readonly verdict: Verdict
  /** Dotted paths of the fields that would settle it; empty when it is settled. */
  readonly missing: readonly string[]
}

export type Flags<Name extends string> = { readonly [N in Name]?: boolean | null | undefined }

/** A finding that is stated by one field alone. */
export function statedBy(field: string, value: boolean | null | undefined): Found {
  const verdict = verdictOfFlag(value, field)
  return { verdict, missing: verdict.state === 'undetermined' ? [field] : [] }
}

/**
 * The statement settles it, since it must agree with the parts (`wholeAgrees`); else any part that is true does, and all
 * of them together if they are false. `prefix` stands before the names of the parts in `missing`, e.g. `signs.`.
 */
export function anyOf<Part extends string>(
  field: string,
  statement: boolean | null | undefined,
  names: readonly Part[],
  parts: Flags<Part> | null | undefined,
  prefix = '',
): Found {
  if (statement != null) return { verdict: decided(statement), missing: [] }
  const verdict = or(...names.map((name) => verdictOfFlag(parts?.[name], field)))
  if (verdict.state !== 'undetermined') return { verdict, missing: [] }
  const open = names.filter((name) => parts?.[name] == null)
  return { verdict, missing: open.length === names.length ? [field] : open.map((name) => `${prefix}${name}`) }
}

/** A statement that its parts contradict is refused: true with every part false, or false with one of them true. */
export const wholeAgrees = <Input, Part extends string>(
  field: string,
  names: readonly Part[],
  read: (input: Input) => {
    readonly statement: boolean | null | undefined
    readonly parts: Flags<Part> | null | undefined
  },
  holder?: string,
): Rule<Input> => {
  const what = holder ?? names.join(', ')
  return {
    fields: [field, ...(holder === undefined ? names : [holder])],
    says: `\`${field}\` agrees with ${holder === undefined ? names.map((name) => `\`${name}\``).join(', ') : `\`${holder}\``}.`,
    check: (input): readonly Fault[] => {
      const { statement, parts } = read(input)
      if (statement == null) return []
      const found = anyOf(field, null, names, parts).verdict.state
      if (found === 'undetermined' || statement === (found === 'met')) return []
      const message = `${field} contradicts ${what}. Correct one of them, or send only the right one.`
      return [{ pointer: `/${field}`, code: 'conflict', message }]
    },
  }
}
