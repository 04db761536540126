/** Configuration of the EHR faces, of the gateway and of a lone service alike. */
import { webAddress } from '@activity-scores/shared/config/web-address'
import * as z from 'zod'

const flag = z
  .enum(['true', 'false'], 'must be true or false')
  .default('false')
  .transform((text) => text === 'true')

const file = z.string().min(1).optional()

export const ehrVariables = {
  PUBLIC_URL: webAddress({
    example: 'https://scores.example.org',
    path: true,
    credentials: 'they do not belong into links',
  })
    .transform((text) => text.replace(/\/+$/, ''))
    .optional()
    .describe(
      'Address by which callers reach this process, for canonical URLs of FHIR, links of cards and the audience of client tokens; not set: http://HOST:PORT',
    ),
  FHIR_CODES_FILE: file.describe(
    "JSON file of the site's own codes, units and outputs, over those that come with the project",
  ),
  EMIT_SNOMED: flag.describe('`true` where output may carry SNOMED CT codes, which needs a licence in some countries'),
  CDS_SCREEN_ARM: z
    .string()
    .min(1)
    .optional()
    .describe('Arm for which CDS Hooks offers screenings, of each trial that has it; not set: none are offered'),
  CDS_MISSING_CARD: flag.describe('`true` where CDS Hooks answers with a card, too, where values are missing'),
  CDS_CLIENTS_FILE: file.describe(
    'JSON file of the clients that may call CDS Hooks by signed tokens; not set: the same callers as elsewhere. Read again when it changes',
  ),
} as const

const ehrSchema = z.object(ehrVariables)

export type EhrSettings = z.output<typeof ehrSchema>
export type EhrConfig = EhrSettings & { readonly HOST: string; readonly PORT: number }

/** The address that answers name, never one that a request names. */
export const publicUrl = ({ PUBLIC_URL, HOST, PORT }: EhrConfig): string =>
  PUBLIC_URL ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`
