/** The expression of each Questionnaire equals the engine on every worked example (F9), and the form itself may be sent. */
import { instruments } from '@activity-scores/services/registry'
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import fhirpath from 'fhirpath'
import r4 from 'fhirpath/fhir-context/r4'
import t, { type Test } from 'tap'
import { FORMS } from '../../src/ehr/codes/forms.js'
import { usualGateway } from '../helpers.js'
import { emptiesIn, faultsOf, fhirOf, notesIn, scoreIn } from './asked.js'
import { type Json, LOCAL } from './encode.js'

const app = await usualGateway()
const call = fhirOf(app)

interface Item {
  readonly linkId: string
  readonly type: string
  readonly item?: readonly Item[]
  readonly extension?: readonly Json[]
}
interface Questionnaire {
  readonly url: string
  readonly version: string
  readonly item: readonly Item[]
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const at = (body: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((node, key) => (isObject(node) ? node[key] : undefined), body)

/** Units of the forms: millimetres for scales, mg/L for CRP. */
function inFormUnit(value: Json): number | undefined {
  const { value: number, unit, comparator } = value as { value: number; unit: string; comparator?: string }
  if (comparator) return undefined
  if (unit === 'cm' || unit === '{score}' || unit === 'mg/dL') return Number((number * 10).toPrecision(15))
  return number
}

/** Answers of a request; nothing where the form cannot say what the request says. */
function answered(items: readonly Item[], body: Json): Json[] | undefined {
  const list: Json[] = []
  for (const { linkId, type, item: inner } of items) {
    if (inner) {
      const within = answered(inner, body)
      if (!within) return undefined
      if (within.length > 0) list.push({ linkId, item: within })
      continue
    }
    const value = linkId.startsWith('aids-')
      ? [...((body['aids'] ?? []) as string[]), ...((body['help'] ?? []) as string[])].includes(linkId.slice(5)) ||
        undefined
      : (at(body, linkId) ?? at(body, `items.${linkId}`))
    if (value === undefined || value === null || linkId === 'score') continue
    const answer = answerOf(type, linkId, value)
    if (!answer) return undefined
    list.push({ linkId, answer: [answer] })
  }
  return list
}

function answerOf(type: string, linkId: string, value: unknown): Json | undefined {
  if (type === 'choice') return { valueCoding: { system: LOCAL, code: `${linkId}.${value}` } }
  if (type === 'boolean') return { valueBoolean: value }
  if (isObject(value)) {
    const number = inFormUnit(value)
    return number === undefined ? undefined : { valueDecimal: number }
  }
  if (typeof value !== 'number') return undefined
  return type === 'integer' && Number.isInteger(value) ? { valueInteger: value } : { valueDecimal: value }
}

/** Whether a request says something that its form has no item for. */
const isBeside = (slug: string, body: Json): boolean => {
  const beside: Readonly<Record<string, readonly string[]>> = {
    'das28-esr': ['variant', 'esrBelowOne', 'jointCountMethod'],
    'das28-crp': ['variant', 'jointCountMethod'],
    mmt8: ['scale'],
    mrss: ['mrss'],
    'haq-di': [],
    essdai: ['neutrophils', 'haemoglobin', 'platelets', 'lymphocytes', 'proteinuria', 'igg'],
  }
  const devices = ((body['aids'] ?? []) as string[]).some((aid) => !FORMS['haq-di']?.groups?.[aid])
  return (beside[slug] ?? []).some((name) => body[name] != null) || (slug === 'haq-di' && devices)
}

async function compared(
  t: Test,
  { slug, examples }: Instrument,
  form: Questionnaire,
  rows: readonly Json[],
): Promise<void> {
  const [{ valueExpression }] = (form.item.at(-1) as Required<Item>).extension as unknown as [
    { valueExpression: { expression: string } },
  ]
  const compiled = fhirpath.compile(valueExpression.expression, r4)
  let seen = 0
  for (const body of [...examples.map(({ request }) => request as Json), ...rows]) {
    const items = isBeside(slug, body) ? undefined : answered(form.item, body)
    if (!items) continue
    const response = {
      resourceType: 'QuestionnaireResponse',
      id: 'q1',
      status: 'completed',
      questionnaire: `${form.url}|${form.version}`,
      subject: { reference: 'Patient/1' },
      authored: '2026-03-01',
      item: items,
    }
    const reply = await app.inject({ method: 'POST', url: `/v1/${slug}`, payload: body })
    if (reply.statusCode !== 200) continue
    const { score, status } = JSON.parse(reply.body) as {
      score: { value: number | null; reported: string }
      status: string
    }
    const [found] = (await compiled(response, { resource: response })) as readonly unknown[]
    if (status !== 'computed' || score.value === null)
      t.equal(found, undefined, `${slug}: nothing where it is not computable`)
    else t.ok(Math.abs(Number(found) - score.value) < 1e-6, `${slug}: ${found} is ${score.value}`)
    const byForm = await call(`/fhir/$${slug}`, response)
    t.equal(scoreIn(byForm) ?? null, status === 'computed' ? Number(score.reported) : null, `${slug}: the form itself`)
    t.strictSame(faultsOf(byForm.json), [])
    seen++
  }
  t.ok(seen > 0, `${slug}: ${seen} examples`)
}

/** Worked examples of the clinical files beside those of the document. */
async function rowsOf(slug: string): Promise<readonly Json[]> {
  const { readdirSync, readFileSync } = await import('node:fs')
  const folder = new URL(`../../../../services/${slug}/examples/`, import.meta.url)
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const read = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { rows?: { inputs: Json }[] }
      return (read.rows ?? (read as unknown as { inputs: Json }[])).map(({ inputs }) => inputs)
    })
}

for (const slug of Object.keys(FORMS))
  t.test(slug, async (t) => {
    const page = await app.inject({ url: `/fhir/Questionnaire/${slug}` })
    const form = JSON.parse(page.body) as Questionnaire
    t.strictSame(faultsOf(form), [], 'valid')
    t.strictSame(emptiesIn(form), [], 'nothing empty')
    await compared(t, instruments.find((each) => each.slug === slug) as Instrument, form, await rowsOf(slug))
  })

t.test('a response that is not completed, of another version, or of two minds', async (t) => {
  const response = {
    resourceType: 'QuestionnaireResponse',
    status: 'completed',
    questionnaire: 'http://any/Questionnaire/esspri',
    authored: '2026-03-01',
    item: ['dryness', 'fatigue', 'limbPain'].map((linkId) => ({ linkId, answer: [{ valueInteger: 6 }] })),
  }
  t.equal(scoreIn(await call('/fhir/$esspri', response)), 6)
  t.ok(
    notesIn(await call('/fhir/$esspri', { ...response, status: 'in-progress' })).includes('questionnaire_in_progress'),
  )
  for (const status of ['stopped', 'entered-in-error'])
    t.equal((await call('/fhir/$esspri', { ...response, status })).status, 422, status)
  t.equal(
    (await call('/fhir/$esspri', { ...response, questionnaire: 'http://any/Questionnaire/esspri|99.0' })).status,
    422,
  )
  const strange = { ...response, item: [...response.item, { linkId: 'mood', answer: [{ valueInteger: 6 }] }] }
  t.ok(notesIn(await call('/fhir/$esspri', strange)).includes('item_not_known'))
  const other = { ...response, item: [...response.item, { linkId: 'score', answer: [{ valueDecimal: 5 }] }] }
  t.ok(notesIn(await call('/fhir/$esspri', other)).includes('form_score_differs'))
  const two = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [{ resource: response }, { resource: { ...response, item: response.item.slice(1) } }],
  }
  t.equal((await call('/fhir/$esspri', two)).status, 422, 'two responses of one time that differ')
})
