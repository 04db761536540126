/** One visit of rheumatoid arthritis as the tests of the pages enter it, and its scores. */
import type { Page } from 'playwright-core'
import type { Test } from 'tap'

/** DAS28 and indices of these values, by the formulas: 4 tender, 3 swollen, ESR 28, CRP 12, globals 45 and 30 mm. */
const EXPECTED = {
  'joint-counts': /TJC28 4, SJC28 3, TJC68 4, SJC66 3/,
  'das28-esr': /4\.57.*Moderate/s,
  'das28-crp': /4\.12.*Moderate/s,
  cdai: /14\.5.*Moderate/s,
  sdai: /15\.7.*Moderate/s,
  'eular-response': /0\.53.*No response/s,
}

export const joint = (page: Page, id: string) => page.locator(`[data-joint="${id}"]`)
export const score = (page: Page, slug: string) => page.locator(`[data-score="${slug}"]`)
export const field = (page: Page, path: string) => page.locator(`[name="${path}"]`)

export async function measures(page: Page): Promise<void> {
  await field(page, 'esr/value').fill('28')
  await field(page, 'crp/value').fill('12')
  await field(page, 'patientGlobal/value').fill('45')
  await field(page, 'physicianGlobal/value').fill('30')
  await field(page, 'baseline/das28Esr').fill('5.10')
}

export async function holds(t: Test, page: Page, how: string): Promise<void> {
  for (const [slug, text] of Object.entries(EXPECTED)) {
    await score(page, slug).locator('.headline').waitFor()
    await page.waitForFunction(
      ({ slug: name, source }) =>
        new RegExp(source, 's').test(document.querySelector(`[data-score="${name}"]`)?.textContent ?? ''),
      { slug, source: text.source },
    )
    t.match(await score(page, slug).textContent(), text, `${how}: ${slug}`)
  }
}

declare const document: { querySelector(selector: string): { readonly textContent: string | null } | null }

export async function onTouch(page: Page, ids: readonly string[], mode: number): Promise<void> {
  await page.locator('input[name="=mode"]').nth(mode).tap()
  for (const id of ids) {
    const region = id.includes('KNE') ? 1 : id.startsWith('R') ? 0 : 2
    await page.locator('input[name="=region"]').nth(region).tap()
    await joint(page, id).tap()
  }
}
