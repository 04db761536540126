/** The muscle enzymes of the IMACS core set, each read against the upper limit of normal of its own report. */
import * as z from 'zod'
import { inputWarning, type Warning } from '../language/outcome.js'
import { plausibility } from '../language/quantity.js'
import { type Analyte, analytes } from '../language/units.js'
import { type LimitedQuantity, limitedQuantity, usedLimited, usedLimitedQuantity } from '../language/upper-limit.js'

export type EnzymeName = 'ck' | 'aldolase' | 'ldh' | 'ast' | 'alt'
export type Enzymes = Readonly<Partial<Record<EnzymeName, LimitedQuantity | null | undefined>>>

const named = (name: string, plausible: readonly [number, number] = analytes.muscleEnzyme.plausible): Analyte => ({
  ...analytes.muscleEnzyme,
  name,
  plausible,
})

/** Plausible ranges in U/L: CK 10 to 30000, the others 5 to 5000. */
export const ENZYMES: Readonly<Record<EnzymeName, Analyte>> = {
  ck: named('Creatine kinase', [10, 30_000]),
  aldolase: named('Aldolase'),
  ldh: named('Lactate dehydrogenase'),
  ast: named('Aspartate aminotransferase'),
  alt: named('Alanine aminotransferase'),
}
export const ENZYME_NAMES = ['ck', 'aldolase', 'ldh', 'ast', 'alt'] as const satisfies readonly EnzymeName[]

/** The same for the upper limits. */
const LIMITS: Readonly<Record<EnzymeName, Analyte>> = {
  ck: limitOf(ENZYMES.ck),
  aldolase: limitOf(ENZYMES.aldolase),
  ldh: limitOf(ENZYMES.ldh),
  ast: limitOf(ENZYMES.ast),
  alt: limitOf(ENZYMES.alt),
}

function limitOf(analyte: Analyte): Analyte {
  return { ...analyte, name: `Upper limit of normal of ${analyte.name.toLowerCase()}` }
}

/** A closed object with one member for each enzyme. */
export const byEnzyme = <Value extends z.ZodType>(value: (name: EnzymeName) => Value) =>
  z.strictObject(
    // Built from the list of enzymes, one entry for each; fromEntries forgets its keys.
    Object.fromEntries(ENZYME_NAMES.map((name) => [name, value(name)])) as Readonly<Record<EnzymeName, Value>>,
  )

/** The request field `enzymes`. */
export const enzymes = byEnzyme((name) =>
  limitedQuantity(ENZYMES[name], ENZYMES[name].name).nullish().meta({ title: ENZYMES[name].name }),
)
  .nullish()
  .meta({
    title: 'Muscle enzymes with their upper limits',
    description: 'Muscle enzymes, each with the upper limit of normal of its report; one unit for both numbers',
    'x-group': 'laboratory',
  })

/** Schema of `usedEnzymes`. */
export const enzymesUsed = byEnzyme((name) => usedLimitedQuantity(analytes.muscleEnzyme, ENZYMES[name].name))

/** The enzymes after unit conversion, as they stand in `inputs` of a result. */
export const usedEnzymes = ({ ck, aldolase, ldh, ast, alt }: Enzymes) => ({
  ck: usedLimited(analytes.muscleEnzyme, ck),
  aldolase: usedLimited(analytes.muscleEnzyme, aldolase),
  ldh: usedLimited(analytes.muscleEnzyme, ldh),
  ast: usedLimited(analytes.muscleEnzyme, ast),
  alt: usedLimited(analytes.muscleEnzyme, alt),
})

/** Value and upper limit share their plausible range (they are one row of the clinical specification's table). */
export function implausibleEnzyme(name: EnzymeName, given: LimitedQuantity, at = '/enzymes'): readonly Warning[] {
  const { upperLimit, unit } = given
  return [
    ...plausibility(ENZYMES[name], given, `${at}/${name}`),
    ...(upperLimit == null ? [] : plausibility(LIMITS[name], { value: upperLimit, unit }, `${at}/${name}/upperLimit`)),
  ]
}

/** Those that were sent, with or without their limits: what the most abnormal one is the most abnormal of. */
export const measuredEnzymes = (enzymes: Enzymes): readonly EnzymeName[] =>
  ENZYME_NAMES.filter((name) => enzymes[name] != null)

export const limitMissing = (name: EnzymeName, at = '/enzymes'): Warning =>
  inputWarning(
    'upper_limit_missing',
    `${at}/${name}/upperLimit`,
    `${ENZYMES[name].name} was sent without its upper limit of normal, so that how abnormal it is cannot be read. Send the upperLimit of the same report.`,
  )

/** Names what an answer rests on where some of the five were not measured. */
export const notAllMeasured = (measured: readonly EnzymeName[], at = '/enzymes'): readonly Warning[] =>
  measured.length === 0 || measured.length === ENZYME_NAMES.length
    ? []
    : [
        inputWarning(
          'enzymes_not_all_measured',
          at,
          `Only ${measured.map((name) => ENZYMES[name].name.toLowerCase()).join(', ')} was sent of the five enzymes; the most abnormal of those measured is taken.`,
        ),
      ]
