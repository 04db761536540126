/** Configuration of the pages: whether there are any, who may frame them, and for which EHRs they open (SMART on FHIR). */
import { ConfigError } from '@activity-scores/shared/config/error'
import { faultsOf } from '@activity-scores/shared/config/web-address'
import * as z from 'zod'

const frameAncestors = z
  .string()
  .regex(
    /^https?:\/\/[\w.*-]+(?::\d+)?(?: +https?:\/\/[\w.*-]+(?::\d+)?)*$/,
    'must be origins with spaces between, such as https://ehr.example https://portal.example:8443',
  )

const NO_CREDENTIALS = 'a page would show them to everybody'

/** Addresses with spaces or commas between; each fault names the place of its address, never the address. */
const addresses = (rules: { readonly example: string; readonly path: boolean }) =>
  z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
    .superRefine((parts, context) => {
      for (const [i, part] of parts.entries())
        for (const message of faultsOf(part, { ...rules, credentials: NO_CREDENTIALS }))
          context.addIssue({ code: 'custom', message: `address ${i + 1} ${message}` })
    })
    .transform((parts) => parts.map((part) => part.replace(/\/+$/, '')))

export const pagesVariables = {
  PAGES: z
    .enum(['on', 'off'])
    .default('on')
    .describe('Pages for people at `/`, `/i/{slug}` and beside; `off` leads browsers from `/` to the documentation'),
  FRAME_ANCESTORS: frameAncestors
    .optional()
    .describe(
      'Origins, with spaces between, of sites that may show the pages in a frame, such as an EHR; not set: none may',
    ),
  SMART_ISSUERS: addresses({ example: 'https://ehr.example/fhir', path: true })
    .optional()
    .describe(
      'FHIR addresses, with spaces between, of the EHRs that may launch `/smart/launch`; not set: there is no SMART launch (docs/smart.md)',
    ),
  SMART_CLIENT_ID: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'must be the id that the EHR gave to this application, without spaces')
    .optional()
    .describe('Id under which the EHRs of SMART_ISSUERS know this application'),
  SMART_TOKEN_ORIGINS: addresses({ example: 'https://login.ehr.example', path: false })
    .optional()
    .describe('Origins of token endpoints that lie elsewhere than their FHIR address; pages may send requests there'),
  SMART_SAVE: z
    .enum(['on', 'off'])
    .default('off')
    .describe(
      '`on`: a score that the user confirms may be saved in the EHR as an Observation, and the right to do so is asked for',
    ),
} as const

const pagesSchema = z.object(pagesVariables)

export type PagesSettings = z.output<typeof pagesSchema>

/** What SMART pages go by. */
export interface SmartSettings {
  readonly issuers: readonly string[]
  readonly tokenOrigins: readonly string[]
  readonly clientId: string
  readonly saves: boolean
}

/** The settings of the SMART pages, none where there are none; what fits nothing else stops the start. */
export function smartSettings(config: PagesSettings): SmartSettings | undefined {
  const { SMART_ISSUERS: issuers = [], SMART_CLIENT_ID: clientId, SMART_TOKEN_ORIGINS: tokenOrigins = [] } = config
  const saves = config.SMART_SAVE === 'on'
  if (issuers.length === 0) {
    const alone = [
      clientId && 'SMART_CLIENT_ID',
      tokenOrigins.length > 0 && 'SMART_TOKEN_ORIGINS',
      saves && 'SMART_SAVE',
    ]
    const [first] = alone.filter((name) => name)
    if (first) refuse(`${first}: is set, but SMART_ISSUERS names no EHR. Set SMART_ISSUERS, or leave this out.`)
    return undefined
  }
  if (clientId === undefined)
    refuse('SMART_CLIENT_ID: must be set beside SMART_ISSUERS: the id that the EHR gave to this application.')
  if (config.PAGES === 'off') refuse('SMART_ISSUERS: needs the pages, but PAGES is off.')
  return { issuers, tokenOrigins, clientId: clientId ?? '', saves }
}

function refuse(fault: string): never {
  throw new ConfigError(`The configuration is not valid.\n  ${fault}`)
}
