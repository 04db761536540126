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

/** Where one text is kept. */
interface Holder {
  read(): string | null
  write(text: string): void
}

const inSession: Holder = {
  read: () => sessionStorage.getItem(LAUNCH),
  write: (text) => (text === '' ? sessionStorage.removeItem(LAUNCH) : sessionStorage.setItem(LAUNCH, text)),
}

/**
 * Many browsers keep nothing for a frame of another site, but a frame has a name as long as it stands. The EHR's own pages can read it on the
 * way: they are those that are asked for access, and whoever may frame this page is named by the operator.
 */
const inFrameName: Holder = {
  read: () => (window.name.startsWith(LAUNCH) ? window.name.slice(LAUNCH.length) : null),
  write: (text) => {
    window.name = text === '' ? '' : LAUNCH + text
  },
}

function holder(): Holder | undefined {
  try {
    const before = inSession.read()
    inSession.write(before ?? ' ')
    inSession.write(before ?? '')
    return inSession
  } catch {
    return window.parent === window ? undefined : inFrameName
  }
}

/** Outside of frames a browser may be set to keep nothing at all. */
export const isStorable = (): boolean => holder() !== undefined

export const keepLaunch = (launch: KeptLaunch): void => holder()?.write(JSON.stringify(launch))

export function keptLaunch(): KeptLaunch | undefined {
  try {
    const kept = holder()?.read()
    return kept ? (JSON.parse(kept) as KeptLaunch) : undefined
  } catch {
    return undefined
  }
}

/** A launch is good for one answer. */
export const forgetLaunch = (): void => holder()?.write('')
