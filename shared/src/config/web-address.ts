/** Addresses in the environment: of what is given every part is used, or it is refused. */
import * as z from 'zod'

export interface AddressRules {
  /** What the message shows. */
  readonly example: string
  /** Whether it may have a path, of which the rest is used then. */
  readonly path?: boolean
  readonly query?: boolean
  /** Whether a user name and a password are sent; else why not, and what to do instead. */
  readonly credentials: true | string
}

/** A web address whose every part is used. The value stands in no message: it may hold a password. */
export const webAddress = (rules: AddressRules) =>
  z.string().superRefine((text, context) => {
    for (const message of faultsOf(text, rules)) context.addIssue({ code: 'custom', message })
  })

/** What is wrong with a text as such an address. */
export function faultsOf(text: string, rules: AddressRules): readonly string[] {
  const { example } = rules
  // `URL` would mend a text without slashes, or with a space in front.
  if (!/^https?:\/\/[^\s\\]+$/.test(text) || !URL.canParse(text))
    return [`must be an http(s) ${rules.path ? 'address' : 'origin'} such as ${example}`]
  const { username, password, pathname } = new URL(text)
  const faults: string[] = []
  const without = (part: string): void => {
    faults.push(`must be ${rules.path ? 'without' : 'an origin alone, without'} ${part}, such as ${example}`)
  }
  if (rules.credentials !== true && (username !== '' || password !== ''))
    faults.push(`must be without a user name and a password: ${rules.credentials}`)
  if (!rules.path && pathname !== '/') without('a path')
  if (!rules.query && /^[^#]*\?/.test(text)) without('a query')
  if (text.includes('#')) without('a fragment')
  return faults
}
