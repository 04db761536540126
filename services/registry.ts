/** The one list of instruments, sorted by slug. Adding an instrument is its folder and one line here. */
import type { Instrument } from '@activity-scores/shared/instrument'
import cdai from './cdai/index.js'
import crcl from './crcl/index.js'
import das28Esr from './das28-esr/index.js'
import haqDi from './haq-di/index.js'
import ildProgression from './ild-progression/index.js'
import mmt8 from './mmt8/index.js'
import mrssChange from './mrss-change/index.js'
import myositisCoreSet from './myositis-core-set/index.js'

export const instruments: readonly Instrument[] = [
  cdai,
  crcl,
  das28Esr,
  haqDi,
  ildProgression,
  mmt8,
  mrssChange,
  myositisCoreSet,
]
