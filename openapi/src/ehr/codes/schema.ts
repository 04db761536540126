/** What the data file of codes may say, ours and a site's own (`FHIR_CODES_FILE`). */
import * as z from 'zod'

const text = z.string().min(1).max(500)

const STATUSES = ['verified', 'one-source', 'site'] as const

const code = z.strictObject({
  system: text,
  code: text,
  display: text.optional(),
  status: z.enum(STATUSES).describe('verified: read in a primary source or in two; one-source: read, never emitted'),
  source: text.optional().describe('Where the code was checked'),
  emit: z.boolean().optional().describe('Whether output carries it'),
  unitIfNone: text.optional().describe('Unit that the code itself defines, where a value comes without one'),
  property: z.enum(['mass', 'molar']).optional().describe('Kind of unit that the code asks for'),
  rank: z.int().min(0).max(9).optional().describe('Of two values of one day by different codes, the lower counts'),
  only: text.optional().describe('The one coded value that is read under this code'),
  notWithComponent: text.optional().describe('Not read where a component has this local value'),
})

const field = z.strictObject({
  codes: z.array(code).optional(),
  unitText: z.record(text, text).optional().describe('Unit by its text, where no UCUM code comes with the value'),
  unitIfNone: text.optional(),
  unit: text.optional().describe('UCUM unit in which a bare number of JSON is emitted'),
  windowDays: z.int().min(0).optional(),
  expiresDays: z.int().min(0).optional(),
  misuse: z.record(text, text).optional().describe('What is known to be meant by a wrong unit'),
  anchor: z.boolean().optional().describe('Its day is the day of a visit'),
})

const coding = z.strictObject({
  system: text,
  code: text,
  display: text.optional(),
  status: z.enum(STATUSES),
  source: text.optional(),
  emit: z.boolean().optional(),
  snomed: z.boolean().optional().describe('Emitted where EMIT_SNOMED is set'),
})

const instrument = z.strictObject({
  selection: z.enum(['full', 'partial', 'form', 'values']).optional(),
  visits: z.int().min(1).max(3).optional(),
  visitDays: z.int().min(0).optional(),
  cds: z.boolean().optional(),
  needs: z.array(text).optional(),
  helps: z.array(text).optional(),
  category: z.enum(['survey', 'laboratory', 'procedure']).optional(),
  output: z.array(coding).optional(),
  names: z.record(text, text).optional().describe('Name of the field behind a member of the request'),
  insteadOf: z.record(text, z.array(text)).optional().describe('Fields that a plain value makes needless'),
})

const evidence = z.strictObject({ system: text, prefix: text, criterion: text })

export const codesFile = z.strictObject({
  codeSystem: text.optional(),
  fields: z.record(text, field).optional(),
  valuesOnly: z.array(text).optional(),
  instruments: z.record(text, instrument).optional(),
  screen: z.strictObject({ evidence: z.array(evidence).optional() }).optional(),
})

export type CodesFile = z.output<typeof codesFile>
export type FieldEntry = z.output<typeof field>
export type CodeEntry = z.output<typeof code>
export type OutputCoding = z.output<typeof coding>
export type InstrumentEntry = z.output<typeof instrument>
export type EvidenceEntry = z.output<typeof evidence>
