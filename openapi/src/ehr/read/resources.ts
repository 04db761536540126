/** The few resources that are read, by what is read of them. What else they hold is passed over. */
import { type Accepts, compileAcceptor } from '@activity-scores/shared/engine/acceptor'
import * as z from 'zod'

const text = z.string()
const coding = z.looseObject({ system: text.optional(), code: text.optional(), display: text.optional() })
const concept = z.looseObject({ coding: z.array(coding).optional(), text: text.optional() })
const quantity = z.looseObject({
  value: z.number().optional(),
  comparator: text.optional(),
  unit: text.optional(),
  system: text.optional(),
  code: text.optional(),
})
const identifier = z.looseObject({ system: text.optional(), value: text.optional() })
const reference = z.looseObject({
  reference: text.optional(),
  type: text.optional(),
  identifier: identifier.optional(),
})
const meta = z.looseObject({ lastUpdated: text.optional(), versionId: text.optional() })
const range = z.looseObject({
  low: quantity.optional(),
  high: quantity.optional(),
  type: concept.optional(),
  text: text.optional(),
})

const values = {
  valueQuantity: quantity.optional(),
  valueInteger: z.int().optional(),
  valueCodeableConcept: concept.optional(),
  valueBoolean: z.boolean().optional(),
  valueString: text.optional(),
  dataAbsentReason: concept.optional(),
  interpretation: z.array(concept).optional(),
  referenceRange: z.array(range).optional(),
}

const component = z.looseObject({ code: concept, ...values })

const observation = z.looseObject({
  resourceType: z.literal('Observation'),
  id: text.optional(),
  meta: meta.optional(),
  status: text.optional(),
  code: concept,
  subject: reference.optional(),
  focus: z.array(reference).optional(),
  effectiveDateTime: text.optional(),
  effectiveInstant: text.optional(),
  effectivePeriod: z.looseObject({ start: text.optional(), end: text.optional() }).optional(),
  issued: text.optional(),
  component: z.array(component).optional(),
  ...values,
})

const patient = z.looseObject({
  resourceType: z.literal('Patient'),
  id: text.optional(),
  meta: meta.optional(),
  identifier: z.array(identifier).optional(),
  birthDate: text.optional(),
  gender: text.optional(),
  extension: z.array(z.looseObject({ url: text })).optional(),
})

interface Answer {
  readonly valueDecimal?: number | undefined
  readonly valueInteger?: number | undefined
  readonly valueBoolean?: boolean | undefined
  readonly valueString?: string | undefined
  readonly valueDate?: string | undefined
  readonly valueCoding?: z.output<typeof coding> | undefined
  readonly valueQuantity?: z.output<typeof quantity> | undefined
  readonly item?: readonly Item[] | undefined
}

interface Item {
  readonly linkId: string
  readonly answer?: readonly Answer[] | undefined
  readonly item?: readonly Item[] | undefined
}

/** Items within items to this depth, which no form of ours comes near. */
const DEEPEST_ITEM = 6

const itemOf = (depth: number): z.ZodType<Item> => {
  const within = depth === 0 ? {} : { item: z.array(itemOf(depth - 1)).optional() }
  const answer = z.looseObject({
    valueDecimal: z.number().optional(),
    valueInteger: z.int().optional(),
    valueBoolean: z.boolean().optional(),
    valueString: text.optional(),
    valueDate: text.optional(),
    valueCoding: coding.optional(),
    valueQuantity: quantity.optional(),
    ...within,
  })
  return z.looseObject({ linkId: text, answer: z.array(answer).optional(), ...within }) as unknown as z.ZodType<Item>
}

const response = z.looseObject({
  resourceType: z.literal('QuestionnaireResponse'),
  id: text.optional(),
  meta: meta.optional(),
  questionnaire: text.optional(),
  status: text.optional(),
  subject: reference.optional(),
  authored: text.optional(),
  item: z.array(itemOf(DEEPEST_ITEM)).optional(),
})

export type Observation = z.output<typeof observation>
export type Component = z.output<typeof component>
export type Patient = z.output<typeof patient>
export type QuestionnaireResponse = z.output<typeof response>
export type Reference = z.output<typeof reference>
export type Quantity = z.output<typeof quantity>
export type Concept = z.output<typeof concept>
export type Range = z.output<typeof range>
export type { Answer, Item }

export interface Reader<Resource> {
  /** The resource, or the places of it that are not what FHIR says. */
  read(value: unknown): Resource | readonly (readonly PropertyKey[])[]
}

function readerOf<Resource>(schema: z.ZodType<Resource>): Reader<Resource> {
  let accepts: Accepts | undefined
  return {
    read(value) {
      accepts ??= compileAcceptor(schema)
      if (accepts(value)) return value as Resource
      const parsed = schema.safeParse(value)
      return parsed.success ? parsed.data : parsed.error.issues.map(({ path }) => path)
    },
  }
}

export const observations = readerOf(observation)
export const patients = readerOf(patient)
export const responses = readerOf(response)
