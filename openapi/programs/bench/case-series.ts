/** Over single calls: visits of one patient, a panel that derives beside one that is sent the same, the document. */
import type { Shot } from '../kit/load.js'
import { gateway, withPrograms } from '../kit/programs.js'
import { beginning, POOL, REFERENCE_SLUG } from './case-service.js'
import { comparison, counted, type Finding, figure, fixed } from './results.js'
import { compare, type Plan } from './slices.js'
import { instrumentOf, shotsOf } from './targets.js'

/** So many days, a month apart. */
const days = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => new Date(Date.UTC(2024, i, 12)).toISOString().slice(0, 10))

const VISITS = 10
const JOINTS = { joints: { 'L-MCP2': { tender: 'present', swollen: 'present' } }, allOtherJoints: 'absent' }
const COUNTS = { tenderJointCount28: 1, swollenJointCount28: 1 }
const LABORATORY = {
  esr: { value: 7, unit: 'mm/h' },
  patientGlobal: { value: 50, unit: 'mm' },
  physicianGlobal: { value: 60, unit: 'mm' },
}

const DOCUMENT: Shot = { method: 'GET', path: '/openapi.json', body: '', headers: { 'accept-encoding': 'br' } }

export const overVisits = (plan: Plan): Promise<Finding> =>
  withPrograms(async (add) => {
    const embedded = await add(gateway())
    const lists = shotsOf(instrumentOf(REFERENCE_SLUG), POOL, 7)
    const series = Array.from({ length: POOL }, (_, k): Shot => {
      const visits = days(VISITS).map((date, i) => ({
        date,
        input: JSON.parse(lists[(k + i) % POOL]?.body ?? '{}') as object,
      }))
      return { path: `/v1/${REFERENCE_SLUG}/series`, body: JSON.stringify({ visits }) }
    })
    const asked = ['joint-counts', 'das28-esr', 'cdai']
    const panel = (inputs: object, derive: boolean): readonly Shot[] => [
      { path: '/v1/panel', body: JSON.stringify({ instruments: asked, derive, inputs }) },
    ]
    const measured = await compare(
      [
        { name: `one call (${REFERENCE_SLUG})`, front: embedded, shots: lists, begins: beginning(REFERENCE_SLUG) },
        { name: `series of ${VISITS} visits`, front: embedded, shots: series, begins: '{"instrument"' },
        {
          name: 'panel with counts',
          front: embedded,
          shots: panel({ ...JOINTS, ...COUNTS, ...LABORATORY }, false),
          begins: '{"results"',
        },
        {
          name: 'panel from joints, derive',
          front: embedded,
          shots: panel({ ...JOINTS, ...LABORATORY }, true),
          begins: '{"results"',
        },
        { name: '/openapi.json, as a browser takes it', front: embedded, shots: [DOCUMENT], begins: '' },
        {
          name: '/openapi.json, which the caller has',
          front: embedded,
          shots: [{ ...DOCUMENT, headers: { ...DOCUMENT.headers, 'if-none-match': '*' } }],
          expected: 304,
          begins: '',
        },
      ],
      plan,
    )
    const [, visits, sent, derived] = measured
    return {
      sections: [comparison('Series, derived panels, documents', [], measured)],
      figures: [
        ...(visits ? [figure('series', visits.ratio)] : []),
        ...(sent && derived
          ? [
              {
                goal: 'derive',
                value: derived.ratio.middle / sent.ratio.middle,
                shown: fixed(derived.ratio.middle / sent.ratio.middle),
              },
            ]
          : []),
      ],
      ...counted(measured),
    }
  })
