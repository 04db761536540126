/** What follows from the registry in README.md (the core instruments) and docs/instruments.md (all): their tables. */

import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { CORE_SLUGS } from '@activity-scores/shared/contract/instrument'

const BEGIN = '<!-- instruments: written by npm run openapi -->'
const END = '<!-- end of instruments -->'

/** README.md with its table of the core instruments. */
export const withCoreInstruments = (readme: string, instruments: readonly Instrument[]): string => {
  const core = CORE_SLUGS.flatMap((slug) => instruments.filter((instrument) => instrument.slug === slug))
  return withTable(readme, core, 'services')
}

/** docs/instruments.md with its table of every instrument. */
export const withInstruments = (text: string, instruments: readonly Instrument[]): string =>
  withTable(text, instruments, '../services')

function withTable(text: string, instruments: readonly Instrument[], folder: string): string {
  const [before, rest] = halves(text, BEGIN)
  const [, after] = halves(rest, END)
  return `${before}${BEGIN}\n${table(instruments, folder)}\n${END}${after}`
}

function halves(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark)
  if (at < 0) throw new Error(`the text lacks the line ${mark}`)
  return [text.slice(0, at), text.slice(at + mark.length)]
}

const table = (instruments: readonly Instrument[], folder: string): string =>
  [
    '| slug | what | category | criteria |',
    '|---|---|---|---|',
    ...instruments.map(({ slug, title, bands, criteria }) => {
      const categories = bands[0]?.bands.map(({ code }) => code).join(', ') ?? ''
      const ids = criteria.map(({ id }) => `\`${id}\``)
      const shown =
        ids.length > MAX_CRITERIA_SHOWN
          ? [...ids.slice(0, MAX_CRITERIA_SHOWN), `${ids.length - MAX_CRITERIA_SHOWN} more`]
          : ids
      return `| [\`${slug}\`](${folder}/${slug}/README.md) | ${title} | ${categories} | ${shown.join(', ')} |`
    }),
  ].join('\n')

const MAX_CRITERIA_SHOWN = 4
