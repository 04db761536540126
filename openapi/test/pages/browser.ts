/** A page in headless Chromium, and what must hold on every page: nothing on the console, nothing against the policy, axe. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { draws, SEED } from '@activity-scores/shared/testing/drawing'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import file, { type Test } from 'tap'
import { usualGateway } from '../helpers.js'

/** The shell is the same engine without a browser's windows, for half of the processor time. */
const candidates = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const executablePath = candidates.find((path) => path !== undefined && existsSync(path))
const artifacts = fileURLToPath(new URL('../../../../artifacts/', import.meta.url))
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A busy machine draws slowly. */
const LOADED_MS = 90_000

export const skip = executablePath
  ? false
  : 'no Chromium here: install it (Debian: apt-get install chromium-headless-shell) or set CHROMIUM to its path'

export interface Browsing {
  /** A page of its own; what it says on the console is kept. */
  open(options?: BrowserContextOptions): Promise<Page>
  /** Messages of the console and errors of scripts since the last look; answers that tests ask for aside. */
  complaints(): readonly string[]
}

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

let launched: Promise<Browser> | undefined

/** One browser for all tests of a process: each page has a context of its own, so that they share nothing but the launch. */
function browserOfProcess(): Promise<Browser> {
  if (launched) return launched
  launched = chromium.launch({ executablePath: executablePath ?? '', args: ARGUMENTS })
  file.teardown(async () => (await launched)?.close())
  return launched
}

let listening: Promise<string> | undefined

/** Where the usual gateway listens: pages leave nothing in it. */
export function usualOrigin(): Promise<string> {
  listening ??= usualGateway().then((app) => app.listen({ port: 0, host: '127.0.0.1' }))
  return listening
}

export async function browse(t: Test): Promise<Browsing> {
  const browser = await browserOfProcess()
  let said: string[] = []
  return {
    async open(options = {}) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options })
      t.teardown(() => page.context().close())
      page.setDefaultTimeout(LOADED_MS)
      page.on('pageerror', (error) => said.push(error.message))
      page.on('console', (message) => {
        // A refusal is an answer; the browser tells it all the same.
        if (!/status of (?:401|422|429|503)/.test(message.text())) said.push(message.text())
      })
      return page
    },
    complaints() {
      const since = said
      said = []
      return since
    },
  }
}

/** Opens an address and waits until its script has drawn it. */
export async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.locator('main[data-ready]').waitFor()
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe finds against WCAG 2.2 AA. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  return page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)))`,
  )
}

/** Axe takes longer than most of what leads to a state: of so many states one is looked at, others on each run, all in `npm run test:long`. */
const EVERY = draws(3, 1)
let states = 0

/** Holds a state of a page against WCAG 2.2 AA. */
export async function accessible(t: Test, page: Page, name?: string): Promise<void> {
  if ((states++ + SEED) % EVERY === 0) t.same(await violations(page), [], name ?? 'WCAG 2.2 AA')
}

/** That a file comes to so many states for axe: the last of its tests. */
export function countStates(count: number): void {
  file.test('states of pages that axe looks at, some on each run', { skip }, async (t) => {
    t.equal(states, count)
    states = 0
  })
}

/** CSS pixels by which the page is wider than its window: no page is to be pushed sideways. */
export const overhang = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - window.innerWidth')

/** Controls that are smaller than 24 CSS pixels either way (WCAG 2.2, 2.5.8), links within sentences aside. */
export const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`
    [...document.querySelectorAll('button, input, select, summary, main a, [role=checkbox], [role=button]')]
      .filter((element) => element.getClientRects().length > 0 && !element.closest('p:not(:has(> a:only-child))'))
      .map((element) => [element, (element.closest('label') ?? element).getBoundingClientRect()])
      .filter(([, { width, height }]) => width < 24 || height < 24)
      .map(([element, { width, height }]) => element.outerHTML.slice(0, 120) + ' ' + width + 'x' + height)
  `)

/** A picture to look at, in artifacts/. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(artifacts, { recursive: true })
  await page.screenshot({ path: `${artifacts}page-${name}.png`, fullPage: true })
}
