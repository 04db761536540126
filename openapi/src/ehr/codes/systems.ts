/** Names of code systems, and the other names by which they come. */

export const LOCAL = 'urn:activity-scores:codes'
export const PROBLEM = 'urn:activity-scores:problem'
export const LOINC = 'http://loinc.org'
export const SNOMED = 'http://snomed.info/sct'
export const UCUM = 'http://unitsofmeasure.org'
export const INTERPRETATION = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation'
export const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category'
export const ABSENT = 'http://terminology.hl7.org/CodeSystem/data-absent-reason'

const BY_OID: Readonly<Record<string, string>> = {
  'urn:oid:2.16.840.1.113883.6.1': LOINC,
  'urn:oid:2.16.840.1.113883.6.96': SNOMED,
  'urn:oid:2.16.840.1.113883.6.8': UCUM,
}

/** The name under which a system is looked up: one stray slash at its end is left out, OIDs are spelled as URLs. */
export function systemOf(system: string): string {
  if (system.startsWith('urn:')) return BY_OID[system] ?? system.replace(/\/$/, '')
  return system.endsWith('/') ? system.slice(0, -1) : system
}
