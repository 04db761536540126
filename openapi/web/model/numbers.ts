/** Numbers as people type them. */

const WRITTEN = /^[+-]?\d+(?:[.,]\d+)?$/
/** May be thousands: 1,250 in English is 1250, in German 1.25. */
const THOUSANDS: Readonly<Record<string, RegExp>> = {
  en: /^[+-]?[1-9]\d{0,2},\d{3}$/,
  de: /^[+-]?[1-9]\d{0,2}\.\d{3}$/,
}

/**
 * A number where point or comma stands alone as decimal sign; anything else stays the text that it is, which the server
 * refuses at its field. So does what a reader of that language may take for thousands.
 */
export function readNumber(text: string, language: string): number | string {
  const trimmed = text.trim()
  const isUnclear = (THOUSANDS[language] ?? THOUSANDS['en'])?.test(trimmed) ?? true
  return WRITTEN.test(trimmed) && !isUnclear ? Number(trimmed.replace(',', '.')) : trimmed
}

/** For display: at most so many decimals. */
export const shown = (value: number, language: string, decimals = 2): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: decimals }).format(value)
