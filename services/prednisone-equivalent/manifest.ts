import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import type { CriterionDefinition } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'prednisone-equivalent',
  condition: 'any',
  title: 'Daily prednisone equivalent',
  version: '2.0.0',
  summary:
    'Mean daily dose of systemic glucocorticoids as prednisone, in mg/d, whether it is below 7.5 mg/d, and whether a taper below that is documented as failed.',
  formula: [
    '`dose * dosesPerPeriod / periodDays * 5 / equal mg`, summed over the systemic courses (oral, intravenous, intramuscular) that are active on the reference date.',
    'Equal to 5 mg prednisone: prednisolone 5, methylprednisolone 4, triamcinolone 4, dexamethasone 0.75, betamethasone 0.75, hydrocortisone 20, cortisone acetate 25, deflazacort 6 mg.',
    'Alternate-day doses are averaged, intramuscular depots over their interval (`depot_averaged`). An intravenous course stated to be a pulse is left out (`pulse_excluded`), one stated not to be is averaged; where it is not said, less than 250 mg prednisone equivalent on a day is averaged, and from 250 mg the dose is open (`courses.0.pulse`), with bounds without and with it. No amount alone makes a pulse. Local routes and oral budesonide are ignored (`non_systemic_route_ignored:<drug>`).',
    'A drug without equivalence (`equivalence:<drug>`), a dose or a frequency that is not known: not computable; the other courses are a lower bound, which may decide.',
    '`below-7.5`: dose < 7.5 mg/d, and 7.5 is not below. `unable-to-taper-below-7.5`: not met below 7.5; from 7.5 met if a taper failed or a physician states that it is impossible, else undetermined (`missing:taper_history`).',
    'Betamethasone without a chosen amount: the value is by 0.75 mg, the bounds hold 0.75 and 0.6 mg, and where the choice decides a criterion it is undetermined.',
    'Courses without dates are active, with `course_dates_not_stated` where a day is asked for; an empty list is a dose of 0. Reported with 2 decimals.',
  ].join('\n'),
  population: 'Adults treated with glucocorticoids; the threshold is that of difficult-to-treat rheumatoid arthritis.',
  notFor: [
    'Changing from one drug to another: the equivalences are approximate and differ by effect.',
    'Cumulative doses: the result is the mean of a day.',
    'Mineralocorticoid replacement, such as fludrocortisone.',
  ],
  rights: null,
  citations: [
    {
      text: 'Nagy G, Roodenrijs NMT, Welsing PM, et al. EULAR definition of difficult-to-treat rheumatoid arthritis. Ann Rheum Dis 2021;80:31-5 (7.5 mg/day).',
      id: 'doi:10.1136/annrheumdis-2020-217344',
      verified: true,
    },
    {
      text: 'East Lancashire Medicines Management Board formulary, glucocorticoid equivalence (BNF-style table).',
      verified: true,
    },
    { text: 'GlobalRPh, corticosteroid converter: table of equivalent doses.', verified: true },
  ],
  options: [
    { field: 'courses.*.startDate', default: null, absent: 'the course has begun (`course_dates_not_stated`).' },
    { field: 'courses.*.endDate', default: null, absent: 'the course goes on (`course_dates_not_stated`).' },
    {
      field: 'courses.*.pulse',
      default: null,
      absent:
        'below 250 mg prednisone equivalent on a day an intravenous course is averaged, from 250 mg it is open (`pulse_not_stated`).',
    },
    {
      field: 'betamethasoneEquivalence',
      default: null,
      absent: 'the value is by 0.75 mg, and bounds and criteria hold 0.6 and 0.75 mg.',
    },
    { field: 'dexamethasoneEquivalence', default: '0.75-mg', absent: '0.75 mg, as nearly all sources have it.' },
  ],
  completeLists: [{ list: 'courses', reason: 'Every course of a glucocorticoid is listed; an empty list is none.' }],
  provenance: [
    'Sources disagree on betamethasone (0.6 or 0.75 mg) and, rarely, dexamethasone (0.6); values are by the BNF-style 0.75, `betamethasoneEquivalence` and `dexamethasoneEquivalence` choose, and `equivalence_choice_sensitive` says when the choice changes the answer about 7.5. Of betamethasone both amounts stay possible until one is chosen; for dexamethasone 0.75 is taken.',
    'Averaging of depots, leaving pulses out and the limit of 250 mg from which it must be said are those of the clinical specification; no source was checked (unverified). That a pulse is intravenous is a convention of this project. Doses of a period are taken as spread over its days as evenly as can be.',
    'Activity of a course is decided by day, both ends included; partial dates that leave it open give bounds. Ranges of doses and periods are conventions of this project.',
    'A failed or impossible taper is a statement of the record; where neither is documented, "unable to taper" stays undetermined rather than not met.',
  ],
}

export const below: CriterionDefinition = {
  id: 'below-7.5',
  rule: 'Prednisone equivalent < 7.5 mg/d',
  source: 'EULAR definition of difficult-to-treat RA',
}
export const unableToTaper: CriterionDefinition = {
  id: 'unable-to-taper-below-7.5',
  rule: 'Prednisone equivalent >= 7.5 mg/d and a taper failed or is stated to be impossible',
  source: 'NCT06464679',
}

export const bands: readonly BandSet[] = []

export const criteria: readonly CriterionDefinition[] = [below, unableToTaper]
