/** What is kept in the browser from the launch to the return, and for no longer: nothing of a patient, and no token. */

const LAUNCH = 'activity-scores-launch'

export interface KeptLaunch {
  /** FHIR address of the EHR. */
  readonly iss: string
  /** Who answers there, as its configuration says. */
  readonly issuer: string
  readonly tokenEndpoint: string
  /** What the answer has to carry, and what proves that this page asked. */
  readonly state: string
  readonly verifier: string
  /** A visit or an instrument. */
  readonly of: string
  readonly language: string
}

/** In a frame, and by the settings of some browsers, a page keeps nothing. */
export function isStorable(): boolean {
  try {
    sessionStorage.setItem(LAUNCH, '')
    return sessionStorage.getItem(LAUNCH) === ''
  } catch {
    return false
  }
}

export const keepLaunch = (launch: KeptLaunch): void => sessionStorage.setItem(LAUNCH, JSON.stringify(launch))

export function keptLaunch(): KeptLaunch | undefined {
  try {
    const kept = sessionStorage.getItem(LAUNCH)
    return kept ? (JSON.parse(kept) as KeptLaunch) : undefined
  } catch {
    return undefined
  }
}

/** A launch is good for one answer. */
export function forgetLaunch(): void {
  try {
    sessionStorage.removeItem(LAUNCH)
  } catch {
    // A page that keeps nothing has nothing to forget.
  }
}
