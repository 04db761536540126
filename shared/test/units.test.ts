import t from 'tap'
import { same } from '../src/language/compare.js'
import { asUsed, usedQuantity } from '../src/language/quantity.js'
import { type Analyte, analytes, toCanonical } from '../src/language/units.js'
import { fc } from '../src/testing/drawing.js'

/** canonical = value * multiply / divide, as decimal texts. */
interface Row {
  readonly canonical: string
  readonly units: Readonly<Record<string, readonly [multiply: string, divide: string]>>
}

const ONE = ['1', '1'] as const
const per = (divide: string) => ['1', divide] as const
const times = (multiply: string) => [multiply, '1'] as const

/**
 * Typed from the clinical specification: the table 0.10 of the rheumatoid arthritis file, and the units of the systemic
 * sclerosis and myositis file. A new analyte is typed here a second time before this test passes.
 */
const TABLE: Readonly<Record<string, Row>> = {
  crp: { canonical: 'mg/L', units: { 'mg/L': ONE, 'mg/dL': times('10') } },
  esr: { canonical: 'mm/h', units: { 'mm/h': ONE, 'mm/(1.h)': ONE } },
  creatinine: {
    canonical: 'mg/dL',
    units: { 'mg/dL': ONE, 'umol/L': per('88.4'), 'mmol/L': ['1000', '88.4'], 'mg/L': per('10') },
  },
  bilirubin: { canonical: 'umol/L', units: { 'umol/L': ONE, 'mg/dL': times('17.104') } },
  haemoglobin: { canonical: 'g/L', units: { 'g/L': ONE, 'g/dL': times('10'), 'mmol/L': times('16.114') } },
  leukocytes: {
    canonical: '10*9/L',
    units: { '10*9/L': ONE, '10*3/uL': ONE, '/uL': per('1000'), '10*6/L': per('1000') },
  },
  neutrophils: {
    canonical: '10*9/L',
    units: { '10*9/L': ONE, '10*3/uL': ONE, '/uL': per('1000'), '10*6/L': per('1000') },
  },
  lymphocytes: {
    canonical: '10*9/L',
    units: { '10*9/L': ONE, '10*3/uL': ONE, '/uL': per('1000'), '10*6/L': per('1000') },
  },
  platelets: {
    canonical: '10*9/L',
    units: { '10*9/L': ONE, '10*3/uL': ONE, '/uL': per('1000'), '10*6/L': per('1000') },
  },
  immunoglobulinG: { canonical: 'g/L', units: { 'g/L': ONE, 'mg/dL': per('100') } },
  proteinuria: {
    canonical: 'g/d',
    units: { 'g/d': ONE, 'g/(24.h)': ONE, 'mg/d': per('1000'), 'mg/(24.h)': per('1000') },
  },
  schirmer: { canonical: 'mm', units: { mm: ONE, 'mm/(5.min)': ONE } },
  salivaFlow: { canonical: 'mL/min', units: { 'mL/min': ONE, 'mL/(15.min)': per('15') } },
  leukocyteFraction: { canonical: '%', units: { '%': ONE } },
  inr: { canonical: '{INR}', units: { '{INR}': ONE, '1': ONE } },
  prothrombinTime: { canonical: 's', units: { s: ONE } },
  transaminase: {
    canonical: 'U/L',
    units: { 'U/L': ONE, '[IU]/L': ONE, 'ukat/L': times('60'), 'nkat/L': times('0.06') },
  },
  glucocorticoidDose: { canonical: 'mg', units: { mg: ONE } },
  weight: { canonical: 'kg', units: { kg: ONE, g: per('1000'), '[lb_av]': times('0.45359237') } },
  height: { canonical: 'cm', units: { cm: ONE, m: times('100'), '[in_i]': times('2.54') } },
  scaleInMillimetres: { canonical: 'mm', units: { mm: ONE, cm: times('10'), '{score}': times('10') } },
  scaleOfTen: { canonical: '{score}', units: { mm: per('10'), cm: ONE, '{score}': ONE } },
  scaleInCentimetres: { canonical: 'cm', units: { mm: per('10'), cm: ONE, '{score}': ONE } },
  muscleEnzyme: {
    canonical: 'U/L',
    units: { 'U/L': ONE, '[IU]/L': ONE, 'ukat/L': times('60'), 'nkat/L': times('0.06'), 'kU/L': times('1000') },
  },
  fvc: { canonical: 'L', units: { L: ONE, mL: per('1000') } },
  dlco: { canonical: 'mL/min/mm[Hg]', units: { 'mL/min/mm[Hg]': ONE, 'mmol/min/kPa': ONE } },
  fvcPercentPredicted: { canonical: '%', units: { '%': ONE } },
  dlcoPercentPredicted: { canonical: '%', units: { '%': ONE } },
  rheumatoidFactor: {
    canonical: '[IU]/mL',
    units: {
      '[IU]/mL': ONE,
      'k[IU]/L': ONE,
      'U/mL': ONE,
      'kU/L': ONE,
      "[arb'U]/mL": ONE,
      '{RU}/mL': ONE,
      '{CU}': ONE,
      '{ratio}': ONE,
    },
  },
  acpa: {
    canonical: 'U/mL',
    units: {
      'U/mL': ONE,
      'kU/L': ONE,
      '[IU]/mL': ONE,
      'k[IU]/L': ONE,
      "[arb'U]/mL": ONE,
      '{RU}/mL': ONE,
      '{CU}': ONE,
      '{ratio}': ONE,
    },
  },
  symptomDuration: { canonical: 'wk', units: { wk: ONE, d: per('7'), mo: ['30.4375', '7'], a: ['365.25', '7'] } },
  treatmentDuration: { canonical: 'mo', units: { mo: ONE, a: times('12'), wk: ['7', '30.4375'], d: per('30.4375') } },
}

/** A decimal text as a fraction of whole numbers. */
function fraction(text: string): readonly [bigint, bigint] {
  const [whole = '', decimals = ''] = text.split('.')
  return [BigInt(whole + decimals), 10n ** BigInt(decimals.length)]
}

const DIGITS = 40n

/** The exact product and quotient, then one rounding to the nearest double. */
function convertExactly(value: string, [multiply, divide]: readonly [string, string]): number {
  const [a, b] = fraction(value)
  const [c, d] = fraction(multiply)
  const [e, f] = fraction(divide)
  return Number(`${(a * c * f * 10n ** DIGITS) / (b * d * e)}e-${DIGITS}`)
}

const all: readonly (readonly [string, Analyte])[] = Object.entries(analytes)

t.test('unit factors', async (t) => {
  for (const [key, analyte] of all) {
    t.test(`${key}: units and factors are those of the specification`, async (t) => {
      const row = TABLE[key]
      if (!row) {
        t.fail(`type ${key} from the specification into the table of this test`)
        return
      }
      t.equal(analyte.canonical, row.canonical)
      t.same(Object.keys(analyte.units).sort(), Object.keys(row.units).sort(), 'no unit more, none less')
      const property = fc.property(
        fc.constantFrom(...Object.entries(row.units)),
        fc.bigInt({ min: 0n, max: 99_999_999n }),
        fc.integer({ min: 0, max: 6 }),
        ([unit, factor], digits, places) => {
          const text = digits.toString().padStart(places + 1, '0')
          const value = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`
          const [found, wanted] = [toCanonical(analyte, Number(value), unit), convertExactly(value, factor)]
          if (Math.abs(found - wanted) > 1e-15 * wanted)
            throw new Error(`${value} ${unit}: ${found}, exactly ${wanted}`)
        },
      )
      fc.assert(property, { numRuns: 500 })
    })
  }

  t.test('88.4 umol/L is exactly 1 mg/dL; other known pairs', async (t) => {
    const pairs: readonly (readonly [Analyte, number, string, number])[] = [
      [analytes.creatinine, 88.4, 'umol/L', 1],
      [analytes.creatinine, 0.0884, 'mmol/L', 1],
      [analytes.creatinine, 176.8, 'umol/L', 2],
      [analytes.creatinine, 132.6, 'umol/L', 1.5],
      [analytes.creatinine, 10, 'mg/L', 1],
      [analytes.weight, 70_000, 'g', 70],
      [analytes.weight, 100, '[lb_av]', 45.359237],
      [analytes.height, 1.7, 'm', 170],
      [analytes.height, 100, '[in_i]', 254],
      [analytes.scaleInMillimetres, 5, 'cm', 50],
      [analytes.scaleInMillimetres, 5, '{score}', 50],
      [analytes.scaleOfTen, 45, 'mm', 4.5],
      [analytes.fvc, 2850, 'mL', 2.85],
      [analytes.muscleEnzyme, 1, 'ukat/L', 60],
      [analytes.muscleEnzyme, 1000, 'nkat/L', 60],
    ]
    for (const [analyte, value, unit, expected] of pairs)
      t.ok(same(toCanonical(analyte, value, unit), expected), `${value} ${unit} is ${expected}`)
    t.equal(toCanonical(analytes.creatinine, 88.4, 'umol/L'), 1)
    t.equal(toCanonical(analytes.creatinine, 0.0884, 'mmol/L'), 1)
  })

  t.test('a unit that is not in the table fails', async (t) => {
    for (const unit of ['stone', '', 'KG', 'lb'])
      t.throws(() => toCanonical(analytes.weight, 70, unit), /not a unit/, unit)
  })

  t.test('the diffusing capacity is never converted', async (t) => {
    for (const unit of Object.keys(analytes.dlco.units)) {
      t.equal(toCanonical(analytes.dlco, 6.7, unit), 6.7)
      t.same(asUsed(analytes.dlco, { value: 6.7, unit }), { value: 6.7, unit })
      t.ok(usedQuantity(analytes.dlco, 'DLCO').safeParse({ value: 6.7, unit }).success)
    }
  })
})
