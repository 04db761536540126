/** The one list of instruments, sorted by slug. Adding an instrument is its folder and one line here. */
import type { Instrument } from '@activity-scores/shared/instrument'
import acrFunctionalClass from './acr-functional-class/index.js'
import acrResponse from './acr-response/index.js'
import booleanRemission from './boolean-remission/index.js'
import cdai from './cdai/index.js'
import clinessdai from './clinessdai/index.js'
import crcl from './crcl/index.js'
import das28Crp from './das28-crp/index.js'
import das28Esr from './das28-esr/index.js'
import difficultToTreatRa from './difficult-to-treat-ra/index.js'
import egfrCkdEpi2021 from './egfr-ckd-epi-2021/index.js'
import essdai from './essdai/index.js'
import esspri from './esspri/index.js'
import eularResponse from './eular-response/index.js'
import eustarActivity from './eustar-activity/index.js'
import haqDi from './haq-di/index.js'
import iimEularAcr2017 from './iim-eular-acr-2017/index.js'
import ildProgression from './ild-progression/index.js'
import imacsImprovement from './imacs-improvement/index.js'
import inbuildProgression from './inbuild-progression/index.js'
import indexResponse from './index-response/index.js'
import jointCounts from './joint-counts/index.js'
import laboratoryLimits from './laboratory-limits/index.js'
import mmt8 from './mmt8/index.js'
import mrss from './mrss/index.js'
import mrssChange from './mrss-change/index.js'
import myositisCoreSet from './myositis-core-set/index.js'
import myositisDeterioration from './myositis-deterioration/index.js'
import myositisTis from './myositis-tis/index.js'
import pftInvolvement from './pft-involvement/index.js'
import ppf2022 from './ppf-2022/index.js'
import prednisoneEquivalent from './prednisone-equivalent/index.js'
import raAcrEular2010 from './ra-acr-eular-2010/index.js'
import rapid3 from './rapid3/index.js'
import sdai from './sdai/index.js'
import sharpProgression from './sharp-progression/index.js'
import sjogrenAcrEular2016 from './sjogren-acr-eular-2016/index.js'
import sjogrenAecg2002 from './sjogren-aecg-2002/index.js'
import sscAcrEular2013 from './ssc-acr-eular-2013/index.js'

export const instruments: readonly Instrument[] = [
  acrFunctionalClass,
  acrResponse,
  booleanRemission,
  cdai,
  clinessdai,
  crcl,
  das28Crp,
  das28Esr,
  difficultToTreatRa,
  egfrCkdEpi2021,
  essdai,
  esspri,
  eularResponse,
  eustarActivity,
  haqDi,
  iimEularAcr2017,
  ildProgression,
  imacsImprovement,
  inbuildProgression,
  indexResponse,
  jointCounts,
  laboratoryLimits,
  mmt8,
  mrss,
  mrssChange,
  myositisCoreSet,
  myositisDeterioration,
  myositisTis,
  pftInvolvement,
  ppf2022,
  prednisoneEquivalent,
  raAcrEular2010,
  rapid3,
  sdai,
  sharpProgression,
  sjogrenAcrEular2016,
  sjogrenAecg2002,
  sscAcrEular2013,
]
