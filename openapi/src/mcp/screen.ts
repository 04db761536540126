/** The tool that decides a trial's criteria for one patient. */
import { onOneLine } from '@activity-scores/shared/language/text'
import * as z from 'zod'
import { type Offer, unknown } from './offer.js'
import { answered, asked, forbidden, type Tool, type ToolAnswer, type Warned } from './tool.js'

const DETAILS = ['verdict', 'open', 'full'] as const

/** What else a screening takes is passed on, and refused there if it is nothing. */
const Arguments = z.looseObject({
  protocol: z.string().max(100),
  arm: z.string().max(100),
  asOf: z.string().max(100).describe('Day of the decision, YYYY-MM-DD'),
  inputs: z.looseObject({}),
  dates: z.looseObject({}).optional().describe('Day of each input'),
  undated: z.string().max(100).optional().describe('"as-of": all inputs are of asOf'),
  visits: z.array(z.looseObject({})).optional(),
  readings: z.looseObject({}).optional(),
  detail: z.enum(DETAILS).optional().describe('Default open'),
})

/** `nextInputs` are names, or said with more in a whole screening. */
interface ScreeningResult {
  readonly protocol: string
  readonly arm: string
  readonly verdict: string
  readonly criteria: readonly { readonly id: string; readonly state: string; readonly missing?: readonly string[] }[]
  readonly nextInputs?: readonly (string | { readonly input: string; readonly action: string })[]
  readonly conflicts: readonly { readonly measure: string; readonly title: string; readonly message: string }[]
  readonly collisions: readonly { readonly id: string; readonly against: readonly string[]; readonly message: string }[]
  readonly text?: string
}

const MOST_NEXT = 10
/** States of criteria that a reader need not be told of, since they are in nobody's way. */
const PASSED: ReadonlySet<string> = new Set(['met', 'not_excluded', 'not_applicable'])

export function screenTool(offer: Offer): Tool<z.output<typeof Arguments>> {
  return {
    name: 'screen',
    title: 'Screen for a trial',
    description: "Decide a trial's eligibility criteria for one patient; describe says what a protocol takes.",
    input: Arguments,
    output: {
      text: { type: 'string' },
      verdict: { type: 'string' },
      criteria: { type: 'array' },
      nextInputs: { type: 'array' },
      missing: { type: 'array' },
      warnings: { type: 'array' },
    },
    call({ protocol, detail = 'open', ...request }, context) {
      const executor = offer.screenOf(protocol)
      if (!executor) return unknown('protocol', protocol, offer.protocols)
      const about = { about: protocol }
      const refused = forbidden(executor.slug, context)
      if (refused) return { ...refused, ...about }
      const answer = answered(executor.fromValue({ ...request, detail }, asked(context)), written)
      return answer instanceof Promise ? answer.then((each) => ({ ...each, ...about })) : { ...answer, ...about }
    },
  }
}

function written(body: ScreeningResult): ToolAnswer {
  const { protocol, arm, verdict, criteria, nextInputs = [] } = body
  const warnings = warningsOf(body)
  const left = criteria.filter(({ state }) => !PASSED.has(state))
  const states = [...new Set(left.map(({ state }) => state))]
  const idsOf = (of: string) => left.flatMap(({ id, state }) => (state === of ? [id] : [])).join(', ')
  const next = nextInputs.map((each) => (typeof each === 'string' ? each : `${each.input} (${each.action})`))
  const more = next.length - MOST_NEXT
  const text = [
    body.text ?? `${protocol} ${arm}: ${verdict}`,
    ...states.map((state) => `${state}: ${idsOf(state)}`),
    ...(next.length > 0
      ? [`next inputs: ${next.slice(0, MOST_NEXT).join(', ')}${more > 0 ? `, and ${more} more` : ''}`]
      : []),
    ...warnings.map(({ code, pointer, message }) => onOneLine(`${code}: ${pointer}: ${message}`)),
  ].join('\n')
  return { text, structured: { ...body, text, ...missingIn(body), warnings } }
}

/** What contradicts something else that was sent, or touches another criterion. */
const warningsOf = ({ conflicts, collisions }: ScreeningResult): readonly Warned[] => [
  ...conflicts.map(({ measure, title, message }) => ({
    code: 'conflict',
    pointer: measure,
    message: `${title}. ${message}`,
  })),
  ...collisions.map(({ id, against, message }) => ({
    code: 'collision',
    pointer: id,
    message: `${message} (${against.join(', ')})`,
  })),
]

/** The verdict alone does not say what is missing, which is not that nothing is. */
function missingIn({ criteria, nextInputs }: ScreeningResult): { readonly missing?: readonly string[] } {
  if (nextInputs === undefined) return {}
  return { missing: [...new Set(criteria.flatMap(({ missing = [] }) => missing))] }
}
