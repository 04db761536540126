/** The tool that computes several instruments from one pool of inputs. */
import type { Problem } from '@activity-scores/shared/engine/problems'
import type { Result } from '@activity-scores/shared/language/outcome'
import { onOneLine } from '@activity-scores/shared/language/text'
import * as z from 'zod'
import type { Offer } from './offer.js'
import {
  answered,
  asked,
  criteriaLines,
  faultLines,
  forbidden,
  type Tool,
  type ToolAnswer,
  type Warned,
  warningLine,
} from './tool.js'

const Arguments = z.strictObject({
  instruments: z.array(z.string()).optional().describe('Slugs; left out: all that use the inputs'),
  inputs: z.looseObject({}),
  derive: z.boolean().optional().describe('Results fill inputs of others'),
})

interface PanelResult {
  readonly results: Readonly<Record<string, { readonly result?: Result; readonly problem?: Problem }>>
  readonly unused: readonly string[]
  readonly derived?: readonly { readonly pointer: string; readonly value: unknown; readonly from: string }[]
  /** What was sent and differs from what was derived. */
  readonly warnings?: readonly Warned[]
}

export function panelTool({ panel }: Offer): Tool<z.output<typeof Arguments>> {
  return {
    name: 'panel',
    title: 'Calculate several scores',
    description: 'Compute several instruments from one set of inputs; each fails alone.',
    input: Arguments,
    output: {
      text: { type: 'string' },
      results: { type: 'object' },
      unused: { type: 'array' },
      missing: { type: 'array' },
      warnings: { type: 'array' },
    },
    call(sent, context) {
      return (
        forbidden(panel.slug, context) ??
        answered(panel.fromValue(sent, asked(context)), (body: PanelResult, { rows }) => ({ ...written(body), rows }))
      )
    },
  }
}

function written(body: PanelResult): ToolAnswer {
  const each = Object.entries(body.results)
  const missing = [...new Set(each.flatMap(([, { result }]) => result?.missing ?? []))]
  const warnings = [
    ...(body.warnings ?? []),
    ...each.flatMap(([instrument, { result }]) =>
      (result?.warnings ?? []).map((warning) => ({ instrument, ...warning })),
    ),
  ]
  const text = [
    ...(each.length === 0 ? [NOTHING] : []),
    ...each.flatMap(([slug, { result, problem }]) => linesOf(slug, result, problem)),
    ...(body.derived ?? []).map(
      ({ pointer, value, from }) => `derived: ${pointer} ${JSON.stringify(value)} from ${from}`,
    ),
    ...(warnings.length > 0 ? ['warnings:', ...warnings.map(warningLine)] : []),
    ...(body.unused.length > 0 ? [onOneLine(`unused: ${body.unused.join(', ')}`)] : []),
  ].join('\n')
  return { text, structured: { ...body, text, missing, warnings } }
}

const NOTHING = 'Nothing was asked: no instrument is named, and none uses what stands in inputs.'

function linesOf(slug: string, result: Result | undefined, problem: Problem | undefined): readonly string[] {
  if (result) return [`${slug}: ${lineOf(result)}`, ...criteriaLines(result.criteria).map(inner)]
  return problem ? [`${slug}: ${problem.detail}`, ...faultLines(problem).map(inner)] : []
}

const inner = (line: string): string => `  ${line}`

/** The line of a result, and what is missing where that is not said in it. */
function lineOf({ text, missing }: Result): string {
  const said = new Set(text.split(/[\s,;:()]+/))
  const left = missing.filter((field) => !said.has(field))
  return left.length > 0 ? `${text}; missing: ${left.join(', ')}` : text
}
