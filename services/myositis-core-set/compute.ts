import { suspectScales } from '@activity-scores/shared/contract/fields'
import { less } from '@activity-scores/shared/language/compare'
import { criterion } from '@activity-scores/shared/language/criteria'
import { between, exactly, type Interval, isAtLeast, isBelow, isExact } from '@activity-scores/shared/language/interval'
import {
  and,
  atLeastOf,
  countState,
  not,
  or,
  STATE_IN_WORDS,
  type Verdict,
  verdictOfFlag,
} from '@activity-scores/shared/language/kleene'
import { boundsOf, inputWarning, type Outcome, type Warning } from '@activity-scores/shared/language/outcome'
import { asUsed, inCanonicalUnit, type Quantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { type HealthAssessmentScore, scoreHealthAssessment } from '@activity-scores/shared/measures/health-assessment'
import { usedEnzymes } from '@activity-scores/shared/measures/muscle-enzymes'
import {
  MAXIMUM,
  type MuscleTestScore,
  scoreMuscleTest,
  TRIAL_CUT_OFF,
} from '@activity-scores/shared/measures/muscle-test'
import { CUT_OFF } from './formula.js'
import { enzymeState } from './items.js'
import { definitions } from './manifest.js'
import { HAQ_ROUNDING, type Request } from './schema.js'

const GLOBAL_CM = analytes.scaleInCentimetres
const MISSING = 'missing:'

/** What is known of a measure, and why it is not known exactly. */
interface Known {
  readonly range: Interval
  readonly reasons: readonly string[]
}

export function compute(request: Request): Outcome {
  const { physicianGlobal, patientGlobal, extramuscularActivity } = request
  const muscleTest = request.mmt8 ? scoreMuscleTest(request.mmt8) : null
  const questionnaire = request.haq ? scoreHealthAssessment(request.haq) : null
  const strength = knownStrength(request, muscleTest)
  const disability = knownDisability(request, questionnaire)
  const enzymes = enzymeState(request.enzymes ?? {})

  const gate = isBelow(strength.range, TRIAL_CUT_OFF, strength.reasons)
  const measures = {
    physicianGlobal: globalVerdict(physicianGlobal, 'physicianGlobal'),
    patientGlobal: globalVerdict(patientGlobal, 'patientGlobal'),
    extramuscularActivity: globalVerdict(extramuscularActivity, 'extramuscularActivity'),
    haqDi: isAtLeast(disability.range, CUT_OFF.haqDi, disability.reasons),
    muscleEnzyme: enzymes.verdict,
  }
  const five = [
    measures.physicianGlobal,
    measures.patientGlobal,
    measures.extramuscularActivity,
    measures.haqDi,
    measures.muscleEnzyme,
  ]
  const atLeastTwo = atLeastOf(CUT_OFF.abnormalMeasures, five)
  const activityRule = and(gate, atLeastTwo)
  const trialCriterion = or(not(verdictOfFlag(request.muscleInvolvement, 'muscleInvolvement')), activityRule)
  const counts = { abnormalCount: countState(five, 'met'), unknownCount: countState(five, 'undetermined') }

  return {
    status: trialCriterion.state === 'undetermined' ? 'not_computable' : 'computed',
    score: null,
    category: null,
    criteria: [
      criterion(definitions.mmt8, gate),
      criterion(definitions.physicianGlobal, measures.physicianGlobal),
      criterion(definitions.patientGlobal, measures.patientGlobal),
      criterion(definitions.extramuscularActivity, measures.extramuscularActivity),
      criterion(definitions.haqDi, measures.haqDi),
      criterion(definitions.muscleEnzyme, measures.muscleEnzyme),
      criterion(definitions.atLeastTwo, atLeastTwo),
      criterion(definitions.activityRule, activityRule),
      criterion(definitions.trialCriterion, trialCriterion),
    ],
    terms: [],
    details: {
      abnormalCount: counts.abnormalCount,
      unknownCount: counts.unknownCount,
      maxEnzymeRatio: enzymes.maximum,
      maxEnzymeRatioReported: enzymes.maximumReported,
      maxEnzymeRatioBounds: enzymes.maximumBounds,
      enzymeRatios: enzymes.ratios,
      enzymesMeasured: enzymes.measured,
      mmt8Bounds: isExact(strength.range) ? null : boundsOf(strength.range),
      haqDiBounds: isExact(disability.range) ? null : boundsOf(disability.range),
      mmt8: muscleTest && muscleTestDetails(muscleTest),
      haq: questionnaire && questionnaireDetails(questionnaire),
    },
    inputs: {
      muscleInvolvement: request.muscleInvolvement ?? null,
      mmt8Bilateral: isExact(strength.range) ? strength.range.lower : null,
      physicianGlobal: asUsed(GLOBAL_CM, physicianGlobal),
      patientGlobal: asUsed(GLOBAL_CM, patientGlobal),
      extramuscularActivity: asUsed(GLOBAL_CM, extramuscularActivity),
      haqDi: isExact(disability.range) ? disability.range.lower : null,
      enzymes: usedEnzymes(request.enzymes ?? {}),
    },
    missing: trialCriterion.reasons.flatMap((reason) =>
      reason.startsWith(MISSING) ? [reason.slice(MISSING.length)] : [],
    ),
    warnings: [
      ...strengthWarnings(request, muscleTest, strength),
      ...suspectScales({ physicianGlobal, patientGlobal, extramuscularActivity }),
      ...disabilityWarnings(request, questionnaire),
      ...enzymes.warnings,
    ],
    text: text(request, trialCriterion, strength, counts),
  }
}

/** A total that was sent stands, since it must agree with the grades; else what the grades leave possible. */
function knownStrength({ mmt8Bilateral: total }: Request, test: MuscleTestScore | null): Known {
  if (total !== null && total !== undefined) return { range: exactly(total), reasons: [] }
  if (!test) return NO_STRENGTH
  const reasons = test.reasons.map((reason) => reason.replace(MISSING, `${MISSING}mmt8.`))
  return {
    range: test.bilateralRange,
    reasons: test.mode === 'unilateral' ? [...reasons, ...NO_STRENGTH.reasons] : reasons,
  }
}
const NO_STRENGTH: Known = { range: between(0, MAXIMUM.bilateral), reasons: ['missing:mmt8Bilateral'] }

/**
 * The score of the answers stands before a total that is the same to its rounding, a total before what the answers leave
 * open. Without a total an answer that is missing is open: the rule of the index, by which the others stand for it, gives
 * a score, and decides nothing here.
 */
function knownDisability({ haqDi }: Request, score: HealthAssessmentScore | null): Known {
  if (score && isExact(score.range)) return { range: score.range, reasons: [] }
  if (haqDi !== null && haqDi !== undefined) return { range: exactly(unrounded(haqDi, score) ?? haqDi), reasons: [] }
  if (!score) return NO_DISABILITY
  return { range: score.range, reasons: score.missing.map((field) => `${MISSING}haq.${field}`) }
}

/** The score of the answers where the total is the same to its rounding. */
const unrounded = (haqDi: number, score: HealthAssessmentScore | null): number | null =>
  score?.standard != null && Math.abs(score.standard - haqDi) <= HAQ_ROUNDING ? score.standard : null
const NO_DISABILITY: Known = { range: between(0, 3), reasons: ['missing:haqDi'] }

function globalVerdict(given: Quantity | null | undefined, field: string): Verdict {
  const range = given ? exactly(inCanonicalUnit(GLOBAL_CM, given)) : between(...GLOBAL_CM.allowed)
  return isAtLeast(range, CUT_OFF.globalCm, [`${MISSING}${field}`])
}

const muscleTestDetails = ({ mode, total, maximum, kendallGrades, convertedFromCoarseGrades }: MuscleTestScore) => ({
  mode,
  total,
  maximum,
  kendallGrades,
  convertedFromCoarseGrades,
})

const questionnaireDetails = ({ standard, alternative, answered }: HealthAssessmentScore) => ({
  standard,
  alternative,
  categoriesAnswered: answered,
})

/** Pointers of a nested request, seen from the whole one. */
const below = (at: string, warnings: readonly Warning[] = []): readonly Warning[] =>
  warnings.map((warning) => ({ ...warning, pointer: `${at}${warning.pointer}` }))

/** Bilateral totals below are allowed, and rare enough to ask whether they were meant. */
const PLAUSIBLE_STRENGTH = 40

function strengthWarnings(request: Request, test: MuscleTestScore | null, { range }: Known): readonly Warning[] {
  const implausible = less(range.upper, PLAUSIBLE_STRENGTH)
  const message = `The bilateral MMT-8 is outside the plausible range of ${PLAUSIBLE_STRENGTH} to ${MAXIMUM.bilateral}; check the value.`
  const pointer = request.mmt8Bilateral == null ? '/mmt8' : '/mmt8Bilateral'
  return [
    ...below('/mmt8', test?.warnings),
    ...(test && test.missing.length > 0 && isExact(range) ? [gradesIncomplete(test, range.lower)] : []),
    ...(implausible ? [inputWarning('outside_plausible_range', pointer, message)] : []),
  ]
}

/** The total is used although muscles are missing; on the bilateral form it may have been summed with them as 0. */
function gradesIncomplete({ mode, range }: MuscleTestScore, total: number): Warning {
  const asIfZero =
    mode === 'bilateral' && total === range.lower
      ? ' It equals the sum of the grades sent, as if the missing ones were 0.'
      : ''
  const message = `mmt8Bilateral was used; muscles are missing in mmt8 and cannot confirm it.${asIfZero}`
  return inputWarning('grades_incomplete', '/mmt8/grades', message)
}

function disabilityWarnings({ haqDi }: Request, score: HealthAssessmentScore | null): readonly Warning[] {
  if (!score) return []
  const warnings = below('/haq', score.warnings)
  if (haqDi === null || haqDi === undefined) return warnings
  const standard = unrounded(haqDi, score)
  return [
    ...warnings,
    ...(isExact(score.range) || standard !== null ? [] : [ANSWERS_INCOMPLETE]),
    ...(standard === null || standard === haqDi ? [] : [ROUNDED]),
  ]
}

const ROUNDED: Warning = inputWarning(
  'rounded_input',
  '/haqDi',
  'haqDi is the score of the answers in haq to its rounding; the unrounded score was used.',
)

const ANSWERS_INCOMPLETE: Warning = inputWarning(
  'answers_incomplete',
  '/haq',
  'haqDi was used; answers, aids or help are missing in haq and cannot confirm it.',
)

function text(
  { muscleInvolvement }: Request,
  trialCriterion: Verdict,
  strength: Known,
  { abnormalCount, unknownCount }: { readonly abnormalCount: number; readonly unknownCount: number },
): string {
  const unknown = unknownCount > 0 ? `, ${unknownCount} not known` : ''
  return `Myositis activity, trial criterion ${STATE_IN_WORDS[trialCriterion.state]}${why(trialCriterion, muscleInvolvement)}: MMT-8 ${strengthInWords(strength)}, ${abnormalCount} of 5 other measures abnormal${unknown}`
}

/** What is missing; or that the criterion is met without any activity. */
function why({ state, reasons }: Verdict, muscleInvolvement: Request['muscleInvolvement']): string {
  if (state === 'undetermined') return ` (${reasons.join(', ')})`
  return muscleInvolvement === false ? ' (no muscle involvement)' : ''
}

function strengthInWords(strength: Known): string {
  if (strength === NO_STRENGTH) return 'not known'
  const { lower, upper } = strength.range
  return `${isExact(strength.range) ? lower : `${lower} to ${upper}`} of ${MAXIMUM.bilateral}`
}
