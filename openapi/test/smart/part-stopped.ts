/** The SMART launch: every way in which it stops, and what a record can lack. */
import type { Test } from 'tap'
import { accessible } from '../pages/browser.js'
import { day, fhirStub, observed, PATIENT, quantity, visitOf } from './fhir-stub.js'
import { alert, box, found, launchUrl, type Part, score, settled, stored } from './part.js'

export async function refusing(t: Test, { open, stub, origin }: Part): Promise<void> {
  const stranger = await fhirStub(t)
  const page = await open()
  const stops = async (url: string, why: RegExp): Promise<void> => {
    await page.goto(url)
    await alert(page).waitFor()
    t.match(await alert(page).textContent(), why)
  }
  await stops(launchUrl(origin, stranger.base), /not among those that may open this page: http:.*SMART_ISSUERS/s)
  t.equal(stranger.asked.length, 0, 'an EHR that is not listed is not asked for anything')
  t.equal(new URL(page.url()).origin, origin, 'and nobody is led there')
  await accessible(t, page)
  await stops(`${origin}/smart/launch?iss=${stub.base}`, /opened from an EHR/)
  await stops(`${origin}/smart/launch?launch=1&fhirServiceUrl=${stranger.base}`, /opened from an EHR/)
  await stops(`${origin}/smart/launch`, /opened from an EHR/)
  await stops(`${origin}/smart/app?code=c&state=s`, /does not belong to a launch/)
  await stops(`${origin}/smart/app?code=c&state=SMART_KEY`, /does not belong to a launch/)
  await stops(`${origin}/smart/app`, /does not belong to a launch/)
  t.equal(stub.asked.length, 0, 'none of it was sent anywhere')

  // A launch has begun, and an answer comes that is not its own.
  stub.troubles.set('/authorize', 'signing in')
  await page.goto(launchUrl(origin, stub.base))
  await page.getByText('signing in').waitFor()
  const state = stub.to('/authorize')[0]?.query.get('state')
  stub.troubles.clear()
  await stops(`${origin}/smart/app?code=c&state=s`, /does not belong to a launch/)
  await stops(`${origin}/smart/app?code=c&state=${state}`, /does not belong to a launch/)
  t.equal(stub.to('/token').length, 0, 'a launch is good for one answer')

  stub.answers.denied = true
  await stops(launchUrl(origin, stub.base), /refused access: The user said no/)
  t.equal(await stored(page), '0,0,')
  stub.answers.denied = false
  stub.answers.challengeMethods = ['plain']
  await stops(launchUrl(origin, stub.base), /PKCE with S256/)
  stub.answers.challengeMethods = ['S256']
  stub.answers.tokenOrigin = 'https://login.example'
  await stops(launchUrl(origin, stub.base), /tokens at https:\/\/login\.example.*SMART_TOKEN_ORIGINS/s)
  stub.answers.tokenOrigin = undefined
  stub.answers.namesPatient = false
  await stops(launchUrl(origin, stub.base), /named no patient/)
  stub.answers.namesPatient = true
  stub.troubles.set('/token', 400)
  await stops(launchUrl(origin, stub.base), /gave no token/)
  stub.troubles.clear()
  stub.troubles.set('smart-configuration', 500)
  await stops(launchUrl(origin, stub.base), /did not give its SMART configuration \(status 500\)/)
}

export async function states(t: Test, { open, complaints, stub, origin }: Part): Promise<void> {
  const page = await open()
  const url = launchUrl(origin, stub.base, '&of=ra')
  await page.goto(url)
  await settled(page)
  t.match(await page.locator('[data-nothing]').textContent(), /holds none of the values.*form below is empty/s)
  t.equal(await page.locator('.score').count(), 0)
  t.match(await score(page, 'das28-esr').textContent(), /not examined/)
  await accessible(t, page)
  complaints()

  stub.answers.granted = 'launch patient/Patient.r'
  await page.goto(url)
  await settled(page)
  t.match(await page.locator('section.card-box').textContent(), /did not allow reading of observations/)
  t.equal(stub.to('/fhir/Observation').length > 0, true, 'as before')
  stub.answers.granted = undefined

  stub.answers.observations = [
    ...visitOf(),
    observed('foreign', '1988-5', quantity(9, 'mg/L'), { subject: { reference: 'Patient/p2' } }),
  ]
  await page.goto(url)
  await alert(page).waitFor()
  t.match(await alert(page).textContent(), /data of another patient. Nothing is shown/)
  t.equal(await page.locator('[data-found], .score, .person').count(), 0)
  stub.answers.observations = [
    ...visitOf(),
    observed('elsewhere', '1988-5', quantity(9, 'mg/L'), {
      subject: { reference: 'https://other.example/fhir/Patient/p1' },
    }),
  ]
  await page.goto(url)
  await alert(page).waitFor()
  t.match(await alert(page).textContent(), /data of another patient/, 'the same id at another server')

  // Of one time in two units, and not the same amount.
  stub.answers.observations = [
    ...visitOf(),
    observed('crp-1', '1988-5', quantity(8, 'mg/L')),
    observed('crp-2', '1988-5', quantity(8, 'mg/dL')),
  ]
  await page.goto(url)
  await settled(page)
  t.match(
    await page.locator('.remarks').textContent(),
    /crp: there are several values, and they are of one time: .*crp-1.*crp-2/s,
  )
  t.equal(await found(page, 'crp').count(), 0)

  // The newest is not among what is read, so that none may stand for it.
  stub.answers.sortsByDate = false
  stub.answers.pageSize = 1
  stub.answers.observations = [300, 200, 100, 50, 1].map((before, i) =>
    observed(`esr-${i}`, '4537-7', quantity(4 + i, 'mm/h'), { effectiveDateTime: day(before) }),
  )
  await page.goto(url)
  await settled(page)
  t.match(
    await page.locator('section.card-box').textContent(),
    /esr: the record holds more values than the 4 that were read/,
  )
  t.equal(await found(page, 'esr').count(), 0)
  stub.answers.pageSize = 2
  await page.goto(url)
  await settled(page)
  t.match(await found(page, 'esr').textContent(), /8 mm\/h/, 'all pages read: the newest, in whatever order')
  stub.answers.sortsByDate = true
  stub.answers.nextOrigin = 'https://elsewhere.example'
  await page.goto(url)
  await settled(page)
  t.match(
    await page.locator('section.card-box').textContent(),
    /esr.*does not lie under the FHIR address of this launch/,
  )
}

export async function failing(t: Test, { open, stub, origin }: Part): Promise<void> {
  stub.answers.observations = visitOf()
  const page = await open()
  const url = launchUrl(origin, stub.base, '&of=das28-esr')
  for (const [status, what] of [
    [403, /counts as missing: .*esr.*the EHR does not allow it \(403\)/],
    [500, /counts as missing: .*esr.*status 500/],
  ] as const) {
    stub.troubles.set('4537-7', status)
    await page.goto(url)
    await settled(page)
    t.match(await page.locator('section.card-box').textContent(), what)
    t.equal(await found(page, 'esr').count(), 0)
    t.equal(await box(page, 'tenderJointCount28').isChecked(), true)
  }
  stub.troubles.set('4537-7', 401)
  await page.goto(url)
  await alert(page).waitFor()
  t.match(await alert(page).textContent(), /takes the token no more.*open it from the patient’s chart again/s)

  stub.troubles.clear()
  stub.troubles.set('4537-7', 0)
  await page.clock.install()
  await page.goto(url)
  await stub.hasBeenAsked('/fhir/Observation', 'code', '4537-7', 3)
  await page.clock.fastForward(30_000)
  await alert(page).waitFor()
  t.match(await alert(page).textContent(), /could not be looked through: no answer within 20 s/)
  stub.troubles.clear()
  await page.getByRole('button', { name: 'Try again' }).click()
  await settled(page)
  t.equal(await box(page, 'esr').isChecked(), true)

  // What is no record at all does no harm.
  stub.reset({
    observations: [
      ...visitOf().filter(({ id }) => id === 'tjc'),
      observed('esr', '4537-7', quantity(4, 'mm/h'), { performer: [null, 7], method: { coding: 'x' } }),
      observed('odd', '75894-6', { valueQuantity: 'x' }, { id: 7, effectivePeriod: 7 }),
    ],
    patient: { ...PATIENT, name: [null], gender: 7, extension: 'x' },
  })
  stub.troubles.set('1988-5', '{"resourceType":"Bundle","entry":"x","link":{"relation":"next"}}')
  stub.troubles.set('75846-6', '<html>')
  stub.troubles.set(
    '88980-8',
    '{"resourceType":"Bundle","entry":[null,7,{"resource":null}],"link":[{"relation":"next","url":":"}]}',
  )
  await page.goto(launchUrl(origin, stub.base, '&of=sdai'))
  await settled(page)
  await page.goto(launchUrl(origin, stub.base, '&of=ra'))
  await settled(page)
  t.match(await found(page, 'esr').textContent(), /4 mm\/h/)
  t.match(await page.locator('section.card-box').textContent(), /physicianGlobal.*no FHIR search result/)
  t.equal(await page.locator('.score').count(), 0)
}
