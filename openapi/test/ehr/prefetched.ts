/** A call of CDS Hooks as an EHR makes it, for the tests. */
import { type Json, UCUM } from './encode.js'

const LOINC = 'http://loinc.org'
let made = 0

/** An Observation of the patient of the call. */
export function found(code: string, value: Json, more: Json = {}): Json {
  made++
  return {
    resourceType: 'Observation',
    id: `p${made}`,
    status: 'final',
    code: { coding: [{ system: LOINC, code }] },
    subject: { reference: 'Patient/1' },
    effectiveDateTime: '2026-03-01',
    ...value,
    ...more,
  }
}

export const searchset = (...resources: readonly Json[]): Json => ({
  resourceType: 'Bundle',
  type: 'searchset',
  ...(resources.length > 0 ? { entry: resources.map((resource) => ({ resource })) } : {}),
})

export const quantity = (value: number, code: string): Json => ({ valueQuantity: { value, code, system: UCUM } })

/** The numbers of the DAS28 example of the French implementation guide: 3.34. */
export const das28Prefetch = (): Record<string, unknown> => ({
  tenderJointCount28: searchset(found('88981-6', { valueInteger: 5 })),
  swollenJointCount28: searchset(found('88980-8', { valueInteger: 3 })),
  esr: searchset(found('4537-7', quantity(4, 'mm/h'), { effectiveDateTime: '2026-02-28' })),
  patientGlobal: searchset(found('75894-6', { valueQuantity: { value: 4.5 } })),
})

const HOOK_INSTANCE = 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea'

export const hook = (prefetch: unknown, more: Json = {}): Json => ({
  hook: 'patient-view',
  hookInstance: HOOK_INSTANCE,
  context: { userId: 'Practitioner/1', patientId: '1' },
  ...(prefetch === undefined ? {} : { prefetch }),
  ...more,
})

/** The same as Parameters with plain values. */
export const VALUES = {
  resourceType: 'Parameters',
  parameter: [
    { name: 'tenderJointCount28', valueInteger: 5 },
    { name: 'swollenJointCount28', valueInteger: 3 },
    { name: 'esr', valueQuantity: { value: 4, code: 'mm/h', system: UCUM } },
    { name: 'patientGlobal', valueQuantity: { value: 45, code: 'mm', system: UCUM } },
    { name: 'asOf', valueDate: '2026-03-01' },
  ],
}
