/**
 * How visits of an instrument are compared. What of a result fills the comparison stands in `provides` (`followUp.*`), so that
 * a panel and a series hand on the same values by the same rules; paths are dotted.
 */
export interface ChangeMeasure {
  /** Slug of the instrument that compares an earlier visit (`baseline`) with a later one (`followUp`). */
  readonly by: string
  /** Fields of its visits that have the same name in this instrument's request: handed on as they were sent. */
  readonly sent?: readonly string[] | undefined
  /** The same in every comparison, such as which of two scores is compared. */
  readonly with?: Readonly<Record<string, string | boolean>> | undefined
}
