/** The part of the README that follows from the registry: its table of instruments. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'

const BEGIN = '<!-- instruments: written by npm run openapi -->'
const END = '<!-- end of instruments -->'

/** The text with its table of instruments as the registry has it. */
export function withInstruments(readme: string, instruments: readonly Instrument[]): string {
  const [before, rest] = halves(readme, BEGIN)
  const [, after] = halves(rest, END)
  return `${before}${BEGIN}\n${table(instruments)}\n${END}${after}`
}

function halves(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark)
  if (at < 0) throw new Error(`the README lacks the line ${mark}`)
  return [text.slice(0, at), text.slice(at + mark.length)]
}

const table = (instruments: readonly Instrument[]): string =>
  [
    '| slug | what | category | criteria |',
    '|---|---|---|---|',
    ...instruments.map(({ slug, title, bands, criteria }) => {
      const categories = bands[0]?.bands.map(({ code }) => code).join(', ') ?? ''
      const ids = criteria.map(({ id }) => `\`${id}\``)
      const shown = ids.length > MOST ? [...ids.slice(0, MOST), `${ids.length - MOST} more`] : ids
      return `| [\`${slug}\`](services/${slug}/README.md) | ${title} | ${categories} | ${shown.join(', ')} |`
    }),
  ].join('\n')

const MOST = 4
