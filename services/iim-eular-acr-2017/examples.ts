import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

/** Every finding of the column without biopsy is known to be absent. */
const none: Request = {
  proximalUpperLimbWeakness: false,
  proximalLowerLimbWeakness: false,
  neckFlexorsWeakerThanExtensors: false,
  legProximalWeakerThanDistal: false,
  heliotrope: false,
  gottronPapules: false,
  gottronSign: false,
  dysphagia: false,
  antiJo1: false,
  enzymesElevated: false,
}
const noneInBiopsy: Request = {
  endomysialInfiltrate: false,
  perimysialInfiltrate: false,
  perifascicularAtrophy: false,
  rimmedVacuoles: false,
}

const source = (example: string) => `clinical specification, worked example ${example}`

export const examples: readonly Example<Request>[] = [
  {
    name: 'dermatomyositis-without-biopsy',
    title: 'Heliotrope, weakness, raised CK: definite without a biopsy',
    source: `${source('iim2017-06')}; raised enzyme sent as measured, subgroup by the tree`,
    request: {
      ...none,
      biopsyAvailable: false,
      onsetAge: 52,
      heliotrope: true,
      proximalUpperLimbWeakness: true,
      dysphagia: true,
      enzymesElevated: null,
      enzymes: { ck: { value: 1800, upperLimit: 200, unit: 'U/L' } },
    },
    expect: {
      score: { value: 7.9, reported: '7.9' },
      category: { set: 'without_biopsy', code: 'definite' },
      details: { probabilityReported: '0.93', subgroup: { code: 'dm' }, biopsyAdvised: false },
    },
  },
  {
    name: 'inclusion-body-with-biopsy',
    title: 'Rimmed vacuoles: probable by the column with biopsy',
    source: `${source('iim2017-13')}; subgroup by the tree`,
    request: {
      ...none,
      ...noneInBiopsy,
      biopsyAvailable: true,
      onsetAge: 61,
      endomysialInfiltrate: true,
      rimmedVacuoles: true,
    },
    expect: {
      score: { value: 7, reported: '7.0' },
      category: { set: 'with_biopsy', code: 'probable' },
      details: { model: 'with_biopsy', probabilityReported: '0.62', subgroup: { code: 'ibm' }, biopsyAdvised: true },
    },
  },
  {
    name: 'on-the-cut-off',
    title: 'Exactly 5.3 is possible, although the probability is below 50 %',
    source: source('iim2017-18'),
    request: { ...none, biopsyAvailable: false, onsetAge: 25, proximalUpperLimbWeakness: true, gottronSign: true },
    expect: {
      score: { value: 5.3, reported: '5.3' },
      category: { code: 'possible' },
      details: { probabilityReported: '0.49', subgroup: { code: 'not_applicable' } },
    },
  },
  {
    name: 'antibody-not-known',
    title: 'Anti-Jo-1 not known: 5.6 to 9.5, probable at least',
    source: `${source('iim2017-03')} (5.6) and 3.9 for anti-Jo-1, by hand`,
    request: {
      ...none,
      biopsyAvailable: false,
      onsetAge: 47,
      proximalUpperLimbWeakness: true,
      legProximalWeakerThanDistal: true,
      neckFlexorsWeakerThanExtensors: true,
      antiJo1: null,
    },
    expect: {
      status: 'not_computable',
      missing: ['antiJo1'],
      score: { value: null, bounds: { lower: 5.6, upper: 9.5 } },
      category: { code: 'undetermined' },
      criteria: [
        { id: 'possible-or-higher', state: 'met' },
        { id: 'meets-recommended-cut-off', state: 'met' },
        { id: 'definite', state: 'undetermined', reason: 'missing:antiJo1' },
        { id: 'biopsy-advised', state: 'met' },
      ],
    },
  },
  {
    name: 'polymyositis-without-biopsy',
    title: 'No skin sign, no biopsy, no weakness of the finger flexors: polymyositis',
    source: 'clinical specification, worked example iim2017-29: 2.1 + 1.9 + 3.9 = 7.9',
    request: {
      ...none,
      biopsyAvailable: false,
      onsetAge: 50,
      neckFlexorsWeakerThanExtensors: true,
      antiJo1: true,
      fingerFlexorWeakness: false,
    },
    expect: {
      score: { value: 7.9 },
      category: { code: 'definite' },
      details: { subgroup: { code: 'pm', candidates: ['pm'], missing: [] } },
    },
  },
]
