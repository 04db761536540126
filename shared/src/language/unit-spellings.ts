/**
 * How laboratories, forms and registries write what UCUM has another code for. None of these is taken for its code; whoever
 * sends one is told the code. Only spellings that mean one thing, and what means two, such as `G/L`, with both.
 */

/** By code; spellings as `plain` leaves them. */
export const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  'mg/L': ['mg/lt', 'mg.l-1', 'milligram/l', 'milligrams/l', 'mgs/l'],
  'mg/dL': ['mg%', 'mg/100ml', 'mgdl', 'mgs/dl', 'milligram/dl', 'milligrams/dl', 'mg.dl-1'],
  'g/L': ['gm/l', 'gms/l', 'gram/l', 'grams/l', 'g.l-1'],
  'g/dL': ['g%', 'gm%', 'g/100ml', 'gdl', 'gm/dl', 'gms/dl', 'gram/dl', 'grams/dl', 'g.dl-1'],
  'umol/L': ['mcmol/l', 'mcmoles/l', 'micromol/l', 'micromole/l', 'micromoles/l', 'umole/l', 'umoles/l', 'umols/l'],
  'mmol/L': ['millimol/l', 'millimole/l', 'millimoles/l', 'mmole/l', 'mmoles/l', 'mmols/l'],
  'mm/h': ['mm/hr', 'mm/hrs', 'mm/hour', 'mm/std', 'mmh', 'mm/1h', 'mm/1hr', 'mm/1hour', 'mm/1sthr', 'mm/1sthour'],
  'mm/(1.h)': [],
  '10*9/L': ['giga/l', 'gpt/l', '1e9/l'],
  '10*6/L': ['mio/l', 'mpt/l', '1e6/l'],
  '10*3/uL': ['k/ul', 'thou/ul', 'thousand/ul', 'thousands/ul', 'tsd/ul', 'tsd./ul', '1e3/ul'],
  '/uL': ['1/ul', 'cell/ul', 'cells/ul', '{cells}/ul', '#/ul'],
  'U/L': ['e/l', 'unit/l', 'units/l', 'u.l-1'],
  'U/mL': ['unit/ml', 'units/ml', 'e/ml'],
  'kU/L': ['ke/l', 'kunits/l'],
  '[IU]/L': [],
  '[IU]/mL': ['iu/ml', 'ui/ml', 'ie/ml'],
  'k[IU]/L': ['kiu/l', 'kui/l', 'kie/l'],
  "[arb'U]/mL": ['au/ml', 'arbu/ml', 'arb.u/ml', 'arbitraryunits/ml'],
  '{RU}/mL': ['ru/ml', 'relativeunits/ml'],
  '{CU}': ['cu', 'chemiluminescentunits'],
  'ukat/L': ['mckat/l', 'microkat/l', 'microkatal/l', 'ukatal/l'],
  'nkat/L': ['nanokat/l', 'nanokatal/l', 'nkatal/l'],
  '1': [],
  '{INR}': ['inr'],
  '{ratio}': ['ratio'],
  s: ['sec', 'secs', 'second', 'seconds', 'sek'],
  mg: ['mgs', 'mgm', 'milligram', 'milligrams'],
  g: ['gm', 'gms', 'gram', 'grams', 'gramme', 'grammes'],
  kg: ['kgs', 'kilo', 'kilos', 'kilogram', 'kilograms', 'kilogramme', 'kilogrammes'],
  '[lb_av]': ['lb', 'lbs', 'pound', 'pounds'],
  mm: ['mms', 'millimeter', 'millimeters', 'millimetre', 'millimetres'],
  cm: ['cms', 'centimeter', 'centimeters', 'centimetre', 'centimetres'],
  m: ['meter', 'meters', 'metre', 'metres', 'mtr'],
  '[in_i]': ['in', 'inch', 'inches', '"', '″'],
  '{score}': ['score', 'point', 'points', 'pts', 'nrs'],
  'g/d': ['g/day', 'gm/day', 'g/tag'],
  'mg/d': ['mg/day', 'mg/tag'],
  'g/(24.h)': ['g/24h', 'g/24hr', 'g/24hrs', 'g/24hours', 'g/24std'],
  'mg/(24.h)': ['mg/24h', 'mg/24hr', 'mg/24hrs', 'mg/24hours', 'mg/24std'],
  L: ['lt', 'lts'],
  mL: ['mls', 'millil'],
  'mL/min': ['ml/minute', 'mls/min', 'ml.min-1'],
  'mL/(15.min)': ['ml/15min', 'ml/15mins', 'ml/15minutes'],
  'mm/(5.min)': ['mm/5min', 'mm/5mins', 'mm/5minutes'],
  'mL/min/mm[Hg]': ['ml/min/mmhg', 'ml/mmhg/min', 'ml/min.mmhg', 'ml/(min.mmhg)', 'ml/(min*mmhg)'],
  'mmol/min/kPa': ['mmol/kpa/min', 'mmol/min.kpa', 'mmol/(min.kpa)', 'mmol/(min*kpa)', 'mmol/(kpa.min)'],
  '%': ['percent', 'pct', 'perc', 'prozent', '%pred', '%predicted', '%ofpredicted', 'percentpredicted', '%soll'],
  a: ['y', 'yr', 'yrs', 'year', 'years', 'ann', 'jahr', 'jahre'],
  mo: ['mon', 'mos', 'mth', 'mths', 'month', 'months', 'monat', 'monate'],
  wk: ['w', 'wks', 'week', 'weeks', 'woche', 'wochen'],
  d: ['day', 'days', 'tag', 'tage'],
  // Taken nowhere, but what is meant can be named.
  ug: ['mcg', 'microgram', 'micrograms'],
  'meq/L': ['meq/l'],
  '[ft_i]': ['ft', 'foot', 'feet'],
  '[st_av]': ['st', 'stone', 'stones'],
  '[oz_av]': ['oz', 'ounce', 'ounces'],
}

/** Two codes of one size, of which a field takes one or both; the likelier first. */
const EITHER: Readonly<Record<string, readonly string[]>> = {
  'iu/l': ['U/L', '[IU]/L'],
  'ie/l': ['U/L', '[IU]/L'],
  'ui/l': ['U/L', '[IU]/L'],
}

/** Capitals that mean something else than the small letters: giga or gram, molar or metre. The field tells which is meant. */
const CAPITALS: Readonly<Record<string, readonly string[]>> = {
  'G/L': ['10*9/L', 'g/L'],
  mM: ['mmol/L'],
  uM: ['umol/L'],
}

/**
 * A spelling without what differs from keyboard to keyboard: spaces, capitals, the micro sign, exponents, words for the
 * litre.
 */
function plain(spelling: string): string {
  return tidy(spelling)
    .toLowerCase()
    .replace(/^10(?:\^|\*\*|exp|e\+?)0?(?=\d)/, '10*')
    .replace(/^10\((\d)\)/, '10*$1')
    .replace(/lit(?:er|re)s?|ltrs?/g, 'l')
    .replace(/mcl|mm[*^]?3|cumm|cu\.mm|cmm/g, 'ul')
    .replace(/cc|cm[*^]?3/g, 'ml')
    .replace(/\.$/, '')
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/**
 * With its capitals: the micro sign (U+00B5) and the Greek letter (U+03BC) as u, no spaces, no multiplication sign
 * before a power.
 */
const tidy = (spelling: string): string =>
  spelling
    .trim()
    .replace(/[\u00b5\u03bc]/g, 'u')
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (power) => `*${[...power].map((digit) => SUPERSCRIPTS.indexOf(digit)).join('')}`)
    .replace(/\sper\s/gi, '/')
    .replace(/\s/g, '')
    .replace(/^[x×*]+(?=10)/i, '')

/** No spelling in the table is longer. */
const LONGEST_SPELLING = 40

const known = new Map<string, readonly string[]>(Object.entries(EITHER))
for (const [code, spellings] of Object.entries(SPELLINGS))
  for (const spelling of [plain(code), ...spellings]) known.set(spelling, [code])

const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

/** The UCUM codes that a spelling can stand for, the likelier first; none where it is not known, or is one itself. */
export function codesFor(spelling: string): readonly string[] {
  if (spelling.length > LONGEST_SPELLING) return []
  const codes = own(CAPITALS, tidy(spelling).replace(/l$/, 'L')) ?? known.get(plain(spelling)) ?? []
  return codes.includes(spelling) ? [] : codes
}

/** What to write instead, to end a sentence with: a code that is taken, else the one that was meant. */
export function unitAdvice(spelling: string, taken: readonly unknown[]): string | null {
  const codes = codesFor(spelling)
  const takenHere = codes.find((code) => taken.includes(code))
  if (takenHere !== undefined) return whatItIs(spelling, takenHere)
  const [code] = codes
  // A slip of capitals may be another word: "M" is no metre where months are asked for.
  if (code === undefined || plain(code) === plain(spelling)) return null
  return `${whatItIs(spelling, code)}, which is not taken here`
}

const whatItIs = (spelling: string, code: string): string =>
  code === '10*3/uL' && tidy(spelling).startsWith('K/')
    ? `K is kelvin in UCUM, and thousands per microlitre are "${code}"`
    : `the UCUM code for ${JSON.stringify(spelling)} is "${code}"`

/** Other ways to write a comparator. */
const COMPARATORS: Readonly<Record<string, string>> = {
  '≤': '<=',
  '⩽': '<=',
  '=<': '<=',
  le: '<=',
  lt: '<',
  '&lt;': '<',
  '≥': '>=',
  '⩾': '>=',
  '=>': '>=',
  ge: '>=',
  gt: '>',
  '&gt;': '>',
}

/** What to write instead of a comparator that is not taken. */
export function comparatorAdvice(spelling: string): string | null {
  const trimmed = spelling.trim()
  if (trimmed === '=' || trimmed === '==') return 'leave it out where the value was measured'
  const comparator = own(COMPARATORS, trimmed.toLowerCase())
  return comparator === undefined ? null : `"${trimmed}" is written "${comparator}"`
}
