/** The tool that says what an instrument takes and how it decides; what it says is made once for each. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { inputSchemaOf } from '@activity-scores/shared/engine/json-schema'
import { takingBothLitres } from '@activity-scores/shared/engine/litre'
import * as z from 'zod'
import { briefOf, protocolBrief } from './brief.js'
import type { Offer } from './offer.js'
import { unknown } from './offer.js'
import { refusal, type Tool } from './tool.js'

const FORMS = ['brief', 'schema'] as const
type Form = (typeof FORMS)[number]

const Arguments = z.strictObject({
  slug: z.string().max(100),
  form: z.enum(FORMS).optional().describe('brief (default) or JSON Schema'),
})

interface Description {
  readonly slug: string
  readonly version: string
  readonly form: Form
  readonly description: string
}

/** Describes by slug or protocol; nothing where there is none of that name. */
export type Describe = (slug: string, form: Form) => Description | undefined | Promise<Description | undefined>

export function describer(offer: Offer): Describe {
  const made = new Map<string, Description>()
  return (slug, form) =>
    offer.withAll((instruments) => {
      const key = `${form} ${slug}`
      const known = made.get(key) ?? described(offer, instruments, slug, form)
      if (known) made.set(key, known)
      return known
    })
}

function described(
  offer: Offer,
  instruments: readonly Instrument[],
  slug: string,
  form: Form,
): Description | undefined {
  const instrument = instruments.find((each) => each.slug === slug)
  if (instrument) {
    const { version, request } = instrument
    const schema = () => JSON.stringify(takingBothLitres(inputSchemaOf(request)))
    return { slug, version, form, description: form === 'brief' ? briefOf(instrument) : schema() }
  }
  const protocol = offer.screenOf(slug)?.plan().protocol
  if (!protocol) return undefined
  return { slug, version: protocol.version, form: 'brief', description: protocolBrief(protocol, instruments) }
}

/** The schema of one would be 300 kB. */
const ONLY_BRIEF = refusal('invalid_input', 'A protocol is described in brief alone. Leave form out.')

export function describeTool(offer: Offer, describe: Describe): Tool<z.output<typeof Arguments>> {
  const answer = (slug: string, found: Description | undefined) =>
    found
      ? { text: found.description, structured: { ...found }, about: slug }
      : unknown('instrument or protocol', slug, [...offer.slugs, ...offer.protocols])
  return {
    name: 'describe',
    title: 'Describe an instrument',
    description: 'Inputs with units and ranges, rules, cut-offs, an example and sources of one instrument or protocol.',
    input: Arguments,
    output: { description: { type: 'string' } },
    call({ slug, form = 'brief' }) {
      if (form === 'schema' && offer.screenOf(slug)) return ONLY_BRIEF
      const found = describe(slug, form)
      return found instanceof Promise ? found.then((each) => answer(slug, each)) : answer(slug, found)
    },
  }
}
