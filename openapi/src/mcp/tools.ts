/** The five tools: how they are listed, and how one of them is called. */
import type { CallContext } from '@activity-scores/shared/engine/executor'
import { inputSchemaOf, type JsonSchema } from '@activity-scores/shared/engine/json-schema'
import { inputProblem } from '@activity-scores/shared/engine/problems'
import { compileValidator, type Validate } from '@activity-scores/shared/engine/validate'
import { calculateTool } from './calculate.js'
import { type Describe, describeTool } from './describe.js'
import { findTool } from './find.js'
import type { Offer } from './offer.js'
import { panelTool } from './panel.js'
import { screenTool } from './screen.js'
import { refusedBy, type Tool, type ToolAnswer } from './tool.js'

/** A tool as `tools/list` has it. */
interface ListedTool {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly inputSchema: JsonSchema & { readonly type: 'object' }
  readonly outputSchema: { readonly type: 'object'; readonly properties: Readonly<Record<string, object>> }
  readonly annotations: Readonly<Record<string, boolean>>
}

export interface Tools {
  readonly list: readonly ListedTool[]
  /** Nothing where there is no tool of this name. */
  call(name: string, sent: unknown, context: CallContext): ToolAnswer | Promise<ToolAnswer> | undefined
}

/** Nothing is changed anywhere, and the same call gives the same answer. */
const ANNOTATIONS = { readOnlyHint: true, idempotentHint: true, destructiveHint: false, openWorldHint: false } as const

export function toolsOf(offer: Offer, describe: Describe): Tools {
  // Each takes what its own schema has accepted.
  const tools = [
    findTool(offer),
    describeTool(offer, describe),
    calculateTool(offer),
    panelTool(offer),
    screenTool(offer),
  ] as unknown as readonly Tool[]
  const byName = new Map(tools.map((tool) => [tool.name, { tool, validate: validatorOf(tool) }]))
  return {
    list: tools.map(listed),
    call(name, sent, context) {
      const known = byName.get(name)
      if (!known) return undefined
      const validated = known.validate()(withoutNulls(sent ?? {}))
      if (!validated.ok) return refusedBy(inputProblem('invalid_input', '/mcp', validated.faults))
      return known.tool.call(validated.input, context)
    },
  }
}

/** Compiled when it is first needed. */
function validatorOf({ input }: Tool): () => Validate<Readonly<Record<string, unknown>>> {
  let validate: Validate<Readonly<Record<string, unknown>>> | undefined
  return () => {
    validate ??= compileValidator({ request: input, rules: [] })
    return validate
  }
}

/** Models send null for what they leave out. */
function withoutNulls(sent: unknown): unknown {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return sent
  return Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== null))
}

function listed({ name, title, description, input, output }: Tool): ListedTool {
  const properties = output as ListedTool['outputSchema']['properties']
  return {
    name,
    title,
    description,
    inputSchema: shortened(inputSchemaOf(input)) as ListedTool['inputSchema'],
    outputSchema: { type: 'object', properties },
    annotations: ANNOTATIONS,
  }
}

/** Every token of the list is read in every conversation: what only this server needs is left out. */
function shortened(schema: JsonSchema): JsonSchema {
  const { maxLength: _most, additionalProperties: _others, properties, ...rest } = schema
  if (!properties) return rest
  const inner = Object.entries(properties).map(([name, property]) => [name, shortened(property)])
  return { ...rest, properties: Object.fromEntries(inner) }
}
