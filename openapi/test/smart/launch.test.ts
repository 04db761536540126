/** The launch from an EHR in a browser: access, what is found and confirmed, scores, saving, frames, and every way in which it stops. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newKey } from '@activity-scores/shared/identity/keys'
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { gateway } from '../helpers.js'
import { type Browsing, browse, overhang, picture, skip, smallTargets, violations } from '../pages/browser.js'
import { CLIENT, day, type FhirStub, fhirStub, observed, PATIENT, quantity, visitOf } from './fhir-stub.js'

async function serve(t: Test, stub: FhirStub, environment: Readonly<Record<string, string>> = {}): Promise<string> {
  const app = await gateway(t, { SMART_ISSUERS: stub.base, SMART_CLIENT_ID: CLIENT, ...environment })
  return app.listen({ port: 0, host: '127.0.0.1' })
}

const launchUrl = (origin: string, iss: string, more = ''): string =>
  `${origin}/smart/launch?${new URLSearchParams({ iss, launch: 'l1' })}${more}`

const found = (page: Page, path: string) => page.locator(`[data-found="${path}"]`)
const box = (page: Page, path: string) => found(page, path).locator('input')
const score = (page: Page, slug: string) => page.locator(`[data-score="${slug}"]`)
const alert = (page: Page) => page.locator('.alert')
const settled = (page: Page) => page.locator('section.card-box').waitFor()

/** What is stored in this browser. */
const stored = (page: Page): Promise<unknown> =>
  page.evaluate('[localStorage.length, sessionStorage.length, document.cookie].join()')

/** A part of the test, with an EHR that is as at its beginning. */
interface Part extends Browsing {
  readonly stub: FhirStub
  readonly origin: string
}

t.test('the SMART launch', { skip }, async (t) => {
  const browsing = await browse(t)
  const stub = await fhirStub(t)
  const origin = await serve(t, stub)
  for (const [name, part] of Object.entries({
    'found, confirmed, computed': confirming,
    saving,
    'launches that are refused': refusing,
    'states of a record': states,
    'an EHR that fails': failing,
    'two visits, and a patient without birth date or sex': visits,
    'in a frame': framed,
    'where callers are asked who they are': asking,
  })) {
    stub.reset()
    browsing.complaints()
    await t.test(name, (t) => part(t, { ...browsing, stub, origin }))
  }
})

async function confirming(t: Test, { open, complaints, stub, origin }: Part): Promise<void> {
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
  t.same(await violations(page), [])
  t.same(await smallTargets(page), [])
  const german = await open({ viewport: { width: 320, height: 800 }, colorScheme: 'dark' })
  await german.goto(launchUrl(origin, stub.base, '&of=ra&lang=de'))
  await settled(german)
  t.match(await german.locator('h1').textContent(), /Scores aus der Akte/)
  t.match(await found(german, 'esr').textContent(), /Blutsenkungsgeschwindigkeit: 4/)
  t.equal(await overhang(german), 0, 'at 320 pixels nothing is pushed sideways')
  t.same(await violations(german), [])
  await picture(german, 'smart-de')
  t.same(complaints(), [])
}

async function saving(t: Test, { open, complaints, stub }: Part): Promise<void> {
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
  t.same(await violations(page), [])
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

async function refusing(t: Test, { open, stub, origin }: Part): Promise<void> {
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
  t.same(await violations(page), [])
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

async function states(t: Test, { open, complaints, stub, origin }: Part): Promise<void> {
  const page = await open()
  const url = launchUrl(origin, stub.base, '&of=ra')
  await page.goto(url)
  await settled(page)
  t.match(await page.locator('[data-nothing]').textContent(), /holds none of the values.*form below is empty/s)
  t.equal(await page.locator('.score').count(), 0)
  t.match(await score(page, 'das28-esr').textContent(), /not examined/)
  t.same(await violations(page), [])
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

async function failing(t: Test, { open, stub, origin }: Part): Promise<void> {
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

async function visits(t: Test, { open, complaints, stub, origin }: Part): Promise<void> {
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

async function framed(t: Test, { open, complaints, stub }: Part): Promise<void> {
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

async function asking(t: Test, { open, stub }: Part): Promise<void> {
  const [key, entry] = newKey('reader', ['compute'])
  const file = join(mkdtempSync(join(tmpdir(), 'identity-')), 'keys.json')
  writeFileSync(file, JSON.stringify({ keys: [entry] }))
  stub.answers.observations = visitOf()
  const origin = await serve(t, stub, { AUTH: 'api-key', AUTH_KEYS_FILE: file })
  const page = await open()
  await page.goto(launchUrl(origin, stub.base, '&of=das28-esr'))
  await page.locator('#key').fill(key)
  t.same(await violations(page), [])
  await page.locator('.alert button').click()
  await score(page, 'das28-esr').locator('.score', { hasText: '3.34' }).waitFor()
  t.equal(await stored(page), '0,0,')
}
