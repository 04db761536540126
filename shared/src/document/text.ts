/** The words of the document that are made from an instrument. */
import { describeAbsences } from '../contract/absence.js'
import type { Instrument } from '../contract/instrument.js'
import { MOST_ROWS } from '../engine/rows/limits.js'
import { LONGEST_ID } from '../engine/rows/row-id.js'
import type { Band, BandSet } from '../language/bands.js'

export const INTRODUCTION = [
  'Each instrument is one POST. Quantities carry their UCUM unit (`{ "value": 88, "unit": "umol/L" }`); a unit is never assumed. Either code of the litre is taken, `umol/l` as `umol/L`, and answered as `L`.',
  'Absent or `null` means missing, and missing is never zero: the answer is then `not_computable` with the bounds that are still possible.',
  'Criteria have three states; nothing undetermined counts as met. Decisions are made on unrounded values, exact at the cut-off.',
  'Faults are problem details (RFC 9457): all at once, each with a JSON pointer and how to mend it.',
  '',
  'Scores, categories and citations only; nothing here is advice on treatment. Users must hold any licence that an instrument requires.',
  '',
  '**Batches**',
  '',
  `\`POST /v1/{slug}/batch\` computes every row as the single route does. Order is kept, a row fails alone. The \`id\` is yours: a text of at most ${LONGEST_ID} characters or a number up to 2^53; it comes back as it was sent, \`null\` if there was none. A number that would come back in other characters (\`1.0\`, \`1e2\`, one of too many digits) is refused: send it as text. Pointers of a row's problem are relative to that row's \`input\`, as on the single route; those of \`invalid_row\` to the row itself.`,
  '',
  `- \`application/json\`: an array of at most ${MOST_ROWS} rows, answered by an array.`,
  `- \`application/x-ndjson\`: a stream without a limit of rows, answered while it is sent. A line that is not a row, or not UTF-8, is that line's problem alone (status 400). Blank lines are skipped.`,
  '- `text/csv`: columns by name in any order, separated by commas. An empty cell is a missing value; a unit without a value is passed over. Items of a list are separated by `|`, and `|` alone is an empty list; a list of objects is written as JSON. Numbers are written as in JSON. A column that is not known refuses the whole request. Nothing is read from a line on that is not UTF-8 or no CSV: the last row of the answer says so. An `id` comes back byte for byte, also one that a spreadsheet would compute; `Prefer: csv=spreadsheet` puts an apostrophe before each text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return. Figures stay as they are.',
  '',
  '**Series**',
  '',
  '`POST /v1/{slug}/series` takes visits of one patient; `changes` has what changed, later minus earlier, where both scores are known and of one form, and under `measures` response criteria. It counts as many rows as results. Each visit is on a later day than the one before, and all are of one patient: of one sex and birth date, at no later visit younger, and not older by more than the years between; else 422.',
].join('\n')

/** What the document says of an instrument; the catalogue has all of it. */
export const shortDescription = ({ slug, summary }: Instrument): string =>
  `${summary}\n\nFormula, categories, criteria, rules and citations: \`GET /v1/instruments/${slug}\`; every example and the columns of a CSV: \`GET /v1/instruments/${slug}/openapi.json\`.`

/** What holds for every call, folded up: in the document of one instrument its calls stand first. */
export const FOLDED_INTRODUCTION = [
  '<details>',
  '<summary>What holds for every call</summary>',
  INTRODUCTION,
  '</details>',
].join('\n\n')

/** How an instrument decides, folded up behind what it measures; the catalogue has for whom, what not for, and conventions. */
export function describeInstrument(instrument: Instrument): string {
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['Formula', [instrument.formula]],
    ['Categories', instrument.bands.map(describeBands)],
    ['Criteria', instrument.criteria.map(({ id, rule, source }) => `- \`${id}\`: ${rule} (${source})`)],
    ['Rules between fields', instrument.rules.map(({ says }) => `- ${says}`)],
    ['What is not sent', describeAbsences(instrument).map((line) => `- ${line}`)],
    [
      'Citations',
      instrument.citations.map(
        ({ text, id, verified }) => `- ${text}${id ? ` ${id}` : ''}${verified ? '' : ' (identifier not verified)'}`,
      ),
    ],
    ['Rights', instrument.rights === null ? [] : [instrument.rights]],
  ]
  const written = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `**${title}**\n\n${lines.join('\n')}`)
  const folded = [
    '<details>',
    '<summary>Formula, categories, criteria, rules and citations</summary>',
    ...written,
    '</details>',
  ]
  return [instrument.summary, ...folded].join('\n\n')
}

export const describeBands = (set: BandSet): string =>
  `- Set \`${set.id}\` (${set.source}): ${set.bands.map((band) => `${band.code} ${describeLimits(band)}`).join('; ')}`

/** `> 2.8 and <= 10` */
export function describeLimits(band: Band): string {
  const lower = band.lower === null ? [] : [`${band.lowerIncluded ? '>=' : '>'} ${band.lower}`]
  const upper = band.upper === null ? [] : [`${band.upperIncluded ? '<=' : '<'} ${band.upper}`]
  return [...lower, ...upper].join(' and ')
}
