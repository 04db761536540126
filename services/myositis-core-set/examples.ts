import type { Example } from '@activity-scores/shared/contract/instrument'
import { haqItems } from '@activity-scores/shared/measures/health-assessment'
import type { Request } from './schema.js'

const SOURCE = 'clinical specification, worked example'

const cm = (value: number) => ({ value, unit: 'cm' })
const enzyme = (value: number, upperLimit: number, unit = 'U/L') => ({ value, upperLimit, unit })
const normalPanel = { ck: enzyme(120, 200), ldh: enzyme(180, 250), ast: enzyme(25, 40), alt: enzyme(30, 40) }

/** The states of the gate, the five measures, at least two, the activity rule and the trial criterion, in this order. */
const states = (...given: readonly ('met' | 'not_met' | 'undetermined')[]) => given.map((state) => ({ state }))

export const examples: readonly Example<Request>[] = [
  {
    name: 'active-at-the-cut-offs',
    title: 'Physician global of exactly 2.0 cm and CK of exactly 1.5 times its limit are the two that count',
    source: `${SOURCE} iim-rule-01`,
    request: {
      muscleInvolvement: true,
      mmt8Bilateral: 141,
      physicianGlobal: cm(2),
      patientGlobal: cm(1.9),
      extramuscularActivity: cm(1.9),
      haqDi: 0.125,
      enzymes: { ...normalPanel, ck: enzyme(300, 200) },
    },
    expect: {
      status: 'computed',
      score: null,
      category: null,
      criteria: states('met', 'met', 'not_met', 'not_met', 'not_met', 'met', 'met', 'met', 'met'),
      details: { abnormalCount: 2, unknownCount: 0, maxEnzymeRatio: 1.5 },
    },
  },
  {
    name: 'decided-although-incomplete',
    title: 'Two abnormal globals decide; the three measures that are missing cannot change it',
    source: `${SOURCE} iim-rule-05`,
    request: { muscleInvolvement: true, mmt8Bilateral: 130, physicianGlobal: cm(2), patientGlobal: cm(2) },
    expect: {
      status: 'computed',
      criteria: states('met', 'met', 'met', 'undetermined', 'undetermined', 'undetermined', 'met', 'met', 'met'),
      details: { abnormalCount: 2, unknownCount: 3, maxEnzymeRatio: null },
      missing: [],
    },
  },
  {
    name: 'enzyme-panel-incomplete',
    title: 'A normal CK alone: the enzymes that were not sent are not among those measured, which the answer says',
    source: `${SOURCE} iim-rule-07`,
    request: {
      muscleInvolvement: true,
      mmt8Bilateral: 130,
      physicianGlobal: cm(2),
      patientGlobal: cm(1),
      extramuscularActivity: cm(1),
      haqDi: 0,
      enzymes: { ck: enzyme(120, 200) },
    },
    expect: {
      status: 'computed',
      criteria: [{}, {}, {}, {}, {}, { state: 'not_met' }, {}, {}, { state: 'not_met' }],
      details: { abnormalCount: 1, unknownCount: 0, maxEnzymeRatio: 0.6, enzymesMeasured: ['ck'] },
      warnings: [{ code: 'enzymes_not_all_measured', pointer: '/enzymes' }],
    },
  },
  {
    name: 'upper-limit-missing',
    title: 'Aldolase was measured and its limit not sent: the measure is open, and it would be the second of two',
    source: `${SOURCE} iim-rule-15`,
    request: {
      muscleInvolvement: true,
      mmt8Bilateral: 130,
      physicianGlobal: cm(3),
      patientGlobal: cm(1),
      extramuscularActivity: cm(1),
      haqDi: 0,
      enzymes: {
        ck: enzyme(30, 40),
        ldh: enzyme(30, 40),
        ast: enzyme(30, 40),
        alt: enzyme(30, 40),
        aldolase: { value: 30, unit: 'U/L' },
      },
    },
    expect: {
      status: 'not_computable',
      criteria: [
        {},
        { state: 'met' },
        {},
        {},
        {},
        { state: 'undetermined', reason: 'missing:enzymes.aldolase.upperLimit' },
        {},
        {},
        { state: 'undetermined' },
      ],
      details: {
        abnormalCount: 1,
        unknownCount: 1,
        maxEnzymeRatio: null,
        maxEnzymeRatioBounds: { lower: 0.75, upper: null },
      },
      missing: ['enzymes.aldolase.upperLimit'],
    },
  },
  {
    name: 'no-muscle-involvement',
    title: 'Without muscle involvement the trial asks for no muscle activity',
    source: `${SOURCE} iim-rule-09`,
    request: {
      muscleInvolvement: false,
      mmt8Bilateral: 150,
      physicianGlobal: cm(0),
      patientGlobal: cm(0),
      extramuscularActivity: cm(0),
      haqDi: 0,
      enzymes: normalPanel,
    },
    expect: {
      criteria: states('not_met', 'not_met', 'not_met', 'not_met', 'not_met', 'not_met', 'not_met', 'not_met', 'met'),
      details: { abnormalCount: 0, unknownCount: 0, maxEnzymeRatio: 0.75 },
    },
  },
  {
    name: 'from-grades-and-answers',
    title: 'MMT-8 as grades, HAQ as answers, scales in mm, enzymes in ukat/L',
    source:
      'by hand: 15 grades of 9 are 135; HAQ01 and HAQ08 of 1 are 2/8 = 0.25 (worked example haq-05); 1.5 / 0.7 ukat/L = 2.142857 (worked example lab-17)',
    request: {
      muscleInvolvement: true,
      mmt8: {
        mode: 'bilateral',
        grades: {
          neckFlexors: 9,
          deltoidRight: 9,
          deltoidLeft: 9,
          bicepsRight: 9,
          bicepsLeft: 9,
          wristExtensorsRight: 9,
          wristExtensorsLeft: 9,
          gluteusMaximusRight: 9,
          gluteusMaximusLeft: 9,
          gluteusMediusRight: 9,
          gluteusMediusLeft: 9,
          quadricepsRight: 9,
          quadricepsLeft: 9,
          ankleDorsiflexorsRight: 9,
          ankleDorsiflexorsLeft: 9,
        },
      },
      physicianGlobal: { value: 19, unit: 'mm' },
      patientGlobal: { value: 19, unit: 'mm' },
      haq: {
        items: { ...Object.fromEntries(haqItems.map((item) => [item, 0])), HAQ01: 1, HAQ08: 1 },
        aids: [],
        help: [],
      },
      enzymes: { alt: enzyme(1.5, 0.7, 'ukat/L') },
    },
    expect: {
      status: 'computed',
      criteria: states('met', 'not_met', 'not_met', 'undetermined', 'met', 'met', 'met', 'met', 'met'),
      details: { abnormalCount: 2, unknownCount: 1, maxEnzymeRatio: 2.142857142857, mmt8Bounds: null },
      inputs: { mmt8Bilateral: 135, haqDi: 0.25, physicianGlobal: { value: 1.9, unit: 'cm' } },
      missing: [],
    },
  },
]
