/** What takes long: it is begun first, and left out of `npm run test:quick`. Seconds of one core. */
export const HEAVY: Readonly<Record<string, number>> = {
  'openapi/batch': 36,
  'services/scaffold': 28,
  'services/equivalence': 25,
  'openapi/screen/properties': 21,
  'openapi/document': 20,
  'openapi/lifecycle': 18,
  'openapi/fuzz': 15,
  'openapi/tracing': 15,
  'openapi/tracing-collector': 14,
  'openapi/parity': 13,
  'openapi/screen/missing': 13,
  'services/registry': 12,
  'openapi/screen/cohort': 11,
  'openapi/missing': 10,
  'openapi/chaos': 7,
}

/** So heavy that a quick run goes without. */
const QUICK_SECONDS = 7

export const isHeavy = (name: string): boolean => (HEAVY[name] ?? 0) >= QUICK_SECONDS

/** Whose draws `npm run test:long` multiplies. */
export const LONG: readonly string[] = [
  'services/equivalence',
  'openapi/fuzz',
  'openapi/screen/missing',
  'openapi/missing',
]
