/**
 * The IMACS core set measures at one visit, for the instruments that compare a visit with the baseline. Finished scores:
 * the strength test by its form, so that its maximum is never guessed, visual scales, HAQ-DI, and enzymes with limits.
 */
import * as z from 'zod'
import { PATIENT_GLOBAL, PHYSICIAN_GLOBAL, patientGlobal, physicianGlobal, suspectScales } from '../contract/fields.js'
import type { Fault, Rule } from '../contract/instrument.js'
import { less } from '../language/compare.js'
import { inputWarning, type Warning } from '../language/outcome.js'
import { asUsed, inCanonicalUnit, quantity, usedQuantity } from '../language/quantity.js'
import { analytes } from '../language/units.js'
import { ENZYME_NAMES, enzymes, enzymesUsed, implausibleEnzyme, limitMissing, usedEnzymes } from './muscle-enzymes.js'
import { type Layer, visitDate, visitLabel } from './two-visits.js'

/** Greatest total of each form of the manual muscle test. */
export const STRENGTH_FORMS = { mmt8Bilateral: 150, mmt8Unilateral: 80, mmtTotal: 260 } as const
export type StrengthForm = keyof typeof STRENGTH_FORMS
// Object.keys forgets the keys that the table has by construction.
export const FORM_NAMES = Object.keys(STRENGTH_FORMS) as [StrengthForm, ...StrengthForm[]]

const EXTRAMUSCULAR = 'Extramuscular global activity of the MDAAT, 0 best to worst at the top of the scale'
const SCALE = analytes.scaleInCentimetres

/** Totals below are allowed, and rare enough to ask whether they were meant. */
const PLAUSIBLE_STRENGTH = 40

const strength = (form: StrengthForm, title: string, what: string) =>
  z
    .int()
    .min(0)
    .max(STRENGTH_FORMS[form])
    .nullish()
    .meta({
      title,
      description: `${what}, 0 to ${STRENGTH_FORMS[form]}`,
      'x-plausible': { minimum: PLAUSIBLE_STRENGTH, maximum: STRENGTH_FORMS[form] },
    })

/** Fields of a visit. */
export const visitFields = {
  date: visitDate,
  mmt8Bilateral: strength('mmt8Bilateral', 'MMT-8 bilateral', 'Total of the bilateral MMT-8'),
  mmt8Unilateral: strength('mmt8Unilateral', 'MMT-8 unilateral', 'Total of the unilateral MMT-8'),
  mmtTotal: strength('mmtTotal', 'Full manual muscle test', 'Total of the full manual muscle test'),
  physicianGlobal,
  patientGlobal,
  extramuscularActivity: quantity(SCALE, EXTRAMUSCULAR).nullish().meta({ title: 'Extramuscular activity' }),
  haqDi: z.number().min(0).max(3).nullish().meta({ title: 'HAQ-DI', description: 'HAQ-DI or CHAQ, 0 to 3, unrounded' }),
  enzymes,
}

const visit = z.strictObject(visitFields)
export type MyositisVisit = Readonly<z.infer<typeof visit>>
export type MaybeVisit = MyositisVisit | null | undefined

/** Schema of a visit in a request. */
export const visitWith = (layer: Layer, description: string) =>
  visit.nullish().meta({ ...visitLabel(layer), description })

const globalUsed = (what: string) => usedQuantity(SCALE, what)

/** Schema of `visitUsed`. */
export const visitUsedSchema = z.strictObject({
  date: visitDate.unwrap().unwrap().nullable(),
  mmt8Bilateral: z.number().nullable(),
  mmt8Unilateral: z.number().nullable(),
  mmtTotal: z.number().nullable(),
  physicianGlobal: globalUsed(PHYSICIAN_GLOBAL),
  patientGlobal: globalUsed(PATIENT_GLOBAL),
  extramuscularActivity: globalUsed(EXTRAMUSCULAR),
  haqDi: z.number().nullable(),
  enzymes: enzymesUsed,
})

/** A visit after unit conversion, as it stands in `inputs` of a result. */
export const visitUsed = (given: MaybeVisit) => ({
  date: given?.date ?? null,
  mmt8Bilateral: given?.mmt8Bilateral ?? null,
  mmt8Unilateral: given?.mmt8Unilateral ?? null,
  mmtTotal: given?.mmtTotal ?? null,
  physicianGlobal: asUsed(SCALE, given?.physicianGlobal),
  patientGlobal: asUsed(SCALE, given?.patientGlobal),
  extramuscularActivity: asUsed(SCALE, given?.extramuscularActivity),
  haqDi: given?.haqDi ?? null,
  enzymes: usedEnzymes(given?.enzymes ?? {}),
})

type Visits<Name extends string> = Readonly<Partial<Record<Name, MaybeVisit>>>

/** The form of the muscle test that the request uses; null when none was sent. */
export const strengthForm = (...visits: readonly MaybeVisit[]): StrengthForm | null =>
  FORM_NAMES.find((form) => visits.some((given) => given?.[form] != null)) ?? null

/** Every muscle test of the request is of one form: totals of two forms cannot be compared. */
export const oneStrengthForm = <Name extends string>(
  names: readonly Name[],
  forms: readonly StrengthForm[] = FORM_NAMES,
): Rule<Visits<Name>> => ({
  fields: names.flatMap((name) => forms.map((form) => `${name}.${form}`)),
  says: `Every muscle test of a request is of one form: ${forms.map((form) => `\`${form}\``).join(' or ')}.`,
  check: (visits): readonly Fault[] => {
    const first = strengthForm(...names.map((name) => visits[name]))
    const faults: Fault[] = []
    for (const name of names)
      for (const form of forms) {
        if (form === first || visits[name]?.[form] == null) continue
        const message = `${name}.${form} cannot be compared with ${first}, which the request has too. Send the same form of the muscle test at every visit.`
        faults.push({ pointer: `/${name}/${form}`, code: 'conflict', message })
      }
    return faults
  },
})

/** Measures that are one number. `mmt` is the muscle test in the form that the request uses. */
export type Measure = 'mmt' | 'physicianGlobal' | 'patientGlobal' | 'haqDi' | 'extramuscularActivity'

/** Strength in units, scales in cm, HAQ-DI in units; null when missing. */
export function measured(given: MaybeVisit, measure: Measure, form: StrengthForm | null): number | null {
  if (measure === 'mmt') return (form && given?.[form]) ?? null
  if (measure === 'haqDi') return given?.haqDi ?? null
  const scale = given?.[measure]
  return scale ? inCanonicalUnit(SCALE, scale) : null
}

/** The request field of a measure within its visit. */
export const fieldOf = (measure: Measure, form: StrengthForm | null): string =>
  measure === 'mmt' ? (form ?? 'mmt8Bilateral') : measure

export function visitWarnings(name: string, given: MaybeVisit): readonly Warning[] {
  if (!given) return []
  const { physicianGlobal, patientGlobal, extramuscularActivity } = given
  return [
    ...FORM_NAMES.filter((form) => less(given[form] ?? PLAUSIBLE_STRENGTH, PLAUSIBLE_STRENGTH)).map((form) =>
      inputWarning(
        'outside_plausible_range',
        `/${name}/${form}`,
        `${name}.${form} is below the plausible range, which starts at ${PLAUSIBLE_STRENGTH}; check the value.`,
      ),
    ),
    ...suspectScales({ physicianGlobal, patientGlobal, extramuscularActivity }).map((warning) => ({
      ...warning,
      pointer: `/${name}${warning.pointer}`,
    })),
    ...enzymeWarnings(name, given),
  ]
}

function enzymeWarnings(name: string, given: MyositisVisit): readonly Warning[] {
  return ENZYME_NAMES.flatMap((enzyme): readonly Warning[] => {
    const quantity = given.enzymes?.[enzyme]
    if (!quantity) return []
    const at = `/${name}/enzymes`
    return [
      ...implausibleEnzyme(enzyme, quantity, at),
      ...(quantity.upperLimit == null ? [limitMissing(enzyme, at)] : []),
    ]
  })
}
