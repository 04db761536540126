/** Requests that the tests start from, and the table of the clinical specification. Tests only. */
import type { Request } from '../schema.js'

/** Item key of the clinical file: request field, tenths of a point without and with biopsy, as printed in its table. */
export const ITEMS: Readonly<Record<string, readonly [keyof Request, bigint, bigint]>> = {
  ue: ['proximalUpperLimbWeakness', 7n, 7n],
  le: ['proximalLowerLimbWeakness', 8n, 5n],
  neck: ['neckFlexorsWeakerThanExtensors', 19n, 16n],
  legs: ['legProximalWeakerThanDistal', 9n, 12n],
  heliotrope: ['heliotrope', 31n, 32n],
  papules: ['gottronPapules', 21n, 27n],
  sign: ['gottronSign', 33n, 37n],
  dysphagia: ['dysphagia', 7n, 6n],
  jo1: ['antiJo1', 39n, 38n],
  enzymes: ['enzymesElevated', 13n, 14n],
  endomysial: ['endomysialInfiltrate', 0n, 17n],
  perimysial: ['perimysialInfiltrate', 0n, 12n],
  perifascicular: ['perifascicularAtrophy', 0n, 19n],
  rimmed: ['rimmedVacuoles', 0n, 31n],
}
export const BIOPSY_ITEMS: readonly string[] = ['endomysial', 'perimysial', 'perifascicular', 'rimmed']

const absent = (keep: (key: string) => boolean): Request =>
  Object.fromEntries(Object.entries(ITEMS).flatMap(([key, [field]]) => (keep(key) ? [[field, false]] : [])))

export const none = absent((key) => !BIOPSY_ITEMS.includes(key))
export const noneInBiopsy = absent((key) => BIOPSY_ITEMS.includes(key))
/** No finding at all, onset at 50, no biopsy: 2.1 points. */
export const adult: Request = { ...none, biopsyAvailable: false, onsetAge: 50 }
