/** The tool that finds instruments by words. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { CONDITIONS } from '@activity-scores/shared/contract/instrument'
import { meantName } from '@activity-scores/shared/engine/hints'
import { inputSchemaOf } from '@activity-scores/shared/engine/json-schema'
import * as z from 'zod'
import type { Protocol } from '../screen/protocol/schema.js'
import type { Offer } from './offer.js'
import type { Tool } from './tool.js'

const MOST_FOUND = 8
const NOTHING = 'Nothing has these words. Try others, or an empty query, which lists all.'

const Arguments = z.strictObject({ query: z.string().max(200).describe('Words; empty lists all') })

interface Entry {
  readonly slug: string
  readonly title: string
  readonly summary: string
  /** Words with what it counts to find one of them. */
  readonly words: readonly (readonly [weight: number, words: readonly string[]])[]
}

export function findTool(offer: Offer): Tool<z.output<typeof Arguments>> {
  let known: readonly Entry[] | undefined
  return {
    name: 'find',
    title: 'Find instruments',
    description: 'Find rheumatology scores, criteria and trial protocols by disease, name or input.',
    input: Arguments,
    output: { instruments: { type: 'array' } },
    call: ({ query }) =>
      offer.withAll((instruments) => {
        known ??= entriesOf(offer, instruments)
        const found = matching(known, query)
        const lines = found.map(({ slug, title }) => `${slug}: ${title}`)
        return {
          text: found.length > 0 ? lines.join('\n') : NOTHING,
          structured: { instruments: found.map(({ slug, title, summary }) => ({ slug, title, summary })) },
        }
      }),
  }
}

const entriesOf = (offer: Offer, instruments: readonly Instrument[]): readonly Entry[] => [
  ...instruments.map(entryOf),
  ...offer.protocols.flatMap((id) => {
    const protocol = offer.screenOf(id)?.plan().protocol
    return protocol ? [protocolEntry(protocol)] : []
  }),
]

function entryOf(instrument: Instrument): Entry {
  const { slug, title, summary, condition, population } = instrument
  const inputs = Object.entries(inputSchemaOf(instrument.request).properties ?? {})
  return {
    slug,
    title,
    summary,
    words: [
      [8, wordsOf(slug)],
      [6, wordsOf(title)],
      [4, wordsOf(CONDITIONS[condition])],
      [2, wordsOf(`${summary} ${population}`)],
      [1, inputs.flatMap(([name, schema]) => wordsOf(`${name} ${schema.title ?? ''}`))],
    ],
  }
}

const protocolEntry = ({ id, title, arms }: Protocol): Entry => ({
  slug: id,
  title,
  summary: `Eligibility criteria of a trial, for the tool screen. Arms: ${arms.map((arm) => arm.id).join(', ')}.`,
  words: [
    [8, wordsOf(id)],
    [4, wordsOf(`${title} trial protocol screen screening eligibility`)],
  ],
})

/** Those that have more than half of the words, best first; of another disease that shares a general word none is offered. */
function matching(known: readonly Entry[], query: string): readonly Entry[] {
  const asked = wordsOf(query)
  if (asked.length === 0) return known
  const counted = known
    .map((entry) => ({ entry, counts: asked.map((word) => countOf(entry, word)) }))
    .filter(({ counts }) => counts.filter((count) => count > 0).length * 2 > asked.length)
    .map(({ entry, counts }) => ({ entry, sum: counts.reduce((sum, count) => sum + count, 0) }))
    .sort((a, b) => b.sum - a.sum)
    .slice(0, MOST_FOUND)
  if (counted.length > 0) return counted.map(({ entry }) => entry)
  const slugs = known.map(({ slug }) => slug)
  const meant = meantName(query.trim(), slugs)
  return known.filter(({ slug }) => slug === meant)
}

/** What it counts that the entry has the word, in the best of its places. */
const countOf = ({ words }: Entry, word: string): number =>
  Math.max(0, ...words.map(([weight, own]) => (own.some(isMeant(word)) ? weight : 0)))

/** The same word, or one that begins with it: `sclero` finds sclerosis. */
const isMeant =
  (word: string) =>
  (own: string): boolean =>
    own === word || (word.length > 2 && own.startsWith(word))

const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
