/** German beside English: what is translated, what stays English, and what never changes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { instruments } from '@activity-scores/services/registry'
import { catalogueEntry } from '@activity-scores/shared/document/catalogue'
import t from 'tap'
import { LOCALES } from '../../src/files/paths.js'
import type { Entry, Schema } from '../../web/model/catalogue.js'
import { ENGLISH } from '../../web/model/words.js'
import { LATE } from '../../web/model/words-late.js'
import { LINK } from '../../web/model/words-link.js'
import { MAPS } from '../../web/model/words-maps.js'
import { SITE } from '../../web/model/words-site.js'
import { SMART } from '../../web/model/words-smart.js'
import { VISITS } from '../../web/model/words-visits.js'
import { usualGateway } from '../helpers.js'
import { accessible, browse, countStates, overhang, picture, skip, usualOrigin, visit } from './browser.js'

const german = JSON.parse(readFileSync(join(LOCALES, 'de.json'), 'utf8')) as Readonly<Record<string, string>>
const english: Readonly<Record<string, string>> = {
  ...ENGLISH,
  ...LATE,
  ...LINK,
  ...MAPS,
  ...SITE,
  ...SMART,
  ...VISITS,
}

/** Titles of fields by name, and codes of options. */
function labelsIn(schema: Schema, titles: Map<string, Set<string>>, codes: Set<string>): void {
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    if (inner.title !== undefined) titles.set(name, (titles.get(name) ?? new Set()).add(inner.title))
    for (const code of Object.keys(inner['x-options'] ?? {})) codes.add(code)
    labelsIn(inner, titles, codes)
  }
  const { anyOf = [], oneOf = [], items } = schema
  for (const each of [...anyOf, ...oneOf, ...(items ? [items] : [])]) labelsIn(each, titles, codes)
}

t.test('every text of the pages is there, with the same places for values', async (t) => {
  const places = (text = ''): readonly string[] => (text.match(/\{\w+\}/g) ?? []).sort()
  for (const [key, text] of Object.entries(english)) t.same(places(german[key]), places(text), key)
  for (const key of Object.keys(english)) t.ok(german[key], key)
})

t.test('every label that is translated is one of the catalogue, and means one thing there', async (t) => {
  const titles = new Map<string, Set<string>>()
  const codes = new Set<string>()
  const categories = new Set<string>()
  for (const instrument of instruments) {
    const entry = catalogueEntry(instrument) as Entry
    labelsIn(entry.requestSchema, titles, codes)
    for (const { id, bands } of entry.bands) for (const { code } of bands) categories.add(`category.${id}.${code}`)
  }
  for (const key of Object.keys(german)) {
    if (key in english) continue
    const [kind, name = ''] = key.split(/\.(.*)/s)
    if (kind === 'field') t.equal(titles.get(name)?.size, 1, `${key} has one English title`)
    else if (kind === 'option') t.ok(codes.has(name), key)
    else t.ok(categories.has(key), key)
  }
})

t.test('the catalogue speaks the language that is asked for; what is sent and computed stays', async (t) => {
  const app = await usualGateway()
  const entry = async (query: string): Promise<Entry> => (await app.inject(`/v1/instruments/das28-esr${query}`)).json()
  const [plain, de, unknown] = [await entry(''), await entry('?lang=de'), await entry('?lang=xx')]
  t.same(unknown, plain)
  t.equal(de.requestSchema.properties?.['esr']?.title, 'Blutsenkungsgeschwindigkeit')
  t.equal(de.bands[0]?.bands[3]?.label, 'Hohe Krankheitsaktivität')
  t.equal(de.formula, plain.formula, 'what has no translation stays English')
  t.same(de.examples, plain.examples)
  const page = await app.inject('/i/cdai?lang=de')
  t.match(page.payload, /<html lang="de">/)
  t.match(page.payload, /Berechnen/)
  const form = new URLSearchParams({ '=lang': 'de', tenderJointCount28: '1.250' }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const reply = await app.inject({ method: 'POST', url: '/i/cdai', headers, payload: form })
  t.equal(reply.statusCode, 422, 'in German 1.250 may mean thousands')
  t.match(reply.payload, /Die Eingabe ist nicht gültig/)
})

t.test('a German visit: the same numbers, German words, accessible', { skip }, async (t) => {
  const origin = await usualOrigin()
  const { open, complaints } = await browse(t)
  const page = await open({ viewport: { width: 390, height: 844 } })
  await visit(page, `${origin}/visit/ra?lang=de`)
  t.match(await page.locator('h1').textContent(), /Visite bei rheumatoider Arthritis/)
  await page.locator('[name="esr/value"]').fill('28,5')
  await page.locator('.declare input').check()
  await page.locator('[name="patientGlobal/value"]').fill('45')
  await page.locator('[data-score="das28-esr"] .score').waitFor()
  await page.locator('[data-score="das28-esr"] .category', { hasText: 'Niedrige Krankheitsaktivität' }).waitFor()
  // 0.70 * ln(28.5) + 0.014 * 45 = 2.9749
  await page.locator('[data-score="das28-esr"] .score', { hasText: '2.97' }).waitFor()
  await accessible(t, page)
  t.equal(await overhang(page), 0)
  await picture(page, 'visit-ra-de')
  t.same(complaints(), [])
})

countStates(1)
