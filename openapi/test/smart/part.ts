/** What the parts of the test of the SMART launch share. */
import type { Page } from 'playwright-core'
import type { Test } from 'tap'
import { gateway } from '../helpers.js'
import type { Browsing } from '../pages/browser.js'
import { CLIENT, type FhirStub } from './fhir-stub.js'

export async function serve(
  t: Test,
  stub: FhirStub,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const app = await gateway(t, { SMART_ISSUERS: stub.base, SMART_CLIENT_ID: CLIENT, ...environment })
  return app.listen({ port: 0, host: '127.0.0.1' })
}

export const launchUrl = (origin: string, iss: string, more = ''): string =>
  `${origin}/smart/launch?${new URLSearchParams({ iss, launch: 'l1' })}${more}`

export const found = (page: Page, path: string) => page.locator(`[data-found="${path}"]`)
export const box = (page: Page, path: string) => found(page, path).locator('input')
export const score = (page: Page, slug: string) => page.locator(`[data-score="${slug}"]`)
export const alert = (page: Page) => page.locator('.alert')
export const settled = (page: Page) => page.locator('section.card-box').waitFor()

/** What is stored in this browser. */
export const stored = (page: Page): Promise<unknown> =>
  page.evaluate('[localStorage.length, sessionStorage.length, document.cookie].join()')

/** A part of the test, with an EHR that is as at its beginning. */
export interface Part extends Browsing {
  readonly stub: FhirStub
  readonly origin: string
}
