import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import type { CriterionDefinition } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'mmt8',
  condition: 'myositis',
  title: 'Manual muscle test of 8 groups (MMT-8)',
  version: '1.0.0',
  summary: 'Strength of 8 muscle groups in myositis, graded by hand from 0 to 10 each; higher is stronger.',
  formula: [
    'Plain sum of the grades: neck flexors, deltoid, biceps, wrist extensors, gluteus maximus, gluteus medius, quadriceps, ankle dorsiflexors.',
    'Bilateral: neck flexors once and 7 muscles right and left, 15 grades, 0 to 150. Unilateral: 8 grades, 0 to 80. `mode` is required.',
    '0-5 grades (`scale` `mrc`) are converted by the key of IMACS Form 04: 0 is 0, trace (`T` or `1`) 0, 2- is 1, 2 is 2, 2+ is 3, 3- is 4, 3 is 5, 3+ is 6, 4- is 7, 4 is 8, 4+ is 9, 5 is 10. A trace has no number on the 0-10 scale and is scored 0 with the warning `trace_scored_as_zero`.',
    'A missing muscle leaves no total, and bounds with that muscle at 0 and at 10.',
    'A unilateral total R leaves a bilateral total of R to R + 70, so R <= 71 is below 142 on the bilateral scale and R >= 72 leaves that open (`mode:unilateral`).',
    'Whole numbers, reported without decimals.',
  ].join('\n'),
  population: 'Adults and children with idiopathic inflammatory myopathy.',
  notFor: [
    'Comparison of a unilateral total with a bilateral cut-off: a unilateral 80 is full strength, not "below 142".',
    'MMT-24 and MMT-26, which are other tests.',
    'Severity classes: none were published with the score; the bands of public calculators are their own.',
    'Doubling of 0-5 grades: grade 3 is 5 on the 0-10 scale, not 6.',
  ],
  provides: [
    {
      from: 'score.value',
      fills: ['mmt8Bilateral', 'followUp.mmt8Bilateral'],
      where: { at: 'details.mode', is: 'bilateral' },
    },
    {
      from: 'score.value',
      fills: ['followUp.mmt8Unilateral'],
      where: { at: 'details.mode', is: 'unilateral' },
    },
  ],
  alike: ['inputs.scale'],
  rights:
    'A public register records MMT-8 as copyrighted by Wiley with a licensing route, and IMACS asks users to seek permission for some of its tools; users must hold any licence they need. No form is shipped here.',
  citations: [
    {
      text: 'Rider LG, Koziol D, Giannini EH, et al. Validation of manual muscle testing and a subset of eight muscles for adult and juvenile idiopathic inflammatory myopathies. Arthritis Care Res 2010;62:465-72. PMID 20391500.',
      id: 'doi:10.1002/acr.20035',
      verified: true,
    },
    {
      text: 'International Myositis Assessment and Clinical Studies Group (IMACS), Form 04: manual muscle testing, with the key to muscle grading (Kendall). Read in copies of the form.',
      verified: true,
    },
  ],
  provenance: [
    'The bilateral range of 0 to 150 was checked in secondary sources only; the trial uses it.',
    'No pro-rating of missing muscles was found in a source, so none is applied; bounds take each missing muscle from 0 to 10. On the bilateral form no side stands in for the other.',
    'Scoring a trace as 0, the reach of a unilateral total on the bilateral scale, and the warning `grade_scale_suspect` (no scale stated, no grade above 5) are conventions of this project.',
    'No bands were published with the score, so `category` is always null.',
    'The trial asks for less than 142; another protocol (NCT04044690) prints at most 142.',
  ],
}

export const bilateralBelow142: CriterionDefinition = {
  id: 'bilateral-below-142',
  rule: 'bilateral MMT-8 < 142 of 150',
  source: 'NCT06464679',
}

export const bands: readonly BandSet[] = []

export const criteria: readonly CriterionDefinition[] = [bilateralBelow142]
