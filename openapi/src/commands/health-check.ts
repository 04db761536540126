/** Exits with 0 when the process of this container answers that it is live; an image needs no curl for that. */
import { get } from 'node:http'

const TIMEOUT_MS = 2000
/** An address that means every address is asked on the loopback one. */
const LOOPBACK: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }
const { HOST = '', PORT = '' } = process.env

const request = get(
  {
    host: LOOPBACK[HOST] ?? (HOST || '127.0.0.1'),
    port: Number(PORT || 3000),
    path: '/health/live',
    timeout: TIMEOUT_MS,
    agent: false,
  },
  (response) => process.exit(response.statusCode === 200 ? 0 : 1),
)
request.on('timeout', () => process.exit(1))
request.on('error', () => process.exit(1))
