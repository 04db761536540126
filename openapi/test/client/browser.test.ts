/** The client in headless Chromium, from the origin of a gateway; and in Deno, where there is one. */
import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import '@activity-scores/shared/testing/patience'
import t from 'tap'
import { root } from '../../programs/kit/processes.js'
import { gateway } from '../helpers.js'
import { browse, skip as withoutChromium } from '../pages/browser.js'

const deno = process.env['DENO'] ?? 'deno'
const skip = {
  chromium: withoutChromium,
  deno: spawnSync(deno, ['--version']).status === 0 ? false : 'no Deno here: install it or set DENO to its path',
}

/** What is asked in each of them, with `scores` at hand; the answer is text. */
const ASKED = `
  const visit = {
    tenderJointCount28: 4, swollenJointCount28: 5,
    patientGlobal: { value: 5, unit: 'cm' }, physicianGlobal: { value: 6, unit: 'cm' },
  }
  const { score } = await scores.compute('cdai', visit)
  const fault = await scores.compute('cdai', { swollenJointCount: 5 }).catch((error) => error)
  const batch = scores.batch('cdai', Array.from({ length: 1200 }, (_, id) => ({ id, input: visit })))
  let answered = 0
  for await (const row of batch) if (row.id === answered && row.result.score.value === 20) answered++
  const said = [score.reported, fault.name, fault.status, batch.layout, answered].join(' ')
`
const SAID = '20.0 ProblemError 422 arrays 1200'

t.test('Chromium', { skip: skip.chromium }, async (t) => {
  const app = await gateway(t)
  // What a bundler would put into the page's own script.
  app.get('/client/:file', (request, reply) => {
    const { file } = request.params as { readonly file: string }
    return reply.type('text/javascript').send(readFileSync(join(root, 'openapi/client/dist', file)))
  })
  app.get('/page', (_request, reply) =>
    reply
      .header('content-security-policy', "default-src 'self'")
      .type('text/html')
      .send('<!doctype html><title>page</title>'),
  )
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  const page = await (await browse(t)).open()
  await page.goto(`${origin}/page`)
  const said = await page.evaluate(
    `(async () => { const { createClient } = await import('/client/index.js'); const scores = createClient(location.origin); ${ASKED}; return said })()`,
  )
  t.equal(said, SAID)
})

t.test('Deno', { skip: skip.deno }, async (t) => {
  const origin = await (await gateway(t)).listen({ port: 0, host: '127.0.0.1' })
  const module = `file://${join(root, 'openapi/client/dist/index.js')}`
  const program = `import { createClient } from '${module}'; const scores = createClient('${origin}'); ${ASKED}; console.log(said)`
  const { stdout } = await promisify(execFile)(deno, ['eval', program])
  t.equal(stdout.trim(), SAID)
})
