/** What is left of a screening where less was asked for: contradictions, and what decides against, are those of the whole. */
import { type Json, post } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { member, whole } from '../../programs/kit/patients.js'
import { usualGateway } from '../helpers.js'

const SLUG = 'screen/nct06464679'
const SIZE = 60
const SEED = 777
const app = await usualGateway()
const ask = async (request: object, headers = {}): Promise<Json> => (await post(app, SLUG, request, headers)).json

t.test('an eligible record that contradicts itself says so in every form', async (t) => {
  const { inputs, ...record } = whole(4)
  t.equal((await ask({ ...record, inputs })).verdict, 'eligible')
  t.same((await ask({ ...record, inputs, detail: 'verdict' })).conflicts, [])
  // CDAI: 28 tender and 28 swollen joints and two globals of 10 cm are 76; this record has few joints.
  const request = { ...record, inputs: { ...inputs, cdai: 75 } }
  const { verdict, conflicts, collisions } = await ask(request)
  t.match(conflicts, [{ measure: 'cdai', title: String, inputs: ['cdai'], message: /Correct one of them/ }])
  const forms = [
    await ask({ ...request, detail: 'verdict' }),
    await ask({ ...request, detail: 'open' }),
    await ask(request, { prefer: 'return=minimal' }),
  ]
  const rows = [{ id: 1, input: request }]
  for (const headers of [{}, { prefer: 'return=minimal' }]) {
    const { json } = await post(app, `${SLUG}/batch`, rows, headers)
    forms.push(json[0].result)
  }
  for (const form of forms) t.match(form, { verdict, conflicts, collisions })
  const table = await app.inject({
    method: 'POST',
    url: `/v1/${SLUG}/batch?arm=rheumatoid-arthritis`,
    headers: { 'content-type': 'text/csv' },
    payload: [
      'id,asOf,undated,cdai,tenderJointCount28,swollenJointCount28,patientGlobal,patientGlobal_unit,physicianGlobal,physicianGlobal_unit',
      '1,2026-03-01,as-of,75,1,1,1,cm,1,cm\n',
    ].join('\n'),
  })
  t.match(table.body, /^id,status,arm,verdict,validUntil,against,open,nextInputs,conflicts,collisions,text,problem\n/)
  t.match(table.body, /\n1,200,rheumatoid-arthritis,undetermined,,,[^,]+,[^,]+,cdai,,/)
})

t.test('statements that cannot all be true, and findings that touch another criterion', async (t) => {
  for (const seed of [3, 7, 11, 15]) {
    const { arm, asOf, inputs } = whole(seed)
    const domains = { ...inputs, essdaiDomains: { cns: 3 }, cnsDisease: false }
    const request = { arm, asOf, undated: 'as-of', inputs: domains }
    const full = await ask(request)
    if (!full.collisions) t.comment(JSON.stringify(full.errors))
    t.match(full.collisions, [{ id: 'cns-against-cns', against: ['CX-3'] }])
    for (const detail of ['verdict', 'open'])
      t.match(await ask({ ...request, detail }), { conflicts: full.conflicts, collisions: full.collisions })
  }
})

t.test(`${SIZE} records: contradictions, and what decides against with the parts by which it does`, async (t) => {
  let [split, parts] = [0, 0]
  for (let place = 0; place < SIZE; place += 1) {
    const { inputs, ...record } = member(place, SEED)
    const finished = [{}, { cdai: 75 }, { das28Esr: 9 }, { essdai: 100 }, { mmt8Bilateral: 1 }][place % 5]
    const request = { ...record, inputs: { ...inputs, ...finished } }
    const full = await ask(request)
    if (full.status === 422) continue
    const open = await ask({ ...request, detail: 'open' })
    const verdict = await ask({ ...request, detail: 'verdict' })
    for (const brief of [open, verdict]) {
      t.same(brief.conflicts, full.conflicts, `record ${place}`)
      t.same(brief.collisions, full.collisions, `record ${place}`)
    }
    const isAgainst = ({ state, partOf }: Json): boolean =>
      ['not_met', 'excluded'].includes(state) &&
      (partOf === null || isAgainst(full.criteria.find(({ id }: Json) => id === partOf)))
    const left = full.criteria.filter((each: Json) => each.state === 'undetermined' || isAgainst(each))
    t.same(
      open.criteria.map(({ id, state }: Json) => `${id} ${state}`),
      left.map(({ id, state }: Json) => `${id} ${state}`),
    )
    split += full.conflicts.length
    parts += left.filter((each: Json) => each.partOf !== null && each.state !== 'undetermined').length
  }
  t.ok(split > 2, `${split} conflicts`)
  t.ok(parts > 2, `${parts} parts that decide against`)
})
