/** What the tests start from. Tests only. */
import type { Request } from '../schema.js'

export const ITEMS = [
  'skinThickeningBothHandsProximalToMcp',
  'sclerodactyly',
  'puffyFingers',
  'fingertipPittingScars',
  'digitalTipUlcers',
  'telangiectasia',
  'abnormalNailfoldCapillaries',
  'pahOrIld',
  'raynaud',
  'sscAutoantibody',
] as const
export const APPLIES = 'fingersSparedOrBetterExplained'

/** The points of a complete request, written out item by item. */
export function exact(request: Request): number {
  const skin = request.skinThickeningBothHandsProximalToMcp
    ? 9
    : request.sclerodactyly
      ? 4
      : request.puffyFingers
        ? 2
        : 0
  const tips = request.fingertipPittingScars ? 3 : request.digitalTipUlcers ? 2 : 0
  const twos = [request.telangiectasia, request.abnormalNailfoldCapillaries, request.pahOrIld].filter(Boolean).length
  const threes = [request.raynaud, request.sscAutoantibody].filter(Boolean).length
  return skin + tips + 2 * twos + 3 * threes
}
