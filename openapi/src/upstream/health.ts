/** Asks a service whether it is ready, on a connection of its own that no load keeps busy (decision 39). */
import { Pool } from 'undici'

/** Whoever asks the gateway for readiness waits no longer than a second. */
const LONGEST_MS = 500

export interface Health {
  ready(): Promise<boolean>
  close(): Promise<void>
}

export function healthOf(origin: string, timeoutMs: number): Health {
  const longest = Math.min(timeoutMs, LONGEST_MS)
  const pool = new Pool(origin, { connections: 1, connect: { timeout: longest } })
  const ask = async (): Promise<boolean> => {
    try {
      const signal = AbortSignal.timeout(longest)
      const { statusCode, body } = await pool.request({ method: 'GET', path: '/health/ready', signal })
      await body.dump()
      return statusCode === 200
    } catch {
      return false
    }
  }
  let asking: Promise<boolean> | undefined
  return {
    /** Whoever asks meanwhile gets the same answer. */
    ready() {
      asking ??= ask().finally(() => {
        asking = undefined
      })
      return asking
    },
    close: () => pool.destroy(),
  }
}
