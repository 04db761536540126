/**
 * Tests that both sets of classification criteria for Sjögren's syndrome read (AECG 2002: Vitali 2002, Ann Rheum Dis
 * 61:554-8; ACR/EULAR 2016: Shiboski 2017, Ann Rheum Dis 76:9-16). The worse eye decides: it is sent as such, or found
 * among the eyes.
 */
import * as z from 'zod'
import type { Fault, Rule } from '../contract/instrument.js'
import { atLeast, atMost, greater, less, same } from '../language/compare.js'
import { decided, or, undetermined, type Verdict } from '../language/kleene.js'
import type { Warning } from '../language/outcome.js'
import { asUsed, inCanonicalUnit, plausibility, type Quantity, quantity, usedQuantity } from '../language/quantity.js'
import { analytes } from '../language/units.js'

/** Cut-offs that both sets share; a value on one of them is positive. Secondary tables misprint them as strict. */
const FOCUS_SCORE = 1
const VAN_BIJSTERVELD = 4
const OCULAR_STAINING_SCORE = 5
const SCHIRMER_MM = 5
/** 0.1 mL/min, which is the 1.5 mL in 15 minutes of 2002. */
const SALIVA_ML_MIN = 0.1

const ocularStaining = (whose: string) =>
  z
    .int()
    .min(0)
    .max(12)
    .nullish()
    .meta({ title: `Ocular staining score${whose}`, description: `Ocular staining score${whose}, 0 to 12` })
const vanBijsterveldScore = (whose: string) =>
  z
    .int()
    .min(0)
    .max(9)
    .nullish()
    .meta({ title: `Van Bijsterveld score${whose}`, description: `Van Bijsterveld score${whose}, 0 to 9` })
const schirmerTest = (whose: string) =>
  quantity(analytes.schirmer, `Schirmer test${whose}, length wetted in 5 minutes`)
    .nullish()
    .meta({ title: `Schirmer test${whose}` })

const WORSE = ' of the worse eye'
export const ocularStainingScore = ocularStaining(WORSE)
export const vanBijsterveld = vanBijsterveldScore(WORSE)
export const schirmer = schirmerTest(WORSE)

const EYES = {
  title: 'Ocular tests by eye',
  description: 'Tests eye by eye, instead of the worse eye; positive in one eye is positive',
}
const ofEye = { vanBijsterveld: vanBijsterveldScore(''), schirmer: schirmerTest('') }
const eye = z.strictObject(ofEye)
const eyeWithStaining = z.strictObject({ ocularStainingScore: ocularStaining(''), ...ofEye })
const bothOf = <Eye extends z.ZodType>(one: Eye) => ({
  right: one.nullish().meta({ title: 'Right eye' }),
  left: one.nullish().meta({ title: 'Left eye' }),
})

/** The request field `eyes` of the criteria of 2002, and with the ocular staining score for those of 2016. */
export const eyes = z.strictObject(bothOf(eye)).nullish().meta(EYES)
export const eyesWithStaining = z.strictObject(bothOf(eyeWithStaining)).nullish().meta(EYES)

export const focusScore = z.number().min(0).max(20).nullish().meta({
  title: 'Focus score of the labial gland biopsy per 4 mm2',
  description:
    'Focus score of a labial salivary gland with focal lymphocytic sialadenitis, foci per 4 mm², 0 to 20; 0 where there is none',
})
export const unstimulatedSaliva = quantity(analytes.salivaFlow, 'Unstimulated whole saliva flow')
  .nullish()
  .meta({ title: 'Unstimulated whole saliva flow' })
export const antiSsaRoPositive = z
  .boolean()
  .nullish()
  .meta({ title: 'Anti-SSA/Ro positive', description: 'Antibodies to SSA (Ro) are positive' })
export const antiSsbLaPositive = z
  .boolean()
  .nullish()
  .meta({ title: 'Anti-SSB/La positive', description: 'Antibodies to SSB (La) are positive' })

type EyeTest = 'ocularStainingScore' | 'vanBijsterveld' | 'schirmer'

interface Eye {
  readonly ocularStainingScore?: number | null | undefined
  readonly vanBijsterveld?: number | null | undefined
  readonly schirmer?: Quantity | null | undefined
}

export interface EyeTests extends Eye {
  readonly eyes?: { readonly right?: Eye | null | undefined; readonly left?: Eye | null | undefined } | null | undefined
}

const SIDES = ['right', 'left'] as const

const POSITIVE: Readonly<Record<EyeTest, (value: number) => boolean>> = {
  ocularStainingScore: (value) => atLeast(value, OCULAR_STAINING_SCORE),
  vanBijsterveld: (value) => atLeast(value, VAN_BIJSTERVELD),
  schirmer: (mm) => atMost(mm, SCHIRMER_MM),
}

const testValue = (test: EyeTest, holder: Eye | null | undefined): number | null => {
  const given = holder?.[test]
  if (given == null) return null
  return typeof given === 'number' ? given : inCanonicalUnit(analytes.schirmer, given)
}

/** What is known of a test; `missing` are the fields that would settle it. */
export interface Finding {
  readonly verdict: Verdict
  readonly missing: readonly string[]
}

/** Null when the test was done on neither eye. */
export function eyeFinding(test: EyeTest, tests: EyeTests): Finding | null {
  const stated = testValue(test, tests)
  if (stated !== null) return { verdict: decided(POSITIVE[test](stated)), missing: [] }
  const values = SIDES.map((side) => testValue(test, tests.eyes?.[side]))
  if (values.every((value) => value === null)) return null
  const verdict = or(
    ...values.map((value) => (value === null ? undetermined(`missing:${test}`) : decided(POSITIVE[test](value)))),
  )
  const open = SIDES.filter((_side, i) => values[i] === null)
  return { verdict, missing: verdict.state === 'undetermined' ? open.map((side) => `eyes.${side}.${test}`) : [] }
}

export const notDone = (test: string): Finding => ({ verdict: undetermined(`missing:${test}`), missing: [test] })

/** Positive in one test is positive; otherwise every test counts that is not known. */
export const anyFinding = (...findings: readonly Finding[]): Finding => {
  const verdict = or(...findings.map((finding) => finding.verdict))
  const open = findings.filter((finding) => finding.verdict.state === 'undetermined')
  return { verdict, missing: verdict.state === 'undetermined' ? open.flatMap(({ missing }) => missing) : [] }
}

export const statedFinding = (value: boolean | null | undefined, field: string): Finding =>
  value == null ? notDone(field) : { verdict: decided(value), missing: [] }

export const focusFinding = (score: number | null | undefined): Finding =>
  score == null ? notDone('focusScore') : { verdict: decided(atLeast(score, FOCUS_SCORE)), missing: [] }

export const salivaFinding = (flow: Quantity | null | undefined): Finding =>
  flow == null
    ? notDone('unstimulatedSaliva')
    : { verdict: decided(atMost(inCanonicalUnit(analytes.salivaFlow, flow), SALIVA_ML_MIN)), missing: [] }

/** A value of the worse eye agrees with the eyes sent beside it: no eye is worse, and one of two known ones is as bad. */
export const worseEyeAgrees = <Request extends EyeTests>(test: EyeTest): Rule<Request> => ({
  fields: [test, 'eyes'],
  says: `\`${test}\` sent with \`eyes\` is that of the worse eye.`,
  check: (request): readonly Fault[] => {
    const stated = testValue(test, request)
    const values = SIDES.flatMap((side) => testValue(test, request.eyes?.[side]) ?? [])
    if (stated === null || values.length === 0) return []
    const isWorse = test === 'schirmer' ? less : greater
    const contradicted =
      values.some((value) => isWorse(value, stated)) || (values.length === 2 && !values.some((v) => same(v, stated)))
    if (!contradicted) return []
    const message = `${test} is not that of the worse eye in eyes. Correct one of them, or send only the right one.`
    return [{ pointer: `/${test}`, code: 'conflict', message }]
  },
})

/** Notes on values that are allowed and rare. */
export const salivaWarnings = (flow: Quantity | null | undefined): readonly Warning[] =>
  plausibility(analytes.salivaFlow, flow, '/unstimulatedSaliva')

const usedSchirmer = usedQuantity(analytes.schirmer, 'Schirmer test')
const score = z.int().nullable()
const usedEye = z.strictObject({ vanBijsterveld: score, schirmer: usedSchirmer }).nullable()
const usedEyeWithStaining = z
  .strictObject({ ocularStainingScore: score, vanBijsterveld: score, schirmer: usedSchirmer })
  .nullable()

/** Schemas of `eyesUsed` and `eyesWithStainingUsed`. */
export const eyesUsedSchema = z.strictObject({ right: usedEye, left: usedEye }).nullable()
export const eyesWithStainingUsedSchema = z
  .strictObject({ right: usedEyeWithStaining, left: usedEyeWithStaining })
  .nullable()

const eyeUsed = (given: Eye | null | undefined) =>
  given ? { vanBijsterveld: given.vanBijsterveld ?? null, schirmer: asUsed(analytes.schirmer, given.schirmer) } : null

const eyeWithStainingUsed = (given: Eye | null | undefined) =>
  given
    ? {
        ocularStainingScore: given.ocularStainingScore ?? null,
        vanBijsterveld: given.vanBijsterveld ?? null,
        schirmer: asUsed(analytes.schirmer, given.schirmer),
      }
    : null

export const eyesUsed = ({ eyes: given }: EyeTests) =>
  given ? { right: eyeUsed(given.right), left: eyeUsed(given.left) } : null

export const eyesWithStainingUsed = ({ eyes: given }: EyeTests) =>
  given ? { right: eyeWithStainingUsed(given.right), left: eyeWithStainingUsed(given.left) } : null
