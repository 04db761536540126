/** Criteria of every arm, RA file sections 17, 20.1 and 20.3. Inclusions: true is met; exclusions: true excludes. */
import { ages, daysLater, monthsLater, span } from './plain-dates.js'
import { creatinineClearance, filtrationRate } from './plain-kidney.js'
import { above, agreed, and, atLeast, atMost, below, not, or, type Truth } from './plain-logic.js'
import { amount, flag, group, type Inputs, number, positive, text, timesUpperLimit, word } from './plain-read.js'

/** What a criterion says: S18, it may not concern the patient. */
export type Answer = Truth | 'not_applicable'
export type Truths = Readonly<Record<string, Answer>>

/** At most 3 times the upper limit, or attributed to the disease; without a ratio nothing is known. */
function transaminase(inputs: Inputs, name: 'alt' | 'ast'): Truth {
  const ratio = timesUpperLimit(inputs, name)
  return ratio === null ? null : or(atMost(ratio, 3), flag(inputs, `${name}AttributedToDisease`))
}

function bilirubin(inputs: Inputs): Truth {
  const ratio = timesUpperLimit(inputs, 'bilirubin')
  if (ratio === null) return null
  const withGilbert = and(flag(inputs, 'gilbert'), atMost(ratio, 3))
  return or(atMost(ratio, 1.5), withGilbert, flag(inputs, 'bilirubinAttributedToDisease'))
}

/** Without an upper limit, an INR below 1.5 is below 1.5 times any upper limit of at least 1. */
function inr(inputs: Inputs): Truth {
  const ratio = timesUpperLimit(inputs, 'inr')
  if (ratio !== null) return below(ratio, 1.5)
  const found = group(inputs, 'inr')
  const value = found === null ? null : number(found, 'value')
  return below(value, 1.5) === true ? true : null
}

/**
 * S1: of women of childbearing potential the test, lactation and contraception; of men whose partner is one, contraception;
 * of nobody else anything. Who is concerned must be known first.
 */
function contraception(inputs: Inputs): Answer {
  const sex = word(inputs, 'sex', 'female', 'male')
  const male: Truth = sex === null ? null : sex === 'male'
  const woman = male === true ? false : flag(inputs, 'childbearingPotential')
  const concerned = or(woman, and(male, flag(inputs, 'partnerChildbearingPotential')))
  if (concerned !== true) return concerned === false ? 'not_applicable' : null
  const notWithChild = and(not(positive(inputs, 'hcg')), not(flag(inputs, 'lactating')))
  return and(or(not(woman), notWithChild), flag(inputs, 'contraceptionAgreed'))
}

/** C-1, S12: the age at consent; before it, the age of today and of the next 28 days, where they say the same. */
function ofAge(inputs: Inputs, asOf: string): Truth {
  const inRange = (day: string | null): Truth => {
    const age = ages(text(inputs, 'birthDate'), day)
    return and(atLeast(age, 18), atMost(age, 65))
  }
  const consent = text(inputs, 'consentDate')
  if (consent !== null) return inRange(consent)
  return agreed([inRange(asOf), inRange(daysLater(asOf, 28))])
}

export function commonInclusion(inputs: Inputs, sampled: string, asOf: string): Truths {
  return {
    'C-1': ofAge(inputs, asOf),
    'C-2': atLeast(amount(inputs, 'wbc', '10*9/L'), 3),
    'C-3': and(atLeast(amount(inputs, 'neutrophils', '10*9/L'), 1), not(flag(inputs, 'csfWithin2Weeks'))),
    'C-4': atLeast(amount(inputs, 'haemoglobin', 'g/L'), 60),
    'C-5': and(transaminase(inputs, 'alt'), transaminase(inputs, 'ast')),
    'C-6': bilirubin(inputs),
    'C-7': atLeast(creatinineClearance(inputs, sampled), 60),
    'C-8': and(inr(inputs), below(timesUpperLimit(inputs, 'pt'), 1.5)),
    'C-9': flag(inputs, 'haemodynamicallyStable'),
    'C-10': contraception(inputs),
    'C-11': and(flag(inputs, 'consentSigned'), flag(inputs, 'compliant')),
  }
}

function malignancy(inputs: Inputs): Truth {
  const excluding = ['in-situ-free-up-to-5-years', 'other-in-situ', 'other']
  const found = word(inputs, 'malignancy', 'none', 'in-situ-free-over-5-years', ...excluding)
  return found === null ? null : excluding.includes(found)
}

/** Detectable is enough, quantified or not (A30). */
function hepatitisB(inputs: Inputs): Truth {
  const dna = word(inputs, 'hbvDna', 'not-detected', 'detected-below-quantification', 'quantified')
  const detectable = dna === null ? null : dna !== 'not-detected'
  return and(or(positive(inputs, 'hbsAg'), positive(inputs, 'hbcAb')), detectable)
}

function hepatitisC(inputs: Inputs): Truth {
  const rna = word(inputs, 'hcvRna', 'not-detected', 'detected')
  return and(positive(inputs, 'hcvAb'), rna === null ? null : rna === 'detected')
}

function syphilis(inputs: Inputs): Truth {
  const untreated = not(flag(inputs, 'pastSyphilisTreated'))
  return and(positive(inputs, 'syphilisTreponemal'), or(positive(inputs, 'syphilisNonTreponemal'), untreated))
}

/** Exactly 3 calendar months from the last dose to consent are still within 3 months. */
function otherTrial(inputs: Inputs): Truth {
  const consent = span(text(inputs, 'consentDate'))
  const dose = span(text(inputs, 'otherTrialLastDose'))
  let within: Truth = null
  if (consent !== null && dose !== null) {
    if (consent[1] <= monthsLater(dose[0], 3)) within = true
    else if (consent[0] > monthsLater(dose[1], 3)) within = false
  }
  return and(flag(inputs, 'otherTrialTreatment'), within)
}

function pregnancy(inputs: Inputs): Truth {
  if (word(inputs, 'sex', 'female', 'male') === 'male') return false
  return or(flag(inputs, 'pregnant'), flag(inputs, 'intendsPregnancy'))
}

export function commonExclusion(inputs: Inputs, sampled: string): Truths {
  const kidneyFailure = below(filtrationRate(inputs, sampled), 15)
  return {
    'CX-1': or(flag(inputs, 'allergyToTrialDrug'), flag(inputs, 'severeAllergicReactionHistory')),
    'CX-2': flag(inputs, 'uncontrolledInfection'),
    'CX-3': flag(inputs, 'cnsDisease'),
    'CX-4': flag(inputs, 'seriousHeartDisease'),
    'CX-5': flag(inputs, 'congenitalImmunodeficiency'),
    'CX-6': malignancy(inputs),
    'CX-7': or(flag(inputs, 'dialysis'), flag(inputs, 'awaitingKidneyTransplant'), kidneyFailure),
    'CX-8a': hepatitisB(inputs),
    'CX-8b': hepatitisC(inputs),
    'CX-8c': positive(inputs, 'hivAb'),
    'CX-8d': syphilis(inputs),
    'CX-9': flag(inputs, 'psychiatricOrCognitive'),
    'CX-10': otherTrial(inputs),
    'CX-11': pregnancy(inputs),
    'CX-12': flag(inputs, 'investigatorExcludes'),
  }
}

/**
 * A listed drug for more than 6 calendar months; the longest single course counts. A course that has no last day and is not
 * said to go on may have ended at any time.
 */
export function longTreatment(inputs: Inputs, asOf: string): Truth {
  const months = number(inputs, 'longestListedDrugMonths')
  if (months !== null) return above(months, 6)
  const courses = inputs['immunomodulators'] as readonly Inputs[] | null | undefined
  if (!courses) return null
  // T6: the list is open; a drug without a code is one by its name.
  const nameless = (course: Inputs): boolean => course['drug'] === 'other' && text(course, 'name') === null
  const longUntil = (course: Inputs, until: string): boolean => monthsLater(String(course['start']), 6) < until
  // What is missing takes no convenient value: a course that is not listed may have been, until the list is stated to be complete.
  const unlisted: Truth = flag(inputs, 'immunomodulatorHistoryComplete') === true ? false : null
  return or(
    unlisted,
    ...courses.map((course): Truth => {
      if (nameless(course)) return longUntil(course, text(course, 'end') ?? asOf) ? null : false
      const end = text(course, 'end') ?? (flag(course, 'ongoing') === true ? asOf : null)
      if (end === null) return longUntil(course, asOf) ? null : false
      return longUntil(course, end)
    }),
  )
}

/** SSc/IIM file, IIM-4, which pSS-3 repeats. */
export function refractory(inputs: Inputs, asOf: string): Truth {
  const perKg = amount(inputs, 'glucocorticoidPerKg', 'mg/kg/d')
  const [perDay, weight] = [amount(inputs, 'highestPrednisonePerDay', 'mg/d'), amount(inputs, 'weight', 'kg')]
  const dose = perKg ?? (perDay === null || weight === null ? null : perDay / weight)
  return and(
    above(dose, 1),
    flag(inputs, 'cyclophosphamideUsed'),
    longTreatment(inputs, asOf),
    flag(inputs, 'ineffectiveOrRelapsed'),
  )
}
