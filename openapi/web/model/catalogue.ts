/** What the catalogue and the compute routes say, as far as pages read it. */

export interface Schema {
  readonly type?: string | readonly string[]
  readonly title?: string
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly maxItems?: number
  readonly format?: string
  readonly 'x-options'?: Readonly<Record<string, string>>
  readonly 'x-when'?: { readonly field: string; readonly is: unknown }
  readonly 'x-widget'?: string
  readonly 'x-layer'?: string
  readonly 'x-group'?: string
  readonly 'x-expected'?: string
}

export interface Band {
  readonly code: string
  readonly label: string
  readonly lower: number | null
  readonly lowerIncluded: boolean
  readonly upper: number | null
  readonly upperIncluded: boolean
}

export interface BandSet {
  readonly id: string
  readonly source: string
  readonly bands: readonly Band[]
}

/** A list of which the absence of an entry means that there was none, where another field says so. */
export interface CompleteList {
  readonly list: string
  readonly where?: { readonly field: string; readonly is: unknown }
}

/** An entry of `GET /v1/instruments/{slug}`. */
export interface Entry {
  readonly slug: string
  readonly condition: string
  readonly title: string
  readonly version: string
  readonly summary: string
  readonly formula: string
  readonly population: string
  readonly notFor: readonly string[]
  readonly rights: string | null
  readonly units: Readonly<Record<string, string>>
  readonly bands: readonly BandSet[]
  readonly completeLists: readonly CompleteList[]
  /** Values of its result that are inputs of others. */
  readonly provides: readonly {
    readonly from: string
    readonly fills: readonly string[]
    readonly where?: { readonly at: string; readonly is: unknown }
  }[]
  readonly citations: readonly { readonly text: string; readonly id?: string }[]
  readonly examples: readonly Example[]
  readonly requestSchema: Schema
}

interface Example {
  readonly name: string
  readonly title: string
  readonly source: string
  readonly request: object
}

export interface Bounds {
  readonly lower: number | null
  readonly upper: number | null
}

export type State = 'met' | 'not_met' | 'undetermined'

export interface Criterion {
  readonly id: string
  readonly state: State
  readonly rule: string
  readonly source: string
  readonly reason: string | null
}

/** A full answer of a compute route. */
export interface Result {
  readonly instrument: string
  readonly version: string
  readonly status: 'computed' | 'not_computable'
  readonly score: {
    readonly value: number | null
    readonly reported: string | null
    readonly unit: string
    readonly bounds: Bounds | null
  } | null
  readonly category: { readonly set: string; readonly code: string; readonly label: string } | null
  readonly criteria: readonly Criterion[]
  readonly terms: readonly { readonly id: string; readonly value: number }[]
  readonly details: unknown
  readonly missing: readonly string[]
  readonly warnings: readonly { readonly code: string; readonly pointer: string; readonly message: string }[]
  readonly text: string
}

/** A refusal (RFC 9457). */
export interface Problem {
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly code: string
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly message: string }[]
}
