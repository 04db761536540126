/** What a FHIR server is asked for a field: all codes under which it is read, ours among them. */
import type { Codes } from './codes.js'

/** The value of the search parameter `code`; signs that part values in a search are escaped (FHIR R4, search, escaping). */
export const searchOf = (field: string, codes: Codes): string =>
  codes
    .codesOf(field)
    .map(({ system, code }) => `${escaped(system)}|${escaped(code)}`)
    .join(',')

const escaped = (text: string): string => text.replaceAll(/[\\$,|]/g, (sign) => `\\${sign}`)
