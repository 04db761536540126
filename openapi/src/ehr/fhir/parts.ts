/** Small pieces of resources. */
import type { CodeableConcept, Coding, Quantity, Reference } from 'fhir/r4.js'
import { ABSENT, LOCAL, UCUM } from '../codes/systems.js'

export const quantityOf = (value: number, code: string): Quantity => ({ value, unit: code, system: UCUM, code })

export const localCoding = (code: string, display?: string): Coding => ({
  system: LOCAL,
  code,
  ...(display === undefined || display === '' ? {} : { display }),
})

export const local = (code: string, text: string): CodeableConcept => ({ coding: [localCoding(code)], text })

/** Why there is no value. */
export const unknown = (text: string): CodeableConcept => ({
  coding: [{ system: ABSENT, code: 'unknown', display: 'Unknown' }],
  text,
})

const IDENTIFIER = /^identifier ([^|]*)\|([\s\S]+)$/

/** The patient as the inputs named him. */
export function subjectReference(key: string): Reference | undefined {
  const [, system, value] = key.startsWith('identifier ') ? (IDENTIFIER.exec(key) ?? []) : []
  if (value !== undefined) return { identifier: { ...(system ? { system } : {}), value } }
  return /^(?:[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}|(?:https?:\/\/|urn:)\S+)$/.test(key) ? { reference: key } : undefined
}

export const escapeXml = (text: string): string =>
  !/[&<>"]/.test(text)
    ? text
    : text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
