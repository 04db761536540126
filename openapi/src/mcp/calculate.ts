/** The tool that computes one instrument. */
import type { Result } from '@activity-scores/shared/language/outcome'
import * as z from 'zod'
import { type Offer, unknown } from './offer.js'
import { answered, asked, criteriaLines, forbidden, refusal, type Tool, type ToolAnswer, warningLine } from './tool.js'

const Arguments = z.strictObject({
  slug: z.string().max(100),
  input: z.looseObject({}).describe('Fields as described; leave out what is unknown'),
})

export function calculateTool(offer: Offer): Tool<z.output<typeof Arguments>> {
  return {
    name: 'calculate',
    title: 'Calculate a score',
    description: 'Compute one instrument: score, category, criteria, what is missing, warnings.',
    input: Arguments,
    output: {
      text: { type: 'string' },
      status: { type: 'string' },
      score: {},
      category: {},
      criteria: { type: 'array' },
      missing: { type: 'array' },
      warnings: { type: 'array' },
    },
    call({ slug, input }, context) {
      const executor = offer.executorOf(slug)
      if (!executor) return isProtocol(offer, slug) ? TO_SCREEN : unknown('instrument', slug, offer.slugs)
      const refused = forbidden(slug, context)
      if (refused) return { ...refused, about: slug }
      const answer = answered(executor.fromValue(input, asked(context)), (result: Result) => ({
        text: resultText(result),
        structured: { ...result },
      }))
      return answer instanceof Promise ? answer.then((each) => ({ ...each, about: slug })) : { ...answer, about: slug }
    },
  }
}

const isProtocol = (offer: Offer, slug: string): boolean => offer.protocols.includes(slug)

const TO_SCREEN: ToolAnswer = refusal(
  'unknown_instrument',
  'This is a protocol and no instrument. Call the tool screen.',
)

/** The line of the result, and below it what it does not say. */
function resultText({ text, criteria, missing, warnings }: Result): string {
  return [
    text,
    ...criteriaLines(criteria),
    ...(missing.length > 0 ? [`missing: ${missing.join(', ')}`] : []),
    ...(warnings.length > 0 ? ['warnings:', ...warnings.map(warningLine)] : []),
  ].join('\n')
}
