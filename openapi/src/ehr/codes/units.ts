/**
 * Units of what comes from a record: UCUM codes as they are, texts by a table. A spelling that is not in the table
 * is refused; nothing is converted here.
 */

/** Texts for a UCUM code; each counts where a field takes that code and nowhere else. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  'mm/h': ['mm/hr', 'mm/1h'],
  'mg/dL': ['mg/dl'],
  'mg/L': ['mg/l'],
  'umol/L': ['umol/l', '\u00b5mol/L', '\u03bcmol/L', 'micromol/L'],
  'mmol/L': ['mmol/l'],
  'g/dL': ['g/dl'],
  'g/L': ['g/l'],
  '[lb_av]': ['lbs', 'lb'],
  '[in_i]': ['in', 'inch'],
  '10*9/L': ['x10*9/L', 'x10^9/L', '10^9/L', 'G/L'],
  '10*3/uL': ['K/uL', 'K/ul', 'k/uL', 'x10*3/uL', '10^3/uL', 'thou/uL'],
  'U/L': ['IU/L', 'U/l'],
  s: ['sec'],
  'mg/(24.h)': ['mg/24hr', 'mg/24h'],
  'mL/min/mm[Hg]': ['mL/min/mmHg', 'ml/min/mmHg'],
  L: ['l'],
  '%': ['% predicted', '%pred'],
}

const CODE_OF_TEXT: ReadonlyMap<string, string> = new Map(
  Object.entries(ALIASES).flatMap(([code, texts]) => texts.map((text) => [text, code] as const)),
)

/** Each text with the code that it stands for. */
export const unitAliases = (): readonly (readonly [text: string, code: string])[] => [...CODE_OF_TEXT]

/** UCUM writes the litre with either letter. */
export const litre = (code: string, units: readonly string[]): string | undefined =>
  units.find((unit) => unit === code || unit.replaceAll('L', 'l') === code)

/** The UCUM code of a text among the units of a field; a code is a text, too. */
export function unitOfText(
  text: string,
  taken: readonly string[],
  own: Readonly<Record<string, string>> = {},
): string | undefined {
  const trimmed = text.trim()
  const code = (Object.hasOwn(own, trimmed) ? own[trimmed] : undefined) ?? CODE_OF_TEXT.get(trimmed) ?? trimmed
  return taken.includes(code) ? code : undefined
}
