/** Inputs of a screening that bound one another: refused where they are of one day, read each for itself where they are not. */
import { readFileSync } from 'node:fs'
import { type Json, post } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { usualGateway } from '../helpers.js'

const SLUG = 'screen/nct06464679'
const FILE = new URL('../../../examples/rheumatoid-arthritis-eligible.json', import.meta.url)
const example = (): Json => JSON.parse(readFileSync(FILE, 'utf8'))
const perLitre = (value: number) => ({ value, unit: '10*9/L' })

t.test('quantities of one sample that cannot both be right', async (t) => {
  const app = await usualGateway()
  const screened = async (inputs: object, observed: object = {}) => {
    const request = example()
    Object.assign(request.inputs, inputs)
    if (Object.keys(observed).length > 0) {
      delete request.undated
      request.dates = observed
    }
    const { status, json } = await post(app, SLUG, request)
    if (status === 200) return [status]
    return json.errors.map(({ pointer, code }: Json) => `${pointer} ${code}`)
  }
  const blood = { wbc: perLitre(4.2), neutrophils: perLitre(4.4) }
  t.same(await screened(blood), ['/inputs/wbc inconsistent', '/inputs/neutrophils inconsistent'])
  t.same(await screened({ ...blood, neutrophils: perLitre(4.2) }), [200])
  const bilirubin = { value: 12, upperLimit: 21, unit: 'umol/L' }
  t.same(await screened({ bilirubin, directBilirubin: { value: 14, unit: 'umol/L' } }), [
    '/inputs/directBilirubin inconsistent',
    '/inputs/bilirubin inconsistent',
  ])
  t.same(await screened(blood, { wbc: '2026-02-20', neutrophils: '2026-02-25' }), [200], 'of two samples')
  t.same(
    await screened(blood, { wbc: '2026-02-20', neutrophils: '2026-03-01' }),
    [200],
    'one of the day of the screening',
  )
  t.same(await screened(blood, { wbc: '2026-02-20' }), [200], 'it is not known that both are of one sample')
  t.same(await screened(blood, { wbc: '2026-02-20', neutrophils: '2026-02-20' }), [
    '/inputs/wbc inconsistent',
    '/inputs/neutrophils inconsistent',
  ])
})

t.test('the words say no more than the verdict where something contradicts itself', async (t) => {
  const app = await usualGateway()
  const request = example()
  // Joints and globals of the example make another CDAI, which the verdict does not need.
  request.inputs.cdai = 5
  const ask = async (url: string, payload: object, accept: string) =>
    (await app.inject({ method: 'POST', url, payload, headers: { accept } })).body
  const url = `/v1/${SLUG}`
  t.match(await ask(url, request, 'application/json'), /"verdict":"eligible".*"measure":"cdai"/)
  for (const accept of ['text/plain', 'text/markdown', 'text/html'])
    t.match(
      await ask(url, request, accept),
      /eligible, every criterion decided; contradictions to settle: cdai/,
      accept,
    )
  const cohort = { arm: request.arm, rows: [{ input: request }, { input: example() }] }
  t.match(await ask(`${url}/attrition`, cohort, 'application/json'), /"eligible":2,.*"contradicted":1/)
  t.match(await ask(`${url}/attrition`, cohort, 'text/plain'), /; 1 with contradictions to settle/)
})

t.test('what an instrument refuses is refused here, with its place; a child is no fault', async (t) => {
  const app = await usualGateway()
  const asked = async (inputs: object, name = 'rheumatoid-arthritis-eligible') => {
    const request = JSON.parse(readFileSync(new URL(`../../../examples/${name}.json`, import.meta.url), 'utf8'))
    Object.assign(request.inputs, inputs)
    const { status, json } = await post(app, SLUG, request)
    return status === 200 ? [status] : json.errors.map(({ pointer, code }: Json) => `${pointer} ${code}`)
  }
  t.same(await asked({ swollenJointCount28: 5.5 }), ['/inputs/swollenJointCount28 not_whole_number'])
  t.same(await asked({ birthDate: '2026-03-01', consentDate: '2026-03-01', raDiagnosisDate: null }), [200])
  // ESSDAI 2010: the central nervous system has the levels 0 and 3 alone, whatever finished score stands beside it.
  const levels = { essdai: 12, essdaiDomains: { cns: 1 } }
  t.same(await asked(levels, 'sjogren-eligible'), ['/inputs/essdaiDomains/cns illegal_level'])
})
