/** Sjögren arm, SSc/IIM file sections 13, 17, 21. */
import { refractory, type Truths } from './plain-common.js'
import { and, atLeast, atMost, not, or, type Range, type Truth } from './plain-logic.js'
import { amount, flag, group, type Inputs, number } from './plain-read.js'

/** Weight and highest level of each ESSDAI domain. */
const DOMAINS: Readonly<Record<string, readonly [number, number]>> = {
  constitutional: [3, 2],
  lymphadenopathy: [4, 3],
  glandular: [2, 2],
  articular: [2, 3],
  cutaneous: [3, 3],
  pulmonary: [5, 3],
  renal: [5, 3],
  muscular: [6, 3],
  pns: [5, 3],
  cns: [5, 3],
  haematological: [2, 3],
  biological: [1, 2],
}

function essdai(inputs: Inputs): Range {
  const sent = number(inputs, 'essdai')
  if (sent !== null) return [sent, sent]
  const levels = group(inputs, 'essdaiDomains') ?? {}
  let [low, high] = [0, 0]
  for (const [name, [weight, most]] of Object.entries(DOMAINS)) {
    const level = number(levels, name)
    low += weight * (level ?? 0)
    high += weight * (level ?? most)
  }
  return [low, high]
}

/** Either staining score is enough; the one that is known decides. */
function ocularStaining(inputs: Inputs): Truth {
  const staining = atLeast(number(inputs, 'ocularStainingScore'), 5)
  const bijsterveld = atLeast(number(inputs, 'vanBijsterveld'), 4)
  if (staining === null) return bijsterveld
  return bijsterveld === null ? staining : staining || bijsterveld
}

/** 0 to 9. */
function score2016(inputs: Inputs): Range {
  const sent = number(inputs, 'sjogren2016Score')
  if (sent !== null) return [sent, sent]
  const items: readonly (readonly [Truth, number])[] = [
    [atLeast(number(inputs, 'focusScore'), 1), 3],
    [flag(inputs, 'antiSsaRoPositive'), 3],
    [ocularStaining(inputs), 1],
    [atMost(amount(inputs, 'schirmer', 'mm'), 5), 1],
    [atMost(amount(inputs, 'unstimulatedSaliva', 'mL/min'), 0.1), 1],
  ]
  let [low, high] = [0, 0]
  for (const [found, points] of items) {
    if (found !== false) high += points
    if (found === true) low += points
  }
  return [low, high]
}

/** Said to be met or not; otherwise an active ESSDAI domain is enough, and no active domain says nothing. */
function inclusion2016(inputs: Inputs): Truth {
  const sent = flag(inputs, 'pss2016InclusionMet')
  if (sent !== null) return sent
  const levels = group(inputs, 'essdaiDomains') ?? {}
  return Object.keys(DOMAINS).some((name) => (number(levels, name) ?? 0) > 0) ? true : null
}

export function sjogren(inputs: Inputs, asOf: string): { inclusion: Truths; exclusion: Truths } {
  const class2016 = and(atLeast(score2016(inputs), 4), inclusion2016(inputs), not(flag(inputs, 'pss2016AnyExclusion')))
  return {
    inclusion: {
      'pSS-1': or(flag(inputs, 'aecg2002'), class2016),
      'pSS-2': atLeast(essdai(inputs), 5),
      'pSS-3': refractory(inputs, asOf),
    },
    exclusion: { 'pSS-X1': flag(inputs, 'cirrhosis'), 'pSS-X2': flag(inputs, 'marrowDisease') },
  }
}
