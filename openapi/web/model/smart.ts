/** What the pages that an EHR opens go by (`/smart/plan.json`). */

export interface SmartPlan {
  /** FHIR addresses that may launch. */
  readonly issuers: readonly string[]
  /** Origins of token endpoints that lie elsewhere. */
  readonly tokenOrigins: readonly string[]
  readonly clientId: string
  readonly saves: boolean
  /** Names of visit pages. */
  readonly visits: readonly string[]
  readonly instruments: Readonly<Record<string, ReadOf>>
}

/** What an instrument reads of a record. */
export interface ReadOf {
  readonly title: string
  readonly visits: number
  readonly fields: readonly { readonly name: string; readonly search: string }[]
  readonly isOfPatient: boolean
}

/** Rights of a token are asked for by this; `saves`: also that of making an Observation. */
export const scopesFor = ({ saves }: Pick<SmartPlan, 'saves'>): string =>
  `launch openid fhirUser patient/Observation.rs patient/Patient.r${saves ? ' patient/Observation.c' : ''}`

/** What was granted: version 2 has letters (`rs`, `cruds`), version 1 words (`read`, `write`, `*`). */
export function isGranted(scope: string, type: 'Observation' | 'Patient', right: 'c' | 'r' | 's'): boolean {
  const word = right === 'c' ? 'write' : 'read'
  return scope.split(/\s+/).some((each) => {
    const [, of, rights = ''] = /^(?:patient|user)\/(\*|[A-Za-z]+)\.([a-z*]+)(?:\?.*)?$/.exec(each) ?? []
    if (of !== '*' && of !== type) return false
    return rights === '*' || rights === word || (/^c?r?u?d?s?$/.test(rights) && rights.includes(right))
  })
}

/** One spelling of a FHIR address: without slashes at its end. */
export const addressOf = (iss: string): string => iss.replace(/\/+$/, '')
