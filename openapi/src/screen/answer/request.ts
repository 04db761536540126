/** The screening request as zod makes it from a protocol: every input with its title, unit, range and options. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { type Accepts, acceptor } from '@activity-scores/shared/engine/acceptor'
import { atOnce, type Steps } from '@activity-scores/shared/engine/steps'
import { isoDate, partialDate } from '@activity-scores/shared/language/dates'
import { visibleText } from '@activity-scores/shared/language/text'
import * as z from 'zod'
import { coursesSchema } from '../engine/courses.js'
import type { Values, Visit } from '../engine/model.js'
import type { Input, Protocol } from '../protocol/schema.js'

export interface ScreenRequest {
  readonly arm: string
  readonly asOf: string
  readonly inputs: Values
  readonly dates?: Readonly<Record<string, string | null | undefined>> | null | undefined
  readonly undated?: 'as-of' | null | undefined
  readonly visits?: readonly Visit[] | null | undefined
  readonly readings?: Readonly<Record<string, string | null | undefined>> | null | undefined
  readonly include?: readonly string[] | null | undefined
  readonly detail?: 'verdict' | 'open' | 'full' | null | undefined
  /** A pseudonym, which is answered and never logged. */
  readonly subject?: string | null | undefined
  readonly sources?: Readonly<Record<string, string | null | undefined>> | null | undefined
}

const MAX_VISITS = 10

export interface ScreenAcceptor {
  readonly accepts: Accepts
  /** Compiles ahead what each input's first use would compile. */
  prepare(): Steps<void>
}

/**
 * The request's own check: the frame at once, each input by code of its own. A whole protocol has hundreds of inputs, of which
 * a patient has dozens.
 */
export function screenAcceptor(request: z.ZodType<ScreenRequest>): ScreenAcceptor {
  const { inputs, visits, ...frame } = (request as unknown as z.ZodObject<ScreenShape>).shape
  const visit = visits.unwrap().unwrap().element
  const framed = z.strictObject({
    ...frame,
    inputs: z.looseObject({}),
    visits: z
      .array(z.strictObject({ date: visit.shape.date, inputs: z.looseObject({}) }))
      .max(MAX_VISITS)
      .nullish(),
  })
  const compiled = new Map<z.ZodType, Accepts>()
  function* compile(schema: z.ZodType): Steps<Accepts> {
    const accepts = yield* acceptor(schema)
    compiled.set(schema, accepts)
    return accepts
  }
  const of = (schema: z.ZodType): Accepts => compiled.get(schema) ?? atOnce(compile(schema))
  const acceptsAll = (values: Values, fields: ReadonlyMap<string, z.ZodType>): boolean => {
    for (const name in values) {
      const field = fields.get(name)
      if (!field || !of(field)(values[name])) return false
    }
    return true
  }
  const [ofInputs, ofVisit] = [inputs, visit.shape.inputs].map(
    ({ shape }) => new Map(Object.entries(shape) as [string, z.ZodType][]),
  ) as [Map<string, z.ZodType>, Map<string, z.ZodType>]
  return {
    accepts(body) {
      if (!of(framed)(body)) return false
      const accepted = body as ScreenRequest
      return (
        acceptsAll(accepted.inputs, ofInputs) &&
        (accepted.visits ?? []).every((each) => acceptsAll(each.inputs, ofVisit))
      )
    },
    *prepare() {
      for (const schema of [framed, ...Object.values({ ...inputs.shape, ...visit.shape.inputs.shape })])
        if (!compiled.has(schema as z.ZodType)) yield* compile(schema as z.ZodType)
    },
  }
}

interface ScreenShape extends z.ZodRawShape {
  readonly inputs: z.ZodObject
  readonly visits: z.ZodOptional<z.ZodNullable<z.ZodArray<z.ZodObject<{ date: z.ZodType; inputs: z.ZodObject }>>>>
}

export function screenRequest(protocol: Protocol, instruments: readonly Instrument[]): z.ZodType<ScreenRequest> {
  const bySlug = new Map(instruments.map((instrument) => [instrument.slug, instrument]))
  const fields = Object.entries(protocol.inputs).map(
    ([name, input]) => [name, inputSchema(input, bySlug), input] as const,
  )
  const pick = (which: (input: Input) => boolean) =>
    Object.fromEntries(fields.flatMap(([name, schema, input]) => (which(input) ? [[name, schema]] : [])))
  const datable = fields.filter(([, , { window }]) => window !== undefined)
  const always = datable.flatMap(([name, , { needsDate }]) => (needsDate === true ? [name] : []))
  const inputs = z.strictObject(pick(() => true))
  const request = z.strictObject({
    arm: z
      .enum(protocol.arms.map(({ id }) => id) as [string, ...string[]])
      .describe(`Arm of the trial: ${protocol.arms.map(({ id, title }) => `\`${id}\` ${title}`).join(', ')}`),
    asOf: isoDate.describe('The day of the decision. Windows and ages are counted from it; no clock is read'),
    inputs: inputs.describe(
      'Everything known of the patient on `asOf`: parts, finished scores, findings. What is null or absent is missing, never zero and never "no"',
    ),
    dates: z
      .strictObject(
        Object.fromEntries(
          datable.map(([name, , { window }]) => [
            name,
            isoDate.nullish().describe(`Day of \`${name}\`; ${stale(window)}`),
          ]),
        ),
      )
      .nullish()
      .describe('Day on which an input was observed; it may be left out where the input carries its own'),
    undated: z
      .enum(['as-of'])
      .nullish()
      .describe(
        `as-of, instead of \`dates\`, states that every value that must be recent was observed on \`asOf\`. Left out: a value without a day is not used, and its day is asked for${always.length > 0 ? `. It is never said of ${always.map((name) => `\`${name}\``).join(', ')}` : ''}`,
      ),
    visits: z
      .array(
        z.strictObject({
          date: isoDate,
          inputs: z.strictObject(pick(({ perVisit }) => perVisit === true)),
        }),
      )
      .max(MAX_VISITS)
      .nullish()
      .describe('Further examinations of the screening period, for criteria that any of them may meet'),
    readings: z
      .strictObject(readingShapes(protocol))
      .nullish()
      .describe('How ambiguous passages are read; the default where left out'),
    include: z
      .array(z.enum(['results']))
      .max(1)
      .nullish()
      .describe('`results`: whole results of the instruments under `results`, not only references to them'),
    detail: z
      .enum(['verdict', 'open', 'full'])
      .nullish()
      .describe(
        'How much is answered: `verdict` the verdict and the states, `open` what decides against (with the parts by which it does) or is open and what to obtain, `full` (default) everything. `conflicts` and `collisions` are in each',
      ),
    subject: visibleText
      .min(1)
      .max(64)
      .nullish()
      .describe(
        'Subject number of the screening log, a pseudonym: it comes back in answer and report, and is never logged',
      ),
    sources: z
      .partialRecord(
        z.enum(Object.keys(protocol.inputs) as [string, ...string[]]),
        visibleText.min(1).max(200).nullish(),
      )
      .nullish()
      .describe('Where an input was found, such as a laboratory report: shown in the report'),
  })
  return request as unknown as z.ZodType<ScreenRequest> // its members are known when the protocol is loaded
}

/** A choice for each reading. */
const readingShapes = ({ readings }: Protocol): z.ZodRawShape =>
  Object.fromEntries(
    Object.entries(readings).map(([id, { title, options, default: chosen }]) => {
      const choices = options.map((option) => `\`${option.id}\`: ${option.says}`).join('; ')
      const schema = z.enum(options.map((option) => option.id) as [string, ...string[]]).nullish()
      return [id, schema.describe(`${title}. Default \`${chosen}\`. ${choices}`)]
    }),
  )

const stale = (window: Input['window']): string =>
  typeof window === 'object'
    ? `how old it may be is a reading, ${window.reading}`
    : `more than ${window} days before \`asOf\` is stale`

function inputSchema(input: Input, bySlug: ReadonlyMap<string, Instrument>): z.ZodType {
  const { title } = input
  switch (input.type) {
    case 'boolean':
      return z.boolean().nullish().describe(title)
    case 'date':
      return isoDate.nullish().describe(title)
    case 'partial-date':
      return partialDate.nullish().describe(title)
    case 'choice':
      return z
        .enum(input.options as [string, ...string[]])
        .nullish()
        .describe(title)
    case 'integer':
      return z.int().min(input.min).max(input.max).nullish().describe(title)
    case 'number':
      return z.number().min(input.min).max(input.max).nullish().describe(title)
    case 'quantity':
      return z
        .strictObject({
          value: z.number().min(input.min).max(input.max),
          unit: z.enum([input.unit]).describe('UCUM code; required, never assumed'),
        })
        .nullish()
        .describe(title)
    case 'courses':
      return coursesSchema(input).nullish().describe(title)
    case 'field': {
      const [slug = '', field = ''] = input.of.split('.')
      const request = bySlug.get(slug)?.request as z.ZodObject | undefined
      const schema = request?.shape[field]
      if (!schema) throw new Error(`${input.of} is not a field`)
      return z.union([schema, z.null()]).optional().describe(title)
    }
  }
}
