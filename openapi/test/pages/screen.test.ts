/** `/screen/{protocol}` and `/batch` in a browser. */
import { readFileSync } from 'node:fs'
import { post } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { PROTOCOLS } from '../../src/files/paths.js'
import { protocolFiles } from '../../src/screen/load.js'
import { usualGateway } from '../helpers.js'
import {
  accessible,
  browse,
  countStates,
  overhang,
  picture,
  skip,
  smallTargets,
  usualOrigin,
  visit,
} from './browser.js'

t.test('a screening: what to obtain comes first, what is answered stays in its place', { skip }, async (t) => {
  const app = await usualGateway()
  const origin = await usualOrigin()
  const { open, complaints } = await browse(t)
  const page = await open()
  await visit(page, `${origin}/screen/nct06464679`)
  await page.locator('.verdict').waitFor()
  t.match(await page.locator('.verdict').textContent(), /\? undetermined/)
  t.notMatch(await page.locator('.criteria').allTextContents(), ['✓ met'], 'nothing is met of which nothing is known')
  await accessible(t, page)
  const first = page.locator('.asked').first()
  const title = await first.locator('label, legend').first().textContent()
  t.equal(await page.locator('.asked').count(), 12, 'the strongest twelve')
  await page.getByRole('button', { name: /Show all/ }).click()
  t.ok((await page.locator('.asked').count()) > 12)

  const { json: protocol } = { json: (await app.inject('/v1/protocols/nct06464679')).json() }
  for (const { name, request } of protocol.examples) {
    const { json } = await post(app, 'screen/nct06464679', request)
    const answered = page.waitForResponse('**/v1/screen/nct06464679')
    await page.locator('.example select').selectOption(name)
    t.equal((await (await answered).json()).verdict, json.verdict, `${name}: ${json.verdict}`)
    await page.locator(`.verdict .${json.verdict}`).waitFor()
  }
  await accessible(t, page)
  t.ok(title)
  for (const id of protocolFiles([PROTOCOLS]).keys()) {
    await visit(page, `${origin}/screen/${id}`)
    await page.locator('.verdict').waitFor()
    t.match(await page.locator('.verdict').textContent(), /\? undetermined/, id)
    await accessible(t, page, id)
  }
  await page.setViewportSize({ width: 320, height: 900 })
  t.equal(await overhang(page), 0)
  t.same(await smallTargets(page), [])
  await picture(page, 'screen')
  t.same(complaints(), [])
})

t.test('a batch: columns are held against the catalogue, the answer is what the API gives', { skip }, async (t) => {
  const origin = await usualOrigin()
  const { open, complaints } = await browse(t)
  const page = await open({ viewport: { width: 390, height: 900 } })
  await visit(page, `${origin}/batch`)
  await page.locator('#instrument').selectOption('cdai')
  const csv = (head: string): { name: string; mimeType: string; buffer: Buffer } => ({
    name: 'rows.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${head}\n1,4,5,5,cm,6,cm\n2,,5,5,cm,6,cm\n`),
  })
  const head =
    'id,tenderJointCount28,swollenJointCount28,patientGlobal,patientGlobal_unit,physicianGlobal,physicianGlobal_unit'
  await page.locator('#file').setInputFiles(csv(head.replace('swollenJointCount28', 'sjc')))
  t.match(await page.locator('#check .fault').textContent(), /Not known: sjc/)
  await page.locator('#file').setInputFiles(csv(head))
  await page.locator('#check .note').waitFor()
  t.equal(await page.locator('#check tr').count(), 3)
  await accessible(t, page)
  t.equal(await overhang(page), 0)
  await page.locator('#send').click()
  const downloaded = page.waitForEvent('download')
  await page.locator('#said a').click()
  const answer = readFileSync(await (await downloaded).path(), 'utf8')
  t.match(answer, /20\.0/, '4 + 5 + 5 + 6')
  t.equal(answer.trim().split(/\r?\n/).length, 3)
  await picture(page, 'batch')
  t.same(complaints(), [])
})

countStates(3 + protocolFiles([PROTOCOLS]).size)
