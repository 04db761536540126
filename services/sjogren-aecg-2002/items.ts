/** The six items: each by its tests, and as the statement that settles it. */
import {
  anyFinding,
  eyeFinding,
  type Finding,
  focusFinding,
  notDone,
  salivaFinding,
  statedFinding,
} from '@activity-scores/shared/measures/sjogren-signs'
import type { Request } from './schema.js'

export const ITEMS = [
  'ocularSymptoms',
  'oralSymptoms',
  'ocularSigns',
  'histopathology',
  'salivaryInvolvement',
  'autoantibodies',
] as const
export type Item = (typeof ITEMS)[number]

/** Fields of the tests that an item stands on; symptoms have none. */
export const TESTS = {
  ocularSigns: ['schirmer', 'vanBijsterveld', 'eyes'],
  histopathology: ['focusScore'],
  salivaryInvolvement: ['unstimulatedSaliva', 'sialographyPositive', 'scintigraphyPositive'],
  autoantibodies: ['antiSsaRoPositive', 'antiSsbLaPositive'],
} as const satisfies Readonly<Partial<Record<Item, readonly (keyof Request)[]>>>
export type TestedItem = keyof typeof TESTS

/** What the tests say, the statement aside. */
export const BY_TESTS: Readonly<Record<TestedItem, (request: Request) => Finding>> = {
  ocularSigns: (request) =>
    anyFinding(
      eyeFinding('schirmer', request) ?? notDone('schirmer'),
      eyeFinding('vanBijsterveld', request) ?? notDone('vanBijsterveld'),
    ),
  histopathology: ({ focusScore }) => focusFinding(focusScore),
  salivaryInvolvement: ({ unstimulatedSaliva, sialographyPositive, scintigraphyPositive }) =>
    anyFinding(
      salivaFinding(unstimulatedSaliva),
      statedFinding(sialographyPositive, 'sialographyPositive'),
      statedFinding(scintigraphyPositive, 'scintigraphyPositive'),
    ),
  autoantibodies: ({ antiSsaRoPositive, antiSsbLaPositive }) =>
    anyFinding(
      statedFinding(antiSsaRoPositive, 'antiSsaRoPositive'),
      statedFinding(antiSsbLaPositive, 'antiSsbLaPositive'),
    ),
}

const isTested = (item: Item): item is TestedItem => item in TESTS

/** A statement settles an item, since its tests must agree; without any test the item itself is what is missing. */
export function itemFinding(item: Item, request: Request): Finding {
  const statement = request[item]
  if (statement != null || !isTested(item) || TESTS[item].every((field) => request[field] == null))
    return statedFinding(statement, item)
  const { verdict, missing } = BY_TESTS[item](request)
  return verdict.state === 'undetermined'
    ? { verdict: { state: verdict.state, reasons: [`missing:${item}`] }, missing }
    : { verdict, missing }
}
