/** Spellings of units: each names the code that it stands for, and none one of another size or dimension. */
import '../src/testing/patience.js'
import t from 'tap'
import { codesFor, comparatorAdvice, SPELLINGS, unitAdvice } from '../src/language/unit-spellings.js'
import { analytes } from '../src/language/units.js'

const taken: readonly string[] = [...new Set(Object.values(analytes).flatMap(({ units }) => Object.keys(units)))]

/** As the corrections name them, and what reports print; whatever the case, the spaces and the micro sign. */
const NAMED: Readonly<Record<string, string>> = {
  'mm/hr': 'mm/h',
  'MM/HR': 'mm/h',
  'mm/1st hr': 'mm/h',
  'mg/ dL': 'mg/dL',
  'MG/DL': 'mg/dL',
  'mg per dl': 'mg/dL',
  'mg%': 'mg/dL',
  '\u00b5mol/L': 'umol/L',
  '\u03bcmol/L': 'umol/L',
  '\u00b5mol/l': 'umol/L',
  'micromol/l': 'umol/L',
  '10^9/L': '10*9/L',
  '10^9/l': '10*9/L',
  'x10*9/L': '10*9/L',
  'x10^9/L': '10*9/L',
  'x 10E9/L': '10*9/L',
  '10e9/litre': '10*9/L',
  '10⁹/L': '10*9/L',
  '10(9)/L': '10*9/L',
  'Gpt/l': '10*9/L',
  'G/L': '10*9/L',
  'K/uL': '10*3/uL',
  'K/\u00b5L': '10*3/uL',
  'k/mm3': '10*3/uL',
  '10^3/\u03bcl': '10*3/uL',
  'thou/mcL': '10*3/uL',
  'cells/mm³': '/uL',
  'cells/\u00b5L': '/uL',
  '/cumm': '/uL',
  'IU/L': 'U/L',
  'iu/l': 'U/L',
  'IU/mL': '[IU]/mL',
  'kIU/L': 'k[IU]/L',
  'AU/mL': "[arb'U]/mL",
  'RU/ml': '{RU}/mL',
  CU: '{CU}',
  '\u00b5kat/L': 'ukat/L',
  lb: '[lb_av]',
  lbs: '[lb_av]',
  kgs: 'kg',
  KG: 'kg',
  inches: '[in_i]',
  in: '[in_i]',
  yr: 'a',
  years: 'a',
  months: 'mo',
  weeks: 'wk',
  days: 'd',
  '%pred': '%',
  '% predicted': '%',
  percent: '%',
  'ml/min/mmHg': 'mL/min/mm[Hg]',
  'mL/min/mm Hg': 'mL/min/mm[Hg]',
  'mmol/(min.kPa)': 'mmol/min/kPa',
  'g/24h': 'g/(24.h)',
  'mg/24 hr': 'mg/(24.h)',
  liters: 'L',
  mM: 'mmol/L',
  '\u00b5M': 'umol/L',
  INR: '{INR}',
  sec: 's',
  'mm/5 min': 'mm/(5.min)',
  'ml/15min': 'mL/(15.min)',
}

t.test('what is written for it names the code', async (t) => {
  for (const [spelling, code] of Object.entries(NAMED)) {
    t.equal(codesFor(spelling)[0], code, spelling)
    t.ok(taken.includes(code), `${code} is taken`)
    t.match(unitAdvice(spelling, [code]), `"${code}"`)
  }
})

t.test('a code names itself to nobody, and a text that is no unit nothing', async (t) => {
  for (const code of taken) t.same(codesFor(code), [], code)
  for (const text of ['', 'unknown', 'mg/L/L', 'U', 'x'.repeat(1000), '__proto__', 'constructor', 'M/uL', 'gr'])
    t.same(codesFor(text), [], text)
})

t.test('what means two things is told by the field', async (t) => {
  t.match(unitAdvice('G/L', Object.keys(analytes.leukocytes.units)), 'the UCUM code for "G/L" is "10*9/L"')
  t.match(unitAdvice('G/L', Object.keys(analytes.haemoglobin.units)), 'the UCUM code for "G/L" is "g/L"')
  t.match(unitAdvice('IU/L', ['[IU]/L']), '"[IU]/L"')
})

t.test('kelvin is said; a code that is not taken here is said not to be', async (t) => {
  t.match(unitAdvice('K/uL', ['10*9/L', '10*3/uL']), 'K is kelvin in UCUM, and thousands per microlitre are "10*3/uL"')
  t.equal(unitAdvice('lbs', ['mm', 'cm']), 'the UCUM code for "lbs" is "[lb_av]", which is not taken here')
  t.equal(unitAdvice('mcg', ['mg']), 'the UCUM code for "mcg" is "ug", which is not taken here')
  t.equal(unitAdvice('mm ', ['mm', 'cm']), 'the UCUM code for "mm " is "mm"', 'as it came, blanks too')
  t.equal(unitAdvice('M', ['mo', 'a']), null, 'M may be months as well as metres')
  t.equal(unitAdvice('mM', ['mm', 'cm']), 'the UCUM code for "mM" is "mmol/L", which is not taken here')
})

t.test('comparators', async (t) => {
  t.equal(comparatorAdvice('≤'), '"≤" is written "<="')
  t.equal(comparatorAdvice(' =>'), '"=>" is written ">="')
  t.match(comparatorAdvice('='), 'leave it out')
  t.equal(comparatorAdvice('about'), null)
})

/** Size and dimension of the words of units, typed from their meaning: a unit of a kind, such as grams or litres, each. */
const WORDS: Readonly<Record<string, readonly [size: number, kind: string]>> = {
  ...of('g', 'g gm gms gram grams gramme grammes', 1),
  ...of('g', 'mg mgs mgm milligram milligrams', 1e-3),
  ...of('g', 'kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes', 1e3),
  ...of('g', 'ug mcg microgram micrograms', 1e-6),
  ...of('g', '[lb_av] lb lbs pound pounds', 453.59237),
  ...of('g', '[st_av] st stone stones', 6350.29318),
  ...of('g', '[oz_av] oz ounce ounces', 28.349523125),
  ...of('mol', 'umol mcmol mcmoles micromol micromole micromoles umole umoles umols', 1e-6),
  ...of('mol', 'mmol millimol millimole millimoles mmole mmoles mmols', 1e-3),
  ...of('eq', 'meq', 1e-3),
  ...of('L', 'l lt lts', 1),
  ...of('L', 'dl 100ml', 0.1),
  ...of('L', 'ml mls millil', 1e-3),
  ...of('L', 'ul', 1e-6),
  ...of('m', 'm meter meters metre metres mtr', 1),
  ...of('m', 'cm cms centimeter centimeters centimetre centimetres', 1e-2),
  ...of('m', 'mm mms millimeter millimeters millimetre millimetres', 1e-3),
  ...of('m', '[in_i] in inch inches " ″', 0.0254),
  ...of('m', '[ft_i] ft foot feet', 0.3048),
  ...of('s', 's sec secs second seconds sek', 1),
  ...of('s', 'min minute', 60),
  ...of('s', '5.min 5min 5mins 5minutes', 300),
  ...of('s', '15.min 15min 15mins 15minutes', 900),
  ...of('s', 'h hr hrs hour std 1.h 1h 1hr 1hour 1sthr 1sthour', 3600),
  ...of('s', 'd day days tag tage 24.h 24h 24hr 24hrs 24hours 24std', 86_400),
  ...of('s', 'wk w wks week weeks woche wochen', 604_800),
  ...of('s', 'mo mon mos mth mths month months monat monate', 2_629_800),
  ...of('s', 'a y yr yrs year years ann jahr jahre', 31_557_600),
  ...of('count', '1 cell cells {cells} #', 1),
  ...of('count', '10*3 1e3 k thou thousand thousands tsd tsd.', 1e3),
  ...of('count', '10*6 1e6 mio mpt', 1e6),
  ...of('count', '10*9 1e9 giga gpt', 1e9),
  ...of('U', 'u unit units e', 1),
  ...of('U', 'ku ke kunits', 1e3),
  ...of('IU', '[iu] iu ui ie', 1),
  ...of('IU', 'k[iu] kiu kui kie', 1e3),
  ...of('arbitrary', "[arb'u] au arbu arb.u arbitraryunits", 1),
  ...of('relative', '{ru} ru relativeunits', 1),
  ...of('chemiluminescent', '{cu} cu chemiluminescentunits', 1),
  ...of('kat', 'ukat mckat microkat microkatal ukatal', 1e-6),
  ...of('kat', 'nkat nanokat nanokatal nkatal', 1e-9),
  ...of('INR', '{inr} inr', 1),
  ...of('ratio', '{ratio} ratio', 1),
  ...of('score', '{score} score point points pts nrs', 1),
  ...of('%', '% percent pct perc prozent %pred %predicted %ofpredicted percentpredicted %soll', 1),
  ...of('Pa', 'kpa', 1e3),
  ...of('Pa', 'mm[hg] mmhg', 133.322),
}

function of(kind: string, words: string, size: number) {
  return Object.fromEntries(words.split(' ').map((word) => [word, [size, kind] as const]))
}

/** Written without a solidus, or with a power. */
const WHOLE: Readonly<Record<string, string>> = {
  'mg%': 'mg/dl',
  'g%': 'g/dl',
  'gm%': 'g/dl',
  mgdl: 'mg/dl',
  gdl: 'g/dl',
  mmh: 'mm/h',
  'mg.l-1': 'mg/l',
  'mg.dl-1': 'mg/dl',
  'g.l-1': 'g/l',
  'g.dl-1': 'g/dl',
  'u.l-1': 'u/l',
  'ml.min-1': 'ml/min',
}

/** What a unit measures and how much of it: kinds with their powers, and the size. */
function measured(unit: string): { readonly size: number; readonly kinds: string } {
  const written = unit.toLowerCase()
  const parts = (WHOLE[written] ?? written)
    .replace(/\((min)[.*](mmhg|kpa)\)|(min)\.(mmhg|kpa)/, (_all, a, b, c, d) => `${a ?? c}/${b ?? d}`)
    .replace('(kpa.min)', 'kpa/min')
    .replace(/[()]/g, '')
    .split('/')
  let size = 1
  const powers = new Map<string, number>()
  parts.forEach((part, i) => {
    const [each, kind] = part === '' && i === 0 ? ([1, 'count'] as const) : (WORDS[part] ?? [Number.NaN, part])
    size = i === 0 ? size * each : size / each
    powers.set(kind, (powers.get(kind) ?? 0) + (i === 0 ? 1 : -1))
  })
  return {
    size,
    kinds: [...powers]
      .map(([kind, power]) => `${kind}^${power}`)
      .sort()
      .join(' '),
  }
}

t.test('no spelling stands for a code of another size or dimension', async (t) => {
  for (const [code, spellings] of Object.entries(SPELLINGS)) {
    const meant = measured(code)
    t.ok(Number.isFinite(meant.size), `${code} can be read`)
    for (const spelling of spellings) {
      const { size, kinds } = measured(spelling)
      t.equal(kinds, meant.kinds, `${spelling} and ${code}`)
      t.ok(Math.abs(size / meant.size - 1) < 1e-9, `${spelling} is as much as ${code}`)
    }
  }
})

t.test('every unit that is taken anywhere is in the table, and no spelling stands twice', async (t) => {
  for (const unit of taken) t.ok(unit in SPELLINGS, unit)
  const all = Object.values(SPELLINGS).flat()
  t.equal(new Set(all).size, all.length)
})
