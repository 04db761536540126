/** The SMART launch: two visits, frames, and where callers are asked who they are. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newKey } from '@activity-scores/shared/identity/keys'
import type { Test } from 'tap'
import { accessible } from '../pages/browser.js'
import { day, observed, PATIENT, quantity, visitOf } from './fhir-stub.js'
import { box, found, launchUrl, type Part, score, serve, settled, stored } from './part.js'

export async function visits(t: Test, { open, complaints, stub, origin }: Part): Promise<void> {
  const das28 = { system: 'urn:activity-scores:codes', code: 'das28-esr' }
  const earlier = (id: string, value: number, before: number) =>
    observed(id, '-', quantity(value, '{score}'), { code: { coding: [das28] }, effectiveDateTime: day(before) })
  stub.answers.observations = [...visitOf(), earlier('d1', 5.1, 90), earlier('d2', 4.2, 300)]
  const page = await open()
  await page.goto(launchUrl(origin, stub.base, '&of=ra'))
  await settled(page)
  t.match(
    await score(page, 'eular-response').textContent(),
    /no earlier visit entered/,
    'which visit was the earlier one is not guessed',
  )
  await page.locator('#earlier').selectOption(day(90))
  await found(page, 'baseline.das28Esr').waitFor()
  t.match(await found(page, 'baseline.das28Esr').textContent(), /5\.1.*Observation\/d1/s)
  // 5.1 to 3.34: more than 1.2, and above 3.2.
  await score(page, 'eular-response')
    .locator('.category, .headline', { hasText: 'Moderate response' })
    .first()
    .waitFor()

  // Of one instrument alone: two days are two visits.
  stub.answers.observations = [70, 80].map((value, i) =>
    observed(`fvc-${value}`, '19872-1', quantity(value, '%'), { effectiveDateTime: day(2 + 100 * i) }),
  )
  await page.goto(launchUrl(origin, stub.base, '&of=ild-progression'))
  await found(page, 'followUp.fvcPercentPredicted').waitFor()
  t.match(await found(page, 'baseline.fvcPercentPredicted').textContent(), /80 %.*Observation\/fvc-80/s)
  // 10 of 80 is 12.5 %.
  await score(page, 'ild-progression')
    .locator('.headline', { hasText: /progression.* met|12\.5/ })
    .waitFor()

  stub.answers.observations = [
    observed('creatinine', '2160-0', quantity(1, 'mg/dL'), { effectiveDateTime: day(2) }),
    observed('weight', '29463-7', quantity(72, 'kg')),
  ]
  const { birthDate: _born, ...unborn } = PATIENT
  stub.answers.patient = unborn
  await page.goto(launchUrl(origin, stub.base, '&of=crcl'))
  await settled(page)
  t.match(await page.locator('.person').textContent(), /no birth date/)
  await score(page, 'crcl').locator('.missing').waitFor()
  t.match(await score(page, 'crcl').textContent(), /Not computable.*Missing/s)
  stub.answers.patient = { ...PATIENT, gender: 'other' }
  await page.getByRole('button', { name: 'Read the record again' }).click()
  await page.locator('.person', { hasText: 'no sex' }).waitFor()
  stub.answers.patient = PATIENT
  await page.getByRole('button', { name: 'Read the record again' }).click()
  await found(page, 'sex').waitFor()
  t.equal(await box(page, 'birthDate').isChecked(), true)
  await score(page, 'crcl').locator('.score').waitFor()
  t.match(
    await found(page, 'creatinine').textContent(),
    new RegExp(`1 mg/dL, .*${day(2)}`),
    'the day of the sample is that of its value',
  )
  complaints()
}

export async function framed(t: Test, { open, complaints, stub }: Part): Promise<void> {
  stub.answers.observations = visitOf()
  const ehr = createServer((request, response) => {
    const of = new URL(request.url ?? '/', 'http://ehr').searchParams.get('of') ?? ''
    response.setHeader('content-type', 'text/html')
    response.end(
      `<!doctype html><html lang="en"><title>EHR</title><iframe title="scores" width="1200" height="800" src="${of.replaceAll('&', '&amp;')}"></iframe>`,
    )
  })
  await new Promise<void>((done) => ehr.listen(0, 'localhost', done))
  t.teardown(() => {
    ehr.closeAllConnections()
    ehr.close()
  })
  const chart = `http://localhost:${(ehr.address() as AddressInfo).port}`
  const page = await open()
  const origin = await serve(t, stub, { FRAME_ANCESTORS: chart })
  await page.goto(`${chart}/?${new URLSearchParams({ of: launchUrl(origin, stub.base, '&of=das28-esr') })}`)
  const inside = page.frameLocator('iframe')
  await inside.locator('[data-score="das28-esr"] .score', { hasText: '3.34' }).waitFor()
  t.equal(new URL(page.url()).origin, chart, 'the chart stays where it is')
  t.same(complaints(), [])

  const closed = await serve(t, stub)
  const before = stub.asked.length
  await page.goto(`${chart}/?${new URLSearchParams({ of: launchUrl(closed, stub.base) })}`)
  await page.waitForLoadState('load')
  t.equal(stub.asked.length, before, 'a frame that is not allowed launches nothing')
  t.match(complaints().join(), /frame-ancestors 'none'/)
  await page.close()
}

export async function asking(t: Test, { open, stub }: Part): Promise<void> {
  const [key, entry] = newKey('reader', ['compute'])
  const file = join(mkdtempSync(join(tmpdir(), 'identity-')), 'keys.json')
  writeFileSync(file, JSON.stringify({ keys: [entry] }))
  stub.answers.observations = visitOf()
  const origin = await serve(t, stub, { AUTH: 'api-key', AUTH_KEYS_FILE: file })
  const page = await open()
  await page.goto(launchUrl(origin, stub.base, '&of=das28-esr'))
  await page.locator('#key').fill(key)
  await accessible(t, page)
  await page.locator('.alert button').click()
  await score(page, 'das28-esr').locator('.score', { hasText: '3.34' }).waitFor()
  t.equal(await stored(page), '0,0,')
}
