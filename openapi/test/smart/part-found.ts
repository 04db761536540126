/** The SMART launch: what is found and confirmed, and saving. */
import type { Test } from 'tap'
import { accessible, overhang, picture, smallTargets } from '../pages/browser.js'
import { day, observed, quantity, visitOf } from './fhir-stub.js'
import { alert, box, found, launchUrl, type Part, score, serve, settled, stored } from './part.js'

export async function confirming(t: Test, { open, complaints, stub, origin }: Part): Promise<void> {
  stub.answers.pageSize = 2
  const esr = observed('esr-old', '4537-7', quantity(4, 'mm/h'), {
    effectiveDateTime: day(20),
    performer: [{ display: 'Central laboratory' }],
    method: { text: 'Westergren' },
    subject: { reference: 'Patient/p1', display: 'Erika Muster', identifier: { value: 'insurance-7' } },
    component: [{ code: { text: 'insurance-7' }, extension: [{ url: 'urn:insurance', valueString: 'insurance-7' }] }],
    note: [{ text: 'insurance-7' }],
  })
  stub.answers.observations = [
    ...visitOf().filter(({ id }) => id !== 'esr'),
    esr,
    ...[200, 300, 400].map((before, i) => ({ ...esr, id: `esr-${i}`, effectiveDateTime: day(before) })),
    observed('crp', '1988-5', { valueQuantity: { value: 8, unit: 'mg/l' } }),
    observed('physician', '75846-6', quantity(30, 'kg')),
    observed('esr-text', '4537-7', { valueString: 'insurance-7' }, { effectiveDateTime: day(500) }),
  ]
  const page = await open()
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.url().startsWith(origin)) sent.push(request.postData() ?? '')
  })
  await page.goto(launchUrl(origin, stub.base, '&of=ra&patientId=other&clientId=other'))
  await settled(page)

  const [asked] = stub.to('/authorize')
  t.equal(asked?.query.get('scope'), 'launch openid fhirUser patient/Observation.rs patient/Patient.r')
  t.equal(asked?.query.get('launch'), 'l1')
  t.equal(stub.to('/token').length, 1, 'the stub took the verifier of the challenge')
  t.ok(
    stub.to('/fhir/Observation').some(({ query }) => query.get('page') === '1'),
    'pages are followed',
  )
  t.ok(
    stub.to('/fhir/Observation').every(({ query }) => query.get('patient') === 'p1'),
    'the patient of the token',
  )
  t.match(await page.locator('.person').textContent(), /Muster Erika · born 1960-05-04 · female · Patient\/p1/)
  t.equal(new URL(page.url()).search, '', 'neither code nor state stay in the address')
  t.equal(await stored(page), '0,0,', 'the token is in memory alone')

  t.match(await found(page, 'esr').textContent(), /sedimentation rate: 4 mm\/h/)
  t.match(
    await found(page, 'esr').textContent(),
    new RegExp(`${day(20)} · by Central laboratory · method: Westergren · .*Observation/esr-old`),
  )
  t.match(await found(page, 'esr').textContent(), /esr is 20 days old, more than 14/)
  t.match(await found(page, 'crp').textContent(), /C-reactive protein: 8 mg\/L.*the unit was read from the text/s)
  t.same(
    [await box(page, 'esr').isChecked(), await box(page, 'crp').isChecked()],
    [false, false],
    'old, and without a code of its unit',
  )
  t.same(
    [await box(page, 'tenderJointCount28').isChecked(), await box(page, 'patientGlobal').isChecked()],
    [true, true],
  )
  t.match(
    await page.locator('.remarks').textContent(),
    /physicianGlobal: the newest value \(.*Observation\/physician, .*"kg"/,
    'a refused value in the words of the refusal',
  )
  t.match(await page.locator('section.card-box').textContent(), /Not ticked: 2/)

  await score(page, 'das28-esr').locator('.bounds').first().waitFor()
  t.match(
    await score(page, 'das28-esr').textContent(),
    /Not computable.*Missing.*sedimentation/s,
    'what is not confirmed is missing',
  )
  t.equal(await page.locator('[name="esr/value"]').inputValue(), '')
  await box(page, 'esr').focus()
  await page.keyboard.press('Space')
  await score(page, 'das28-esr').locator('.score', { hasText: '3.34' }).waitFor()
  t.match(
    await score(page, 'das28-esr').textContent(),
    /Moderate.*esr is 20 days old.*From the record: .*Observation\/esr-old.*Source: .*doi:/s,
  )
  t.equal(await page.locator('[name="esr/value"]').inputValue(), '4')
  await picture(page, 'smart')

  await page.locator('[name="esr/value"]').fill('40')
  t.equal(await box(page, 'esr').isChecked(), false, 'what is entered takes the place of the record')
  t.match(await found(page, 'esr').textContent(), /replaced by what was entered below/)
  await box(page, 'esr').check()
  t.equal(await page.locator('[name="esr/value"]').inputValue(), '4')
  await box(page, 'tenderJointCount28').uncheck()
  await score(page, 'das28-esr').locator('.open').first().waitFor()

  t.ok(sent.some((body) => body.includes('1960-05-04')))
  t.notMatch(
    sent.join(),
    /Muster|Erika|Central laboratory|Westergren|insurance-7/,
    'no name, nor what no score needs, goes to this server',
  )
  t.equal(await page.locator('.saving').count(), 0, 'nothing is saved where the site has not turned it on')
  t.equal(stub.created.length, 0)
  await accessible(t, page)
  t.same(await smallTargets(page), [])
  const german = await open({ viewport: { width: 320, height: 800 }, colorScheme: 'dark' })
  await german.goto(launchUrl(origin, stub.base, '&of=ra&lang=de'))
  await settled(german)
  t.match(await german.locator('h1').textContent(), /Scores aus der Akte/)
  t.match(await found(german, 'esr').textContent(), /Blutsenkungsgeschwindigkeit: 4/)
  t.equal(await overhang(german), 0, 'at 320 pixels nothing is pushed sideways')
  await accessible(t, german)
  await picture(german, 'smart-de')
  t.same(complaints(), [])
}

export async function saving(t: Test, { open, complaints, stub }: Part): Promise<void> {
  stub.answers.observations = visitOf()
  const origin = await serve(t, stub, { SMART_SAVE: 'on' })
  const page = await open()
  await page.goto(launchUrl(origin, stub.base, '&of=das28-esr'))
  await settled(page)
  t.match(stub.to('/authorize')[0]?.query.get('scope'), / patient\/Observation\.c$/)
  await score(page, 'das28-esr').locator('.score', { hasText: '3.34' }).waitFor()
  await page.locator('.saving button').click()
  t.match(
    await page.locator('.saving section').textContent(),
    new RegExp(
      `Save DAS28-ESR 3\\.34.* of ${day(1)} in the record of Patient/p1 as an Observation.*: Observation/tjc, .*Observation/esr`,
    ),
  )
  await accessible(t, page)
  await picture(page, 'smart-save')
  await page.getByRole('button', { name: 'Do not save' }).click()
  t.equal(stub.created.length, 0, 'asking sends nothing')
  await page.locator('.saving button').click()
  await page.getByRole('button', { name: 'Save now' }).dblclick()
  await page.locator('.saving', { hasText: 'Saved as Observation/saved-1.' }).waitFor()
  t.equal(stub.created.length, 1, 'a double click saves once')
  const [saved] = stub.created
  t.match(saved, {
    resourceType: 'Observation',
    status: 'final',
    subject: { reference: 'Patient/p1' },
    valueQuantity: { value: 3.34, code: '{score}' },
  })
  t.same(
    (stub.created[0]?.['derivedFrom'] as readonly { reference: string }[] | undefined)?.map(({ reference }) =>
      reference.split('/').at(-1),
    ),
    ['tjc', 'sjc', 'esr', 'global'],
  )
  t.equal(await page.locator('.saving button').count(), 0, 'and it is not offered again')

  await page.locator('[name="esr/value"]').fill('5')
  await page.locator('.saving button').click()
  await page.locator('.saving section', { hasText: `of ${day(0)} in the record` }).waitFor()
  stub.troubles.set('/fhir/Observation', 403)
  await page.getByRole('button', { name: 'Save now' }).click()
  await page.locator('.saving .fault', { hasText: 'Not saved' }).waitFor()
  stub.troubles.set('/fhir/Observation', 503)
  await page.locator('.saving button').click()
  await page.getByRole('button', { name: 'Save now' }).click()
  await page.locator('.saving .fault', { hasText: 'not known whether it was saved' }).waitFor()
  t.equal(await page.locator('.saving button').count(), 0, 'what may be saved is not sent again')
  t.equal(stub.created.length, 1)

  // What is shown changes while the EHR is asked, and changes back on a page that was drawn anew.
  stub.troubles.clear()
  let answer = (): void => {}
  stub.answers.createsAfter = new Promise<void>((done) => {
    answer = done
  })
  const esr = page.locator('[name="esr/value"]')
  await esr.fill('6')
  await page.locator('.saving button').click()
  await page.getByRole('button', { name: 'Save now' }).click()
  await esr.fill('60')
  await score(page, 'das28-esr').locator('.score', { hasText: '5.2' }).waitFor()
  await page.locator('#as-of').fill(day(-1))
  await page.locator('.saving button').click()
  await page
    .locator('.saving .fault', { hasText: `Not saved: the day of the visit, ${day(-1)}, lies in the future` })
    .waitFor()
  await page.locator('#as-of').fill(day(0))
  await esr.fill('6')
  const asks = (): number => stub.to('/fhir/Observation').filter(({ method }) => method === 'POST').length
  const before = asks()
  await page.locator('.saving button:enabled').click()
  answer()
  await page.locator('.saving', { hasText: 'Saved as Observation/saved-2.' }).waitFor()
  t.equal(asks(), before, 'what is being saved is not sent again')
  stub.answers.createsAfter = new Promise<void>((done) => {
    answer = done
  })
  await esr.fill('7')
  await page.locator('.saving button').click()
  const asked = String(await page.locator('.saving section').textContent())
  await page.getByRole('button', { name: 'Save now' }).click()
  await esr.fill('70')
  await score(page, 'das28-esr').locator('.score', { hasText: '5.3' }).waitFor()
  answer()
  const told = page.locator('.saving', { hasText: 'Saved as Observation/saved-3.' })
  await told.waitFor()
  const [, of = '?'] = /Save (DAS28-ESR \d\.\d+)/.exec(asked) ?? []
  t.match(await told.textContent(), `The score that was here before, ${of}`, 'not as if it were the one beside it')
  t.equal(await page.locator('.saving button').count(), 1, 'the one that is shown is not saved')
  stub.answers.createsAfter = undefined
  stub.troubles.set('/fhir/Observation', 401)
  await page.locator('.saving button').click()
  await page.getByRole('button', { name: 'Save now' }).click()
  await alert(page).waitFor()
  t.match(await alert(page).textContent(), /takes the token no more\. Not saved: status 401.*chart again/s)
  t.equal(await page.locator('.score').count(), 0)

  stub.troubles.clear()
  stub.answers.granted = 'launch patient/Observation.rs patient/Patient.r'
  await page.goto(launchUrl(origin, stub.base, '&of=das28-esr'))
  await settled(page)
  await score(page, 'das28-esr').locator('.score').waitFor()
  t.match(await score(page, 'das28-esr').textContent(), /The EHR did not allow saving/)
  complaints()
}
