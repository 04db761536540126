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

interface FieldRead {
  readonly name: string
  /** Codes to search for. */
  readonly search: string
  /** Texts that are read as a value, where there are any. */
  readonly texts: readonly string[]
}

/** What an instrument reads of a record. */
export interface ReadOf {
  readonly title: string
  readonly visits: number
  readonly fields: readonly FieldRead[]
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

/** A link as an address, where it leads to that FHIR address or below it: the token is for nothing else. */
export function addressUnder(server: string, link: string): string | undefined {
  const root = new URL(`${server}/`)
  if (!URL.canParse(link, root.href)) return undefined
  const { origin, pathname, href } = new URL(link, root)
  const isUnder = `${pathname}/` === root.pathname || pathname.startsWith(root.pathname)
  // An encoded slash may be one to whoever answers.
  return origin === root.origin && isUnder && !/%2f|%5c/i.test(pathname) ? href : undefined
}

const RELATIVE = /^(?:#.*|[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}(?:\/_history\/[^/]+)?)$/

/** A reference without the address of the server that was asked; nothing where it is none of that server. */
export function ownReference(server: string, reference: string): string | undefined {
  const root = new URL(`${server}/`).href
  const address = URL.canParse(reference) ? new URL(reference).href : reference
  const relative = address.startsWith(root) ? address.slice(root.length) : address
  return RELATIVE.test(relative) ? relative.replace(/\/_history\/.*$/, '') : undefined
}
