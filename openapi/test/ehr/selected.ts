/** What the tests of the selection rules share: Observations under LOINC codes, and what is held of answers. */
import type { Test } from 'tap'
import { codesIn, type fhirOf, holds, type Reply, scoreIn } from './asked.js'
import { bundle, type Json } from './encode.js'
import { found, quantity } from './prefetched.js'

type Call = ReturnType<typeof fhirOf>

export const esr = (value = 4, more: Json = {}): Json => found('4537-7', quantity(value, 'mm/h'), more)
export const creatinine = (value = 1, unit = 'mg/dL', more: Json = {}): Json =>
  found('2160-0', quantity(value, unit), more)
export const others = (): readonly Json[] => [
  found('88981-6', { valueInteger: 5 }),
  found('88980-8', { valueInteger: 3 }),
  found('75894-6', { valueQuantity: { value: 4.5 } }),
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
    call('/fhir/$crcl', bundle([patient, found('29463-7', quantity(70, 'kg')), ...record]))
