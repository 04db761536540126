/** What the tests of the selection rules share: Observations under LOINC codes, and what is held of answers. */
import type { Test } from 'tap'
import { codesIn, type fhirOf, holds, type Reply, scoreIn } from './asked.js'
import { bundle, type Json, UCUM } from './encode.js'

type Call = ReturnType<typeof fhirOf>

const LOINC = 'http://loinc.org'
let made = 0

/** An Observation under a LOINC code. */
export function seen(code: string, value: Json, more: Json = {}): Json {
  made++
  return {
    resourceType: 'Observation',
    id: `o${made}`,
    status: 'final',
    code: { coding: [{ system: LOINC, code }] },
    subject: { reference: 'Patient/1' },
    effectiveDateTime: '2026-03-01',
    ...value,
    ...more,
  }
}
export const measured = (value: number, code: string): Json => ({ valueQuantity: { value, code, system: UCUM } })
export const esr = (value = 4, more: Json = {}): Json => seen('4537-7', measured(value, 'mm/h'), more)
export const creatinine = (value = 1, unit = 'mg/dL', more: Json = {}): Json =>
  seen('2160-0', measured(value, unit), more)
export const others = (): readonly Json[] => [
  seen('88981-6', { valueInteger: 5 }),
  seen('88980-8', { valueInteger: 3 }),
  seen('75894-6', { valueQuantity: { value: 4.5 } }),
]
export const patient: Json = { resourceType: 'Patient', id: '1', gender: 'female', birthDate: '1970-05-05' }

/** The French example's numbers: 3.34. */
export const isComputed = (t: Test, reply: Reply, name: string, score = 3.34): void => {
  t.equal(reply.status, 200, name)
  t.equal(scoreIn(reply), score, name)
  holds(t, reply, name)
}
export const isRefused = (t: Test, reply: Reply, code: string, status = 422): void => {
  t.equal(reply.status, status, code)
  t.ok(codesIn(reply).includes(code), `${code} in ${codesIn(reply)}`)
  holds(t, reply, code)
}

export const das28Of =
  (call: Call) =>
  (...more: readonly Json[]): Promise<Reply> =>
    call('/fhir/$das28-esr', bundle([...others(), ...more]))
export const crclOf =
  (call: Call) =>
  (...record: readonly Json[]): Promise<Reply> =>
    call('/fhir/$crcl', bundle([patient, seen('29463-7', measured(70, 'kg')), ...record]))
