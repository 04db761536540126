/** The screening result as a schema: what the document shows and the tests hold every answer against. */
import { BoundsSchema, StateSchema } from '@activity-scores/shared/contract/result-schema'
import * as z from 'zod'
import type { Protocol } from '../protocol/schema.js'

const EligibilitySchema = z
  .enum(['eligible', 'ineligible', 'undetermined'])
  .describe(
    '`eligible`: every inclusion criterion met and no exclusion applies; `ineligible`: one at least decides against; `undetermined`: neither, and nothing open was counted as met',
  )

const stateOfCriterion = z
  .enum(['met', 'not_met', 'excluded', 'not_excluded', 'undetermined', 'not_applicable'])
  .describe(
    'Inclusion: `met` or `not_met`; exclusion: `excluded` or `not_excluded`; either: `undetermined`, or `not_applicable` where it does not concern the patient and is no obstacle',
  )

const texts = z.array(z.string())

/** An instrument that was computed, named. */
const ReferenceSchema = z.strictObject({
  instrument: z.string(),
  version: z.string(),
  status: z.enum(['computed', 'not_computable']),
  score: z.string().nullable(),
  text: z.string(),
})

/** An instrument that was computed, with its whole result. */
const WholeSchema = z.looseObject({
  instrument: z.string(),
  version: z.string(),
  status: z.enum(['computed', 'not_computable']),
  score: z
    .strictObject({
      value: z.number().nullable(),
      reported: z.string().nullable(),
      unit: z.string(),
      bounds: BoundsSchema.nullable(),
    })
    .nullable(),
  text: z.string(),
  references: texts,
})

const BasisSchema = z.strictObject({
  title: z.string(),
  value: z.string().nullable().describe('What it was decided on, for display; null where nothing is known'),
  state: StateSchema,
  visit: z.string().describe('Day of the examination'),
  results: texts.describe('Keys of `results` that it stands on'),
})

/** The names that one protocol gives to its criteria, inputs and readings. */
function namesIn(protocol: Protocol) {
  return {
    id: z.enum(protocol.criteria.map((criterion) => criterion.id) as [string, ...string[]]),
    input: z.enum(Object.keys(protocol.inputs) as [string, ...string[]]),
    reading: z.enum(Object.keys(protocol.readings) as [string, ...string[]]),
  }
}

type Names = ReturnType<typeof namesIn>

const criterionSchema = ({ id, reading }: Names) =>
  z.strictObject({
    id,
    kind: z.enum(['inclusion', 'exclusion']),
    title: z.string(),
    state: stateOfCriterion,
    rule: z.string().describe('In words, with its operator'),
    source: z.string(),
    text: z
      .string()
      .nullable()
      .describe(
        'The sentences of the register that it models, word for word, a line each; […] where words are left out',
      ),
    partOf: id.nullable().describe('The criterion that this one is a part of; it is not counted twice'),
    readings: z.array(z.strictObject({ id: reading, option: z.string() })).describe('Readings it was decided under'),
    parts: z
      .array(z.strictObject({ id: z.string(), state: StateSchema, reasons: texts }))
      .describe('Parts with a name of their own'),
    basis: z.array(BasisSchema).describe('The statements that the rule is made of'),
    reasons: texts.describe(
      'Why it is undetermined: `missing:`, `stale:`, `censored:`, `precision:`, `conflict:`, `review:`; in words, why it is not applicable',
    ),
    missing: texts.describe('Inputs that would settle it'),
    flags: z.array(z.strictObject({ code: z.string(), message: z.string() })),
    expires: z
      .string()
      .nullable()
      .describe('Last day on which it stands as decided, with nothing more known; null where no day ends that'),
    recoverable: z
      .strictObject({
        possible: z.boolean().describe('Whether it can be met later'),
        from: z
          .string()
          .nullable()
          .describe('First day on which what failed does not stand any more; null where no day is known'),
      })
      .nullable()
      .describe('Of a criterion that is failed; else null'),
  })

const sensitivitySchema = ({ id, reading }: Names) =>
  z.strictObject({
    reading,
    title: z.string(),
    chosen: z.string(),
    other: z.string(),
    says: z.string(),
    criteria: z.array(z.strictObject({ id, from: stateOfCriterion, to: stateOfCriterion })),
    verdict: z.strictObject({ from: EligibilitySchema, to: EligibilitySchema }).nullable(),
    kind: z
      .enum(['changes', 'needs'])
      .describe('`changes`: a criterion is decided otherwise; `needs`: one is left open for want of another input'),
    needs: texts.describe('What the other reading would need'),
  })

const nextInputSchema = ({ id, input }: Names) =>
  z.strictObject({
    input,
    pointer: z.string(),
    title: z.string(),
    action: z.enum(['obtain', 'date', 'renew', 'settle', 'clarify']),
    why: z.string(),
    criteria: z.array(id),
    canExcludeAlone: z.boolean().describe('Some value of it makes the patient ineligible, whatever else is missing'),
    decides: z.array(id).describe('Criteria that some value of it decides alone'),
    instead: z.array(input).describe('Finished scores that may be sent instead of the parts of a score'),
  })

export function screeningSchema(protocol: Protocol) {
  const names = namesIn(protocol)
  const { id, input } = names
  const group = StateSchema.describe('Inclusion: all met; exclusion: none applies')
  return z.strictObject({
    protocol: z.literal(protocol.id),
    version: z.string().describe('Version of the protocol file'),
    arm: z.enum(protocol.arms.map((arm) => arm.id) as [string, ...string[]]),
    asOf: z.string(),
    verdict: EligibilitySchema,
    validUntil: z
      .string()
      .nullable()
      .describe(
        'Last day on which the verdict holds with nothing more known; null where no day ends it, or it is open',
      ),
    groups: z.strictObject({
      commonInclusion: group,
      commonExclusion: group,
      armInclusion: group,
      armExclusion: group,
    }),
    criteria: z.array(criterionSchema(names)).describe('Every criterion of the arm, in the order of the protocol'),
    sensitivity: z
      .array(sensitivitySchema(names))
      .describe('What would change under another reading of an ambiguous passage, one at a time'),
    nextInputs: z
      .array(nextInputSchema(names))
      .describe('Inputs that can still decide, strongest first; empty exactly when the verdict is decided'),
    conflicts: z
      .array(z.strictObject({ measure: z.string(), title: z.string(), inputs: z.array(input), message: z.string() }))
      .describe('What was sent and cannot all be true; empty where nothing contradicts anything'),
    collisions: z
      .array(z.strictObject({ id: z.string(), against: z.array(id), message: z.string() }))
      .describe('Findings of the arm that touch a common criterion'),
    unused: texts.describe('Pointers of inputs that this arm does not use'),
    results: z
      .record(z.string(), z.union([ReferenceSchema, WholeSchema]))
      .describe('Instruments that were computed, by their name in the protocol; whole with `include: ["results"]`'),
    subject: z.string().nullable().describe('As it was sent'),
    report: z.string().describe('Markdown, one line a criterion'),
    text: z.string().describe('One line'),
  })
}

/** What `detail` of `verdict` or `open` leaves of it. */
export function briefScreeningSchema(protocol: Protocol) {
  const { protocol: id, version, arm, asOf, verdict, criteria, nextInputs, ...found } = screeningSchema(protocol).shape
  return z.strictObject({
    protocol: id,
    version,
    arm,
    asOf,
    verdict,
    criteria: z.array(criteria.element.pick({ id: true, state: true, missing: true }).partial({ missing: true })),
    nextInputs: z.array(nextInputs.element.shape.input).optional().describe('With `detail: "open"`'),
    conflicts: found.conflicts,
    collisions: found.collisions,
  })
}

/** What `Prefer: return=minimal` leaves of it. */
export function minimalScreeningSchema(protocol: Protocol) {
  const { protocol: id, version, arm, asOf, verdict, criteria, nextInputs, ...found } = screeningSchema(protocol).shape
  return z.strictObject({
    protocol: id,
    version,
    arm,
    asOf,
    verdict,
    criteria: z.array(criteria.element.pick({ id: true, state: true, missing: true })),
    nextInputs: z.array(nextInputs.element.shape.input),
    conflicts: found.conflicts,
    collisions: found.collisions,
  })
}
