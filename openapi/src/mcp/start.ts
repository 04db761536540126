/** Loads the MCP face, where it is asked for. Its package is optional: a process without it goes without. */
import { ConfigError } from '@activity-scores/shared/config/error'
import type { Face } from '@activity-scores/shared/http/face'
import type { McpOptions } from './face.js'

const PACKAGE = '@modelcontextprotocol/server'

/**
 * Nothing where it is off. Throws a sentence for the operator where it is asked for and the package was not installed.
 */
export async function startMcp(isOn: boolean, options: McpOptions): Promise<readonly Face[]> {
  if (!isOn) return []
  const { mcpFace } = await import('./face.js').catch((error: unknown) => {
    throw isAbsent(error) ? new ConfigError(ABSENT) : error
  })
  return [mcpFace(options)]
}

const ABSENT = `MCP: on needs the package ${PACKAGE}, which is an optional dependency and is not installed here. Install with "npm ci --omit=dev" (without --omit=optional), build the image with --build-arg MCP=on, or set MCP=off.`

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND' && error.message.includes(PACKAGE)
