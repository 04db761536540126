/**
 * Hands whole batches on to the service that answers them, as a stream; without one, rows are computed in this process
 * (decision 22).
 */
import type { Clocks } from '../receive.js'
import type { Exchange } from './exchange.js'

export interface Relay {
  /** The status of the answer, when it has been handed on. */
  forward(exchange: Exchange, clocks: Clocks): Promise<number>
}
