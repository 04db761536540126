/** One gateway that the parts of the test share. */
import t from 'tap'
import { gateway } from '../helpers.js'

/** A body that is computed for long is none that is late, however busy the machine is. */
export const app = await gateway(t, { MCP: 'on', REQUEST_TIMEOUT_MS: '600000' })
export const origin = await app.listen({ port: 0, host: '127.0.0.1' })
