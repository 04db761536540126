/**
 * Quantities that bound one another: what one instrument computes, another takes beside its parts; what is impossible,
 * none does.
 */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { decimal } from '@activity-scores/shared/testing/arbitrary'
import { fc } from '@activity-scores/shared/testing/drawing'
import { type Json, post, serviceFor } from '@activity-scores/shared/testing/testing'
import t, { type Test } from 'tap'
import { instruments } from '../registry.js'

const named = (slug: string): Instrument => {
  const found = instruments.find((instrument) => instrument.slug === slug)
  if (!found) throw new Error(`no ${slug}`)
  return found
}
const scoreOf = (slug: string, request: object): number => Number(named(slug).compute(request).score?.value)
const refuses = (slug: string, request: unknown): boolean =>
  named(slug).rules.some((rule) => rule.check(request as never).some(({ code }) => code === 'inconsistent'))

const cm = (value: number) => ({ value, unit: 'cm' })
const visits = fc.record({
  tenderJointCount28: fc.nat(28),
  swollenJointCount28: fc.nat(28),
  patientGlobal: decimal(0, 10, 1).map(cm),
  physicianGlobal: decimal(0, 10, 1).map(cm),
  crp: decimal(0, 300, 1).map((value) => ({ value, unit: 'mg/L' })),
  esr: fc.integer({ min: 1, max: 300 }).map((value) => ({ value, unit: 'mm/h' })),
})
const decimals = fc.constantFrom(null, 2, 1, 0)
const printed = (value: number, places: number | null): number =>
  places === null ? value : Math.round(value * 10 ** places) / 10 ** places

t.test('what belongs together is taken, unrounded and printed with few decimals', async (t) => {
  const property = fc.property(visits, decimals, decimals, (visit, places, others) => {
    const { esr, crp, physicianGlobal, ...rest } = visit
    const cdai = printed(scoreOf('cdai', { ...rest, physicianGlobal }), places)
    const sdai = printed(scoreOf('sdai', { ...rest, physicianGlobal, crp }), others)
    const das28Esr = printed(scoreOf('das28-esr', { ...rest, physicianGlobal: undefined, esr }), places)
    const das28Crp = printed(scoreOf('das28-crp', { ...rest, crp }), others)
    const three = (slug: string, reactant: object) =>
      printed(scoreOf(slug, { ...rest, ...reactant, variant: '3-variable' }), places)
    return (
      !refuses('boolean-remission', { ...rest, crp, cdai, sdai }) &&
      !refuses('index-response', { baseline: { cdai, sdai, patientGlobal: rest.patientGlobal } }) &&
      !refuses('difficult-to-treat-ra', { cdai, sdai, das28Esr, das28Crp }) &&
      !refuses('eular-response', { baseline: { das28Esr, das28Crp } }) &&
      !refuses('eular-response', {
        followUp: { das28Esr: three('das28-esr', { esr }), das28Crp: three('das28-crp', { crp }), form: '3-variable' },
      })
    )
  })
  fc.assert(property, { numRuns: 1000 })
  t.pass()
})

type Row = readonly [slug: string, request: object, pointers: readonly string[] | null]

/** Null where the request is taken. */
const rows: readonly Row[] = [
  // 5 + 4 + 5 = 14 at least, and 24 at most
  [
    'boolean-remission',
    { tenderJointCount28: 5, swollenJointCount28: 4, patientGlobal: cm(5), cdai: 13.9 },
    ['cdai', 'tenderJointCount28', 'swollenJointCount28', 'patientGlobal'],
  ],
  ['boolean-remission', { tenderJointCount28: 5, swollenJointCount28: 4, patientGlobal: cm(5), cdai: 14 }, null],
  ['boolean-remission', { tenderJointCount28: 5, swollenJointCount28: 4, patientGlobal: cm(5), cdai: 24 }, null],
  [
    'boolean-remission',
    { tenderJointCount28: 5, swollenJointCount28: 4, patientGlobal: cm(5), cdai: 24.1 },
    ['cdai', 'tenderJointCount28', 'swollenJointCount28', 'patientGlobal'],
  ],
  // 13.96 prints as 14.0, and 13.95 stands for no less than 13.945
  [
    'boolean-remission',
    { tenderJointCount28: 5, swollenJointCount28: 4, patientGlobal: { value: 49.6, unit: 'mm' }, cdai: 13.9 },
    ['cdai', 'tenderJointCount28', 'swollenJointCount28', 'patientGlobal'],
  ],
  [
    'boolean-remission',
    { tenderJointCount28: 5, swollenJointCount28: 4, patientGlobal: { value: 49.4, unit: 'mm' }, cdai: 13.9 },
    null,
  ],
  ['boolean-remission', { tenderJointCount28: 3, cdai: 2.4 }, ['cdai', 'tenderJointCount28']],
  ['boolean-remission', { tenderJointCount28: 3, cdai: null }, null],
  ['boolean-remission', { cdai: 10.4, sdai: 10.2 }, ['sdai', 'cdai']],
  ['boolean-remission', { cdai: 10.4, sdai: 10.35 }, null],
  ['boolean-remission', { cdai: 2.8, sdai: 3.3, crp: { value: 10, unit: 'mg/L' } }, null], // the CRP may be of another sample
  ['boolean-remission', { tenderJointCount28: 5, sdai: 4 }, ['sdai', 'tenderJointCount28']],
  ['index-response', { baseline: { cdai: 20, sdai: 18 } }, ['baseline/sdai', 'baseline/cdai']],
  ['index-response', { followUp: { cdai: 3, patientGlobal: cm(5) } }, ['followUp/cdai', 'followUp/patientGlobal']],
  ['index-response', { baseline: { cdai: 20 }, followUp: { cdai: 18 } }, null],
  ['difficult-to-treat-ra', { cdai: 20, sdai: 18 }, ['sdai', 'cdai']],
  // 0.96 at least beside nothing that both count: an ESR of 300 gives 3.99
  ['eular-response', { baseline: { das28Esr: 3.99, das28Crp: 0.96 } }, null],
  ['eular-response', { baseline: { das28Esr: 4.1, das28Crp: 0.96 } }, ['baseline/das28Esr', 'baseline/das28Crp']],
  ['eular-response', { followUp: { das28Esr: 8, das28Crp: 2 } }, ['followUp/das28Esr', 'followUp/das28Crp']],
  ['eular-response', { followUp: { das28Esr: 0.01, das28Crp: 3.44 } }, null],
  ['eular-response', { followUp: { das28Esr: 0.01, das28Crp: 3.55 } }, ['followUp/das28Esr', 'followUp/das28Crp']],
  ['eular-response', { baseline: { das28Esr: 8 }, followUp: { das28Esr: 2 } }, null],
  [
    'laboratory-limits',
    { wbc: { value: 4.2, unit: '10*9/L' }, neutrophils: { value: 4.4, unit: '10*9/L' } },
    ['wbc', 'neutrophils'],
  ],
  ['laboratory-limits', { wbc: { value: 4.2, unit: '10*9/L' }, neutrophils: { value: 4.25, unit: '10*9/L' } }, null],
  [
    'laboratory-limits',
    { wbc: { value: 4200, unit: '/uL' }, neutrophils: { value: 4.4, unit: '10*9/L' } },
    ['wbc', 'neutrophils'],
  ],
  ['laboratory-limits', { wbc: { value: 4, unit: '10*9/L' }, neutrophils: { value: 4.4, unit: '10*9/L' } }, null],
  [
    'laboratory-limits',
    { wbc: { value: 4.2, unit: '10*9/L', comparator: '>' }, neutrophils: { value: 5, unit: '10*9/L' } },
    null,
  ],
  [
    'laboratory-limits',
    { wbc: { value: 4.2, unit: '10*9/L', comparator: '<' }, neutrophils: { value: 5.1, unit: '10*9/L' } },
    ['wbc', 'neutrophils'],
  ],
  [
    'laboratory-limits',
    { bilirubin: { value: 20, unit: 'umol/L' }, directBilirubin: { value: 22, unit: 'umol/L' } },
    ['directBilirubin', 'bilirubin'],
  ],
  [
    'laboratory-limits',
    { bilirubin: { value: 20, unit: 'umol/L' }, directBilirubin: { value: 1.2, unit: 'mg/dL' } },
    null,
  ], // 19.7 to 21.4
  [
    'laboratory-limits',
    { bilirubin: { value: 20, unit: 'umol/L' }, directBilirubin: { value: 1.3, unit: 'mg/dL' } },
    ['directBilirubin', 'bilirubin'],
  ],
]

async function asExpected(t: Test, [slug, request, fields]: Row): Promise<void> {
  const app = await serviceFor(t, named(slug))
  const { status, json } = await post(app, slug, request)
  const what = `${slug} ${JSON.stringify(request)}`
  if (fields === null) {
    t.equal(status, 200, what)
    return
  }
  t.equal(status, 422, what)
  t.same(
    json.errors.map(({ pointer, code }: Json) => [pointer, code]),
    fields.map((field) => [`/${field}`, 'inconsistent']),
    what,
  )
  for (const field of fields) t.match(json.errors[0].message, field.replaceAll('/', '.'))
}

t.test('what cannot both be right is refused, with a pointer to each', async (t) => {
  for (const row of rows) await asExpected(t, row)
})
