/** Configuration of the MCP face. */
import * as z from 'zod'

const NAME = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])$/

export const mcpVariables = {
  MCP: z
    .enum(['on', 'off'])
    .default('off')
    .describe(
      '`on` offers the instruments to language models, by the Model Context Protocol, at `POST /mcp`; its package is optional (`docs/mcp.md`)',
    ),
  MCP_HOSTS: z
    .string()
    .transform((text) => text.split(',').map((name) => name.trim().toLowerCase()))
    .refine((names) => names.every((name) => NAME.test(name)), {
      message: 'must be names of hosts with commas between them, such as scores.example, without a scheme and a port',
    })
    .optional()
    .describe(
      'Names by which callers may address `/mcp` (the header Host, without its port), beside `localhost`, HOST and that of PUBLIC_URL; any other is refused',
    ),
} as const

const mcpSchema = z.object(mcpVariables)

export type McpSettings = z.output<typeof mcpSchema>
