/**
 * What an instrument gives to others: a value of its result that is an input of theirs. A panel chains them by it, where its
 * caller asks for that. Paths are dotted.
 */
export interface Provision {
  /** Where the value stands in the result, such as `score.value` or `details.tenderJointCount28.value`. */
  readonly from: string
  /** Inputs of other instruments that are this value, of the visit that the panel is about. */
  readonly fills: readonly string[]
  /** Only where another member of the result has this value: a DAS28 of three variables is none of four. */
  readonly where?: { readonly at: string; readonly is: string | boolean } | undefined
}
