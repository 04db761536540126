/** The words of the document that are made from an instrument. */
import { describeAbsences } from '../contract/absence.js'
import type { Instrument } from '../contract/instrument.js'
import type { Band, BandSet } from '../language/bands.js'

export const INTRODUCTION = [
  'Each instrument is one POST. Quantities carry their UCUM unit (`{ "value": 88, "unit": "umol/L" }`); a unit is never assumed. Either code of the litre is taken, `umol/l` as `umol/L`, and answered as `L`.',
  'Absent or `null` means missing, and missing is never zero: the answer is then `not_computable` with the bounds that are still possible.',
  'Criteria have three states; nothing undetermined counts as met. Decisions are made on unrounded values, exact at the cut-off.',
  'Faults are problem details (RFC 9457): all at once, each with a JSON pointer and how to mend it.',
  '',
  'Scores, categories and citations only; nothing here is advice on treatment. Users must hold any licence that an instrument requires.',
].join('\n')

export function describeInstrument(instrument: Instrument): string {
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['Formula', [instrument.formula]],
    ['Categories', instrument.bands.map(describeBands)],
    ['Criteria', instrument.criteria.map(({ id, rule, source }) => `- \`${id}\`: ${rule} (${source})`)],
    ['Rules between fields', instrument.rules.map(({ says }) => `- ${says}`)],
    ['What is not sent', describeAbsences(instrument).map((line) => `- ${line}`)],
    ['Population', [instrument.population]],
    ['Not for', instrument.notFor.map((use) => `- ${use}`)],
    [
      'Citations',
      instrument.citations.map(
        ({ text, id, verified }) => `- ${text}${id ? ` ${id}` : ''}${verified ? '' : ' (identifier not verified)'}`,
      ),
    ],
    ['Conventions of this service', instrument.provenance.map((note) => `- ${note}`)],
    ['Rights', instrument.rights === null ? [] : [instrument.rights]],
  ]
  const written = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `**${title}**\n\n${lines.join('\n')}`)
  return [instrument.summary, ...written].join('\n\n')
}

export const describeBands = (set: BandSet): string =>
  `- Set \`${set.id}\` (${set.source}): ${set.bands.map((band) => `${band.code} ${describeLimits(band)}`).join('; ')}`

/** `> 2.8 and <= 10` */
export function describeLimits(band: Band): string {
  const lower = band.lower === null ? [] : [`${band.lowerIncluded ? '>=' : '>'} ${band.lower}`]
  const upper = band.upper === null ? [] : [`${band.upperIncluded ? '<=' : '<'} ${band.upper}`]
  return [...lower, ...upper].join(' and ')
}
