/** `npm run sandbox`: the official sandbox of CDS Hooks in Chromium, from discovery to an accepted suggestion. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, normalize } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { chromium, type Page } from 'playwright-core'
import { root } from '../kit/processes.js'
import { gateway, withPrograms } from '../kit/programs.js'
import { emr } from './emr.js'

const SANDBOX = join(root, 'artifacts/sandbox')
const SHOTS = join(root, 'artifacts')
const CHROMIUM = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path))
const WAIT_MS = 30_000
const PORT = 39_471

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

/** The files of the sandbox, as they were built. */
async function pages(): Promise<FastifyInstance> {
  const types: Readonly<Record<string, string>> = {
    html: 'text/html',
    js: 'text/javascript',
    css: 'text/css',
    json: 'application/json',
  }
  const app = Fastify()
  app.get('/*', (request, reply) => {
    const name = normalize(request.url.split('?')[0] ?? '/').replace(/^\/$/, '/index.html')
    const file = [join(SANDBOX, name), join(SANDBOX, 'build', name)].find(
      (path) => path.startsWith(SANDBOX) && existsSync(path),
    )
    if (!file) return reply.code(404).send()
    return reply.type(types[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream').send(readFileSync(file))
  })
  return app
}

/** Whom the sandbox signs as: its keys are public, since they prove nothing to anybody but a test. */
function clientsFile(): string {
  const { keys } = JSON.parse(readFileSync(join(SANDBOX, 'build/.well-known/jwks.json'), 'utf8')) as {
    readonly keys: readonly object[]
  }
  const file = join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'clients.json')
  const client = { name: 'sandbox', iss: 'https://sandbox.cds-hooks.org', algs: ['ES384'], jwks: { keys } }
  writeFileSync(file, JSON.stringify({ clients: [client] }))
  return file
}

async function accept(page: Page, url: string): Promise<void> {
  const failed: string[] = []
  page.on('pageerror', (error) => failed.push(error.message))
  await page.goto(url)
  await page.getByText('DAS28-ESR 3.34: moderate disease activity').first().waitFor({ timeout: WAIT_MS })
  await page.screenshot({ path: join(SHOTS, 'sandbox-card.png'), fullPage: true })
  await page.getByText('1.252').first().waitFor({ timeout: WAIT_MS })
  await page.getByRole('button', { name: 'Record DAS28-ESR 3.34' }).first().click()
  await page.waitForTimeout(1000)
  await page.screenshot({ path: join(SHOTS, 'sandbox-accepted.png'), fullPage: true })
  if (failed.length > 0) say(`errors of the page: ${failed.join('; ')}`)
}

async function run(): Promise<void> {
  const record = emr()
  const sandbox = await pages()
  const browser = await chromium.launch({ executablePath: CHROMIUM as string, args: ['--no-sandbox'] })
  try {
    const fhir = await record.app.listen({ port: 0, host: '127.0.0.1' })
    const front = await sandbox.listen({ port: 0, host: '127.0.0.1' })
    await withPrograms(async (add) => {
      const origin = `http://127.0.0.1:${PORT}`
      const environment = { CORS_ORIGINS: '*', CDS_CLIENTS_FILE: clientsFile(), PUBLIC_URL: origin }
      const { origin: at } = await add(gateway({ environment, port: PORT }))
      if (at !== origin) throw new Error(`the gateway listens at ${at}`)
      const query = new URLSearchParams({
        fhirServiceUrl: fhir,
        patientId: '1',
        serviceDiscoveryURL: `${origin}/cds-services`,
        hook: 'patient-view',
      })
      await accept(await browser.newPage({ viewport: { width: 1500, height: 1400 } }), `${front}/?${query}`)
      const metrics = await (await fetch(`${origin}/metrics`)).text()
      say(
        metrics
          .split('\n')
          .filter((line) => /cds_feedback_total.*das28-esr/.test(line))
          .join('\n'),
      )
    })
    say(`searches by POST: ${record.searches()}; screenshots in artifacts/`)
  } finally {
    await browser.close()
    await sandbox.close()
    await record.app.close()
  }
}

if (!existsSync(join(SANDBOX, 'build/index.html')))
  say('The sandbox is not here: see openapi/programs/sandbox/README.md')
else if (CHROMIUM === undefined) say('Chromium is not here: install it, or set CHROMIUM')
else await run()
