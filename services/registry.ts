/** The one list of instruments, sorted by slug. Adding an instrument is its folder and one line here. */
import type { Instrument } from '@activity-scores/shared/instrument'
import das28Esr from './das28-esr/index.js'

export const instruments: readonly Instrument[] = [das28Esr]
