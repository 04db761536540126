/** Programs that only tests start. */
import { fileURLToPath } from 'node:url'

/** The command line of a gateway of these instruments alone, without trials. */
export const smallGateway = (...slugs: readonly string[]): readonly string[] => [
  fileURLToPath(new URL('small-gateway.js', import.meta.url)),
  ...slugs,
]
