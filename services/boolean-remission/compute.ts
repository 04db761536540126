import { suspectScales } from '@activity-scores/shared/contract/fields'
import { criterion } from '@activity-scores/shared/language/criteria'
import { exactly, isAtMost } from '@activity-scores/shared/language/interval'
import { and, STATE_IN_WORDS, undetermined, type Verdict } from '@activity-scores/shared/language/kleene'
import { inputWarning, type Outcome, type Warning } from '@activity-scores/shared/language/outcome'
import { asUsed, plausibility, type Quantity, rangeOf } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import {
  CDAI_LIMIT,
  type Count,
  CRP_LIMIT_MG_L,
  deciding,
  GLOBAL_LIMIT_2_0,
  GLOBAL_LIMIT_2011,
  JOINT_LIMIT,
  SDAI_LIMIT,
} from './formula.js'
import { boolean20, boolean20NoCrp, boolean2011, boolean2011NoCrp, cdaiRemission, sdaiRemission } from './manifest.js'
import type { Request } from './schema.js'

export function compute(request: Request): Outcome {
  const { crp } = request
  const tender = deciding(request.tenderJointCount28, request.tenderJointCount68)
  const swollen = deciding(request.swollenJointCount28, request.swollenJointCount66)
  const patientGlobal = asUsed(analytes.scaleOfTen, request.patientGlobal)
  const items = {
    tenderJoints: atMost(tender?.count, JOINT_LIMIT, 'tenderJointCount28'),
    swollenJoints: atMost(swollen?.count, JOINT_LIMIT, 'swollenJointCount28'),
    crp: crp ? isAtMost(rangeOf(analytes.crp, crp), CRP_LIMIT_MG_L, CENSORED) : undetermined('missing:crp'),
    patientGlobalAtMost1: atMost(patientGlobal?.value, GLOBAL_LIMIT_2011, 'patientGlobal'),
    patientGlobalAtMost2: atMost(patientGlobal?.value, GLOBAL_LIMIT_2_0, 'patientGlobal'),
  }
  const states: States = {
    of2011NoCrp: and(items.tenderJoints, items.swollenJoints, items.patientGlobalAtMost1),
    of20NoCrp: and(items.tenderJoints, items.swollenJoints, items.patientGlobalAtMost2),
    of2011: and(items.tenderJoints, items.swollenJoints, items.crp, items.patientGlobalAtMost1),
    of20: and(items.tenderJoints, items.swollenJoints, items.crp, items.patientGlobalAtMost2),
    bySdai: atMost(request.sdai, SDAI_LIMIT, 'sdai'),
    byCdai: atMost(request.cdai, CDAI_LIMIT, 'cdai'),
  }
  const open = [states.of2011, states.of20, states.of2011NoCrp, states.of20NoCrp].some(isOpen)
  const missing = [
    ...(tender ? [] : ['tenderJointCount28']),
    ...(swollen ? [] : ['swollenJointCount28']),
    ...(patientGlobal ? [] : ['patientGlobal']),
    ...(crp ? [] : ['crp']),
  ]
  const jointSet = setOf(tender, swollen)

  return {
    status: open ? 'not_computable' : 'computed',
    score: null,
    category: null,
    criteria: [
      criterion(boolean2011, states.of2011),
      criterion(boolean20, states.of20),
      criterion(boolean2011NoCrp, states.of2011NoCrp),
      criterion(boolean20NoCrp, states.of20NoCrp),
      criterion(sdaiRemission, states.bySdai),
      criterion(cdaiRemission, states.byCdai),
    ],
    terms: [],
    details: {
      jointSet,
      items: {
        tenderJoints: items.tenderJoints.state,
        swollenJoints: items.swollenJoints.state,
        crp: items.crp.state,
        patientGlobalAtMost1: items.patientGlobalAtMost1.state,
        patientGlobalAtMost2: items.patientGlobalAtMost2.state,
      },
    },
    inputs: {
      tenderJointCount28: request.tenderJointCount28 ?? null,
      swollenJointCount28: request.swollenJointCount28 ?? null,
      tenderJointCount68: request.tenderJointCount68 ?? null,
      swollenJointCount66: request.swollenJointCount66 ?? null,
      jointCountMethod: request.jointCountMethod ?? 'counted',
      patientGlobal,
      crp: asUsed(analytes.crp, crp),
      sdai: request.sdai ?? null,
      cdai: request.cdai ?? null,
    },
    missing,
    warnings: [
      ...sensitive('tenderJointCount28', request.tenderJointCount28, tender, items.tenderJoints),
      ...sensitive('swollenJointCount28', request.swollenJointCount28, swollen, items.swollenJoints),
      ...suspectScales({ patientGlobal: request.patientGlobal }),
      ...crpWarnings(crp),
      ...rounded('sdai', request.sdai),
      ...rounded('cdai', request.cdai),
    ],
    text: text(states, jointSet, open ? missing : [], request),
  }
}

type States = Readonly<Record<'of2011' | 'of20' | 'of2011NoCrp' | 'of20NoCrp' | 'bySdai' | 'byCdai', Verdict>>

const CENSORED = ['censored:crp']

const isOpen = ({ state }: Verdict): boolean => state === 'undetermined'

const atMost = (value: number | null | undefined, limit: number, field: string): Verdict =>
  value == null ? undetermined(`missing:${field}`) : isAtMost(exactly(value), limit, [])

function setOf(tender: Count | null, swollen: Count | null): '28' | '66-68' | 'mixed' | null {
  const known = [tender, swollen].filter((count) => count !== null)
  if (known.length === 0) return null
  if (known.every(({ full }) => full)) return '66-68'
  return known.some(({ full }) => full) ? 'mixed' : '28'
}

/** Both counts were sent, and the 28 joints alone would have passed or failed otherwise. */
function sensitive(
  field: string,
  of28: number | null | undefined,
  used: Count | null,
  item: Verdict,
): readonly Warning[] {
  if (of28 == null || !used?.full || atMost(of28, JOINT_LIMIT, field).state === item.state) return []
  const message = `${field} would decide its item otherwise; the count of all joints was used.`
  return [inputWarning('joint_set_sensitive', `/${field}`, message)]
}

const crpWarnings = (crp: Quantity | null | undefined): readonly Warning[] => [
  ...(crp?.comparator ? [CRP_IS_A_LIMIT] : []),
  ...plausibility(analytes.crp, crp, '/crp'),
]
const CRP_IS_A_LIMIT = inputWarning(
  'crp_censored',
  '/crp',
  'CRP is a limit, not a value; it was compared as the range it stands for.',
)

/** SDAI and CDAI are reported with 1 decimal. */
function rounded(field: 'sdai' | 'cdai', value: number | null | undefined): readonly Warning[] {
  if (value == null || Number(value.toFixed(1)) !== value) return []
  const message = `${field} has at most 1 decimal, as a reported index has, and was used as given. Where the unrounded index is known (score.value of ${field}), send that.`
  return [inputWarning('rounded_input', `/${field}`, message)]
}

const JOINTS_IN_WORDS = { '28': '28 joints', '66-68': '66/68 joints', mixed: '28 and 66/68 joints' } as const

function text(
  states: States,
  jointSet: keyof typeof JOINTS_IN_WORDS | null,
  missing: readonly string[],
  { sdai, cdai }: Request,
): string {
  const word = (name: keyof States) => STATE_IN_WORDS[states[name].state]
  const joints = jointSet ? ` (${JOINTS_IN_WORDS[jointSet]})` : ''
  const index = [
    ...(sdai == null ? [] : [`; SDAI remission ${word('bySdai')}`]),
    ...(cdai == null ? [] : [`; CDAI remission ${word('byCdai')}`]),
  ].join('')
  const without = missing.length > 0 ? `; missing ${missing.join(', ')}` : ''
  return `Boolean remission${joints}: 2011 ${word('of2011')}, 2.0 ${word('of20')}; without CRP: 2011 ${word('of2011NoCrp')}, 2.0 ${word('of20NoCrp')}${index}${without}`
}
