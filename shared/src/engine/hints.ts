/** What a first caller perhaps meant: names, codes, numbers and dates in a spelling that is not taken here. */

/** Longer ones are no slip of the pen, and are not compared. */
const LONGEST_MEANT = 64

/**
 * The one of the names, which are ours, that the given one is but for case and signs, or whose initials it is (`tjc28` for
 * `tenderJointCount28`), or that differs in one letter, or that it is the beginning of, or that is abbreviated so. Nothing where
 * several might be meant, and never the name of something else that is measured: `bilirubinDirect` is not `bilirubin`, and
 * `swollenJointCount68` not `swollenJointCount28`.
 */
export const meantName = (name: string, known: readonly string[]): string | undefined =>
  firstAlike(name, known, [isSame, differsInOne, isBegun, isAbbreviated])

/** As reports and other programs call what has another name here. */
const ABBREVIATED: ReadonlyMap<string, string> = new Map([
  ['hb', 'haemoglobin'],
  ['hgb', 'haemoglobin'],
  ['anc', 'neutrophils'],
  ['cr', 'creatinine'],
  ['scr', 'creatinine'],
  ['tbil', 'bilirubin'],
  ['sgpt', 'alt'],
  ['sgot', 'ast'],
  ['bsr', 'esr'],
  ['gender', 'sex'],
  ['dob', 'birthdate'],
  ['gh', 'patientglobal'],
  ['ptga', 'patientglobal'],
  ['mdga', 'physicianglobal'],
  ['phga', 'physicianglobal'],
])
const isAbbreviated = (name: string, { plain }: Spellings): boolean => ABBREVIATED.get(name) === plain

/** The same of paths, of which many begin others. */
export const meantPath = (path: string, known: readonly string[]): string | undefined =>
  firstAlike(path, known, [isSame, differsInOne])

type IsAlike = (plain: string, spellings: Spellings, known: string) => boolean

function firstAlike(name: string, known: readonly string[], ways: readonly IsAlike[]): string | undefined {
  if (name.length > LONGEST_MEANT) return undefined
  const plain = plainOf(name)
  for (const isAlike of ways) {
    const alike = known.filter((each) => isAlike(plain, spellingsOf(each), each))
    if (alike.length > 0) return alike.length === 1 ? alike[0] : undefined
  }
  return undefined
}

interface Spellings {
  readonly plain: string
  readonly initials: string
}

/** Of known names, which are compared again and again. */
const spellingsByName = new Map<string, Spellings>()

function spellingsOf(name: string): Spellings {
  let spellings = spellingsByName.get(name)
  if (!spellings) {
    spellings = { plain: plainOf(name), initials: initialsOf(name) }
    spellingsByName.set(name, spellings)
  }
  return spellings
}

/** Without case, signs, and zeros that lead a number: `HAQ1` is `HAQ01`. */
const plainOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replaceAll(/(?<!\d)0+(?=\d)/g, '')

/** The first letter, capitals and figures. */
const initialsOf = (name: string): string =>
  `${name.charAt(0)}${name.slice(1).replaceAll(/[^A-Z0-9]/g, '')}`.toLowerCase()

const isSame = (name: string, { plain, initials }: Spellings): boolean =>
  name === plain || (name.length > 2 && name === initials)

function differsInOne(name: string, { plain }: Spellings): boolean {
  const [short, long] = name.length <= plain.length ? [name, plain] : [plain, name]
  if (long.length - short.length > 1 || short.length < 6) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  const isOne = short.slice(at + (short.length === long.length ? 1 : 0)) === long.slice(at + 1)
  // Another number is another thing: counts of 28 and of 68 joints.
  const differing = short.length === long.length ? `${short[at] ?? ''}${long[at] ?? ''}` : (long[at] ?? '')
  return isOne && !/\d/.test(differing)
}

/** Without the end of its last word, or the number behind it; or with a word behind it that says nothing more. */
function isBegun(name: string, { plain }: Spellings, known: string): boolean {
  if (name.length < 4 || plain.length < 4) return false
  if (name.startsWith(plain)) return IDLE_WORDS.has(name.slice(plain.length))
  return plain.startsWith(name) && /^(?:[a-z]+|\d+)$/.test(restOf(known, name))
}

const IDLE_WORDS = new Set(['value', 'score', 'result', 'level', 'vas', 'mm', 'cm'])

/** What of a known name is left when its beginning reads like the given one. */
function restOf(known: string, name: string): string {
  let end = 0
  while (end < known.length && plainOf(known.slice(0, end)) !== name) end++
  return known.slice(end)
}

/**
 * One of the codes that the given text is but for case, or is short for: `M` for `male`, `RA`, `SSc`. A whole word of a longer
 * code is not short for it: `detected` does not say whether below quantification.
 */
export function meantCode(text: string, codes: readonly unknown[]): string | undefined {
  if (text.length === 0 || text.length > LONGEST_MEANT) return undefined
  const plain = text.toLowerCase()
  const texts = codes.filter((code): code is string => typeof code === 'string')
  const lower = texts.map((code) => code.toLowerCase())
  const same = texts.filter((code) => code.toLowerCase() === plain)
  for (const isAlike of [begins, beginsEachWord]) {
    const like = same.length > 0 ? same : texts.filter((code) => isAlike(plain, code.toLowerCase(), lower))
    if (like.length > 0) return like.length === 1 ? like[0] : undefined
  }
  return undefined
}

/** So many letters are an abbreviation; more are a word, which may be another one. */
const LONGEST_SHORT = 3
const MOST_MISSING = 2

const begins = (text: string, code: string): boolean =>
  code.startsWith(text) &&
  /^[a-z0-9]+$/.test(code) &&
  (text.length <= LONGEST_SHORT || code.length - text.length <= MOST_MISSING)

/** Letters that begin the words of a code, one or more of each: `ra` or `rheumarth` of `rheumatoid-arthritis`. */
function beginsEachWord(text: string, code: string, codes: readonly string[]): boolean {
  const words = code.split(/[^a-z0-9]+/)
  const fits = (from: number, word: number): boolean => {
    if (word === words.length) return from === text.length
    const of = words[word] as string
    for (let length = 1; text[from + length - 1] === of[length - 1] && length <= of.length; length++)
      if (fits(from + length, word + 1)) return true
    return false
  }
  if (words.length < 2 || !fits(0, 0)) return false
  // Initials alone may be those of a name that another code shortens: `SS` is Sjogren's syndrome more often.
  return text.length > words.length || codes.every((other) => other === code || other[0] !== code[0])
}

/** A number that is written as text with a decimal comma. */
export const meantNumber = (text: string): string | undefined =>
  /^-?\d{1,9},\d{1,9}$/.test(text) ? text.replace(',', '.') : undefined

/** A date without its zeros; the order of day and month is never guessed. */
export function meantDate(text: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? []
  return year === '' ? undefined : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** A date with a time behind it. Which day that is depends on where it was. */
export const hasTime = (text: string): boolean => /^\d{4}-\d{2}-\d{2}[T ]\d/.test(text)
