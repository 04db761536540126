/**
 * The contract that every instrument keeps. Read this file first.
 *
 * An instrument is a pure function (`compute`) with a schema before it (`request` and `rules`), a schema after it
 * (`inputs` and `details`, inside the one envelope of `result-schema.ts`) and a paper behind it (`citations`). Everything
 * else in the system (routes, documents, catalogue, tests, benchmarks) is a loop over such objects.
 */
import type * as z from 'zod'
import type { BandSet } from '../language/bands.js'
import type { CriterionDefinition } from '../language/criteria.js'
import type { Outcome } from '../language/outcome.js'
import type { Absences } from './absence.js'
import type { ChangeMeasure } from './change.js'
import type { Provision } from './provision.js'

export interface Citation {
  /** Authors, journal, year, volume and pages: enough to find the paper without the identifier. */
  readonly text: string
  /** Identifier as it appears in `references` of every result, e.g. `doi:10.1002/art.1780380107`. */
  readonly id?: string
  /** False where the identifier or the statement was not checked against a copy of the source. */
  readonly verified: boolean
}

/** A rule between fields that JSON Schema cannot say. It runs when none of the fields it reads is faulty in itself. */
export interface Rule<Input> {
  /** Dotted paths of the fields the rule reads, e.g. `baseline.dlco`. */
  readonly fields: readonly string[]
  /** The rule in words, printed in the catalogue and in the OpenAPI description. */
  readonly says: string
  /** Returns the faults found; an empty list when the rule holds. Must be pure. */
  check(input: Input): readonly Fault[]
}

/** One thing wrong with a request: where (RFC 6901 pointer), a stable code, and a sentence that says how to mend it. */
export interface Fault {
  readonly pointer: string
  readonly code: string
  readonly message: string
}

/** A named request with what a source says must come out. Shown in the document, executed by the tests, sent by the benchmark. */
export interface Example<Input> {
  /** kebab-case, unique within the instrument. */
  readonly name: string
  readonly title: string
  /** Where the expected values come from: a publication, or the clinical specification's worked example. */
  readonly source: string
  readonly request: Input
  /** Any part of the result; numbers are compared to 1e-9, everything else exactly. Never copied from our own output. */
  readonly expect: Readonly<Record<string, unknown>>
}

/** Shown before all others: what the trial's arms turn on and most callers begin with. */
export const CORE_SLUGS: readonly string[] = [
  'das28-esr',
  'cdai',
  'mrss-change',
  'ild-progression',
  'haq-di',
  'mmt8',
  'myositis-core-set',
  'crcl',
]

/** What an instrument is about, in the order in which catalogue and document show it. */
export const CONDITIONS = {
  'rheumatoid-arthritis': 'Rheumatoid arthritis',
  'systemic-sclerosis': 'Systemic sclerosis',
  lung: 'Interstitial lung disease',
  myositis: 'Myositis',
  sjogren: 'Sjögren disease',
  any: 'Any disease',
} as const

export type Condition = keyof typeof CONDITIONS

/**
 * What is said about an instrument, in words; the rest of it is code and schemas. `precedences`, `options`, `completeLists`
 * and `imputations` (`absence.ts`) name every field whose absence means more than that it is not known.
 */
export interface About extends Absences {
  /** kebab-case, variant included: folder, route, tag and image role at once. */
  readonly slug: string
  /** The disease that it is about; `any` where it serves several. */
  readonly condition: Condition
  readonly title: string
  /** Semantic version of the science: major when the same input can give another answer. */
  readonly version: string
  /** What it measures, in one or two sentences. */
  readonly summary: string
  /** The formula and its edge rules as Markdown. */
  readonly formula: string
  /** For whom it was derived. */
  readonly population: string
  /** What it must not be used for or mistaken for. */
  readonly notFor: readonly string[]
  readonly citations: readonly Citation[]
  /** Licence or rights the user must hold, if any. */
  readonly rights: string | null
  /** Conventions of this project where no source settles a question; `unverified` marks unchecked statements. */
  readonly provenance: readonly string[]
  /** Values of its result that are inputs of others; none where left out. */
  readonly provides?: readonly Provision[] | undefined
  /** Instruments that compare two visits of it; none where left out. */
  readonly changes?: readonly ChangeMeasure[] | undefined
  /** Of its result, what must be the same at two visits for their scores to be subtracted; dotted paths. */
  readonly alike?: readonly string[] | undefined
}

export interface Instrument<Input = unknown> extends About {
  readonly bands: readonly BandSet[]
  readonly criteria: readonly CriterionDefinition[]
  readonly request: z.ZodType<Input>
  readonly rules: readonly Rule<Input>[]
  /** Schemas of the `inputs` and `details` members of the result. */
  readonly inputs: z.ZodType
  readonly details: z.ZodType
  readonly examples: readonly Example<Input>[]
  /** Pure: no clock, no randomness, no I/O, no logging. Gets only input that `request` and `rules` accept. */
  compute(input: Input): Outcome
}

/** Keeps the input type while checking the whole object; the registry holds the result as `Instrument`. */
export function defineInstrument<Input>(instrument: Instrument<Input>): Instrument<Input> {
  return Object.freeze(instrument)
}
