/** Many patients in one request, how many fall where, and the log of one. */
import { createHash } from 'node:crypto'
import { type Json, post } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { whole } from '../../programs/kit/patients.js'
import { usualGateway } from '../helpers.js'
import { RA, screened } from './screened.js'

const SLUG = 'screen/nct06464679'
const BATCH = `${SLUG}/batch`
const patients = [3, 4, 5, 6].map((seed) => whole(seed))

t.test('a row is answered as by the single route, in every layout', async (t) => {
  const app = await usualGateway()
  const single = await Promise.all(patients.map(async (patient) => (await post(app, SLUG, patient)).json))
  const rows = patients.map((input, i) => ({ id: `p${i}`, input }))
  const { json } = await post(app, BATCH, rows)
  t.same(
    json,
    single.map((result, i) => ({ id: `p${i}`, status: 200, result })),
  )
  const send = async (payload: string, headers: Record<string, string>, query = '') =>
    (await app.inject({ method: 'POST', url: `/v1/${BATCH}${query}`, payload, headers })).body
  const lines = await send(rows.map((row) => `${JSON.stringify(row)}\n`).join(''), {
    'content-type': 'application/x-ndjson',
  })
  t.same(
    lines
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
    json,
  )
  const short = (await post(app, BATCH, rows, { prefer: 'return=minimal' })).json
  for (const [i, { result }] of short.entries()) {
    t.equal(result.verdict, single[i]?.verdict)
    const all = single[i]?.criteria
    const isAgainst = ({ state, partOf }: Json): boolean =>
      ['not_met', 'excluded'].includes(state) &&
      (partOf === null || isAgainst(all.find(({ id }: Json) => id === partOf)))
    const left = all.filter((each: Json) => each.state === 'undetermined' || isAgainst(each))
    t.same(
      result.criteria.map(({ id }: Json) => id),
      left.map(({ id }: Json) => id),
      'what decides against or is open',
    )
    t.same(
      result.nextInputs,
      single[i]?.nextInputs.map(({ input }: Json) => input),
    )
  }
  const csv = await send(
    'id,arm,asOf,undated,sex,pregnant,wbc,wbc_unit,dates.hcg\np1,,2026-03-01,as-of,,,2,10*9/L,\np2,myositis,2026-03-01,,male,true,,,\n',
    { 'content-type': 'text/csv', prefer: 'return=minimal' },
    '?arm=sjogren',
  )
  const [head = '', one = '', two = ''] = csv.split('\n')
  t.equal(head, 'id,status,arm,verdict,validUntil,against,open,nextInputs,conflicts,collisions,problem')
  t.match(one, /^p1,200,sjogren,ineligible,,C-2,C-1\|C-3\|/)
  t.match(two, /^p2,422,.*A man is not pregnant/)
})

t.test('the arm of a row, of the address, several, all', async (t) => {
  const app = await usualGateway()
  const { arm: _arm, ...patient } = patients[0] as Json
  const ask = async (input: object, query = '') => {
    const { json } = await post(app, `${BATCH}${query}`, [{ id: 1, input: { ...patient, ...input } }])
    return json[0]
  }
  t.equal((await ask({ arm: 'myositis' }, '?arm=sjogren')).result.arm, 'myositis', 'the row before the address')
  t.equal((await ask({}, '?arm=sjogren')).result.arm, 'sjogren')
  t.match((await ask({})).problem.errors, [{ pointer: '/arm', code: 'required' }])
  const all = ['rheumatoid-arthritis', 'systemic-sclerosis', 'myositis', 'sjogren']
  for (const answer of [await ask({ arms: 'all' }), await ask({}, '?arm=all')])
    t.same(Object.keys(answer.result.arms), all)
  const two = (await ask({ arms: ['sjogren', 'myositis'] })).result.arms
  t.same(two.sjogren, (await ask({ arm: 'sjogren' })).result)
  t.match((await ask({ arms: ['sjogren', 'lupus'] })).problem.errors, [{ pointer: '/arms/1' }])
  t.match((await ask({ arm: 'sjogren', arms: 'all' })).problem.errors, [{ pointer: '/arms', code: 'conflict' }])
})

t.test('attrition: in the order of the protocol and alone, in three forms', async (t) => {
  const app = await usualGateway()
  const { json: first } = await screened(app, RA, () => undefined)
  t.equal(first.verdict, 'eligible')
  const example = async (change: object) => {
    let sent: Json
    await screened(app, RA, (request, inputs) => {
      Object.assign(inputs, change)
      sent = request
    })
    return { input: sent }
  }
  const low = { wbc: { value: 2, unit: '10*9/L' }, neutrophils: { value: 0.5, unit: '10*9/L' } }
  const man = {
    sex: 'male',
    childbearingPotential: null,
    lactating: null,
    hcg: null,
    partnerChildbearingPotential: false,
  }
  const rows = [
    await example({}),
    await example(low),
    await example({ neutrophils: low.neutrophils }),
    await example({ haemoglobin: null }),
    await example(man),
    { input: { asOf: 'never' } },
  ]
  const body = { arm: 'rheumatoid-arthritis', rows }
  const { json } = await post(app, `${SLUG}/attrition`, body)
  t.match(json, { screened: 5, refused: 1, eligible: 2, ineligible: 2, undetermined: 1 })
  const of = (id: string) => json.criteria.find((each: Json) => each.id === id)
  t.match(of('C-2'), { falls: 1, left: 4, failedAlone: 1 })
  t.match(of('C-3'), { falls: 1, left: 3, failedAlone: 2 }, 'who fell before is counted here alone')
  t.match(of('C-4'), { falls: 0, left: 3, openAlone: 1 })
  t.match(of('C-10'), { notApplicable: 1 })
  t.notOk(of('RA-4.1'), 'a part of another criterion is not counted twice')
  const csv = await post(app, `${SLUG}/attrition`, body, { accept: 'text/csv' })
  t.match(
    csv.raw,
    /^criterion,kind,title,falls,left,failed alone,open alone,not applicable\nC-1,inclusion,Age,0,5,0,0,0\n/,
  )
  const markdown = await post(app, `${SLUG}/attrition`, body, { accept: 'text/markdown' })
  t.match(markdown.raw, /\| C-2 \| inclusion \| Leukocytes \| 1 \| 4 \| 1 \| 0 \| 0 \|/)
  const other = {
    ...body,
    rows: [...rows, { input: { ...rows[0]?.input, arm: 'myositis' } }, { input: { arm: null } }],
  }
  const { criteria, ...counts } = (await post(app, `${SLUG}/attrition`, other)).json
  t.match(counts, { screened: 5, refused: 3, otherArm: 1, eligible: 2, ineligible: 2, undetermined: 1 })
  t.same(criteria, json.criteria, 'a patient of another arm is counted nowhere')
  const line = await post(app, `${SLUG}/attrition`, other, { accept: 'text/plain' })
  t.match(line.raw, /; 3 rows refused, 1 of them for naming another arm\n$/)
  t.match((await post(app, `${SLUG}/attrition`, { rows })).json.errors, [{ pointer: '/arm' }])
  t.match((await post(app, `${SLUG}/attrition`, { ...body, rows: [] })).json.errors, [{ pointer: '/rows' }])
})

t.test('the log: subject, sources, words, evidence; nothing of a caller becomes markup', async (t) => {
  const app = await usualGateway()
  let request: Json
  await screened(app, RA, (sent) => {
    request = sent
  })
  const log = { ...request, subject: 'S-17 <b>|x', sources: { wbc: 'Report 4711 <script>' } }
  const { headers } = await app.inject({
    method: 'POST',
    url: `/v1/${SLUG}`,
    payload: log,
    headers: { accept: 'text/html' },
  })
  const page = await post(app, SLUG, log, { accept: 'text/html' })
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page.raw) ?? []
  const hash = createHash('sha256').update(style).digest('base64')
  t.equal(
    headers['content-security-policy'],
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'a browser that opens it directly takes this style and nothing else',
  )
  t.notMatch(page.raw, / style=/)
  t.match(page.type, 'text/html')
  t.notMatch(page.raw, /<script|<b>\||https?:|src=|url\(/)
  t.match(page.raw, /S-17 &lt;b&gt;\|x/)
  t.match(page.raw, /Report 4711 &lt;script&gt;/)
  t.match(page.raw, /@page \{ size: A4/)
  for (const column of ['Words of the register', 'Holds until', 'Source document', 'Signature'])
    t.match(page.raw, column)
  const markdown = await post(app, SLUG, log, { accept: 'text/markdown' })
  t.match(markdown.raw, /- Subject: S-17 \\<b>\\\|x\n/)
  t.match(markdown.raw, /: Report 4711 \\<script>/)
  t.notMatch(markdown.raw, /(?<!\\)<(?:b|script)>/)
  t.notMatch(markdown.raw, /: [\d.]+ 10\*9\/L/, 'a unit is no emphasis')
  t.match(markdown.raw, /\| C-10 [^\n]*abstain from sex[^\n]*\| 2026-03-08 \|/)
  t.match(markdown.raw, /## Readings that were used\n\n- A1 consent-date: /)
  t.equal((await post(app, SLUG, log)).json.subject, log.subject)
  for (const sign of ['\u0000', '\r', '\n', '\u009b', '\u202e', '\u2066']) {
    const { status, json } = await post(app, SLUG, { ...log, subject: `S${sign}1`, sources: { wbc: `a${sign}# b` } })
    t.equal(status, 422)
    t.match(json.errors, [
      { pointer: '/subject', code: 'invalid_format' },
      { pointer: '/sources/wbc', code: 'invalid_format' },
    ])
  }
})
