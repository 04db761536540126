/** One instrument as a lone service, in a gateway, and behind one; each instrument by itself; panel and screen. */
import { instruments } from '@activity-scores/services/registry'
import { refusals } from '../kit/bodies.js'
import { ask, type Shot } from '../kit/load.js'
import { whole } from '../kit/patients.js'
import { gateway, type Running, service, withPrograms } from '../kit/programs.js'
import { comparison, counted, type Finding, figure, fixed, withSpread } from './results.js'
import { against, compare, type Measured, type Option, type Plan } from './slices.js'
import { anchor, exchange, instrumentOf, nginx, pathOf, proxying, SILENT, shotsOf } from './targets.js'

/** The instrument that stands for one. */
export const REFERENCE_SLUG = 'das28-esr'
export const POOL = 400

export const beginning = (slug: string): string => `{"instrument":"${slug}"`

/** Shots of all instruments in turn. */
function mixOf(each: number, seed: number): readonly Shot[] {
  const lists = instruments.map((instrument) => shotsOf(instrument, each, seed))
  return Array.from({ length: each }, (_, i) => lists.flatMap((list) => list[i] ?? [])).flat()
}

const refused = (slug: string, count: number, seed: number): readonly Shot[] =>
  refusals(instrumentOf(slug), count, seed).map((body) => ({ path: pathOf(slug), body: JSON.stringify(body) }))

/** Lone service and embedded gateway, log on and off, valid and invalid, and the mix of all instruments. */
export const single = (plan: Plan): Promise<Finding> =>
  withPrograms(async (add) => {
    const lone = await add(service(REFERENCE_SLUG))
    const silent = await add(service(REFERENCE_SLUG, { environment: SILENT }))
    const refusing = await add(service(REFERENCE_SLUG))
    const embedded = await add(gateway())
    // What a process has seen shapes its compiled code: the mix has a gateway and an anchor of its own.
    const mixing = await add(gateway())
    const shots = shotsOf(instrumentOf(REFERENCE_SLUG), POOL, 1)
    const mix = mixOf(40, 2)
    const firsts = mix.slice(0, instruments.length)
    const bare = await add(anchor([await exchange(lone.origin, shots[0] as Shot)]))
    const bareMixing = await add(anchor(await Promise.all(firsts.map((shot) => exchange(mixing.origin, shot)))))
    const valid = { shots, begins: beginning(REFERENCE_SLUG) }
    const measured = await compare(
      [
        { name: `bare node:http, ${REFERENCE_SLUG}`, front: bare, shots, begins: beginning(REFERENCE_SLUG) },
        { name: 'lone service as shipped', front: lone, ...valid },
        { name: 'the same, log off', front: silent, ...valid },
        { name: 'gateway, embedded', front: embedded, ...valid },
        { name: 'bare node:http, mix of all instruments', front: bareMixing, shots: mix },
        { name: 'gateway, embedded, mix of all instruments', front: mixing, shots: mix },
        {
          name: 'lone service, refused input (422)',
          front: refusing,
          shots: refused(REFERENCE_SLUG, POOL, 3),
          expected: 422,
        },
      ],
      plan,
    )
    const [, shipped, quiet, inside, bareMix, mixed] = measured
    if (!shipped || !quiet || !inside || !bareMix || !mixed) throw new Error('an option was not measured')
    const section = comparison('One instrument, and all', [], measured)
    const notes = [
      `Embedded gateway over the lone service: ${withSpread(against(inside, shipped))}; mix through the gateway over the bare mix: ${withSpread(against(mixed, bareMix))}.`,
    ]
    return {
      sections: [{ ...section, notes }],
      figures: [
        figure('service', shipped.ratio),
        figure('service-silent', quiet.ratio),
        figure('embedded', against(inside, shipped)),
      ],
      ...counted(measured),
    }
  })

/** Every instrument as its own service beside its own anchor. */
export async function eachInstrument(plan: Plan): Promise<Finding> {
  const found: { readonly slug: string; readonly measured: readonly Measured[] }[] = []
  for (const instrument of instruments) {
    const { slug } = instrument
    const shots = shotsOf(instrument, POOL, 4)
    const begins = beginning(slug)
    const measured = await withPrograms(async (add) => {
      const lone = await add(service(slug))
      const bare = await add(anchor([await exchange(lone.origin, shots[0] as Shot)]))
      return compare(
        [
          { name: 'bare', front: bare, shots, begins },
          { name: slug, front: lone, shots, begins },
        ],
        plan,
      )
    })
    found.push({ slug, measured })
  }
  const rows = found.map(({ slug, measured: [bare, own] }) => [
    slug,
    fixed(own?.micros ?? Number.NaN, 1),
    fixed(bare?.micros ?? Number.NaN, 1),
    own ? withSpread(own.ratio) : '-',
    String((own?.faults ?? 0) + (bare?.faults ?? 0)),
  ])
  return {
    sections: [
      {
        title: 'Each instrument as a lone service',
        notes: [
          'As shipped, each beside a bare server of equal work. Core-seconds a million scores are the cost of a million requests.',
        ],
        columns: ['', 'core-seconds a million scores', 'bare', 'ratio (quartiles)', 'faults'],
        rows,
      },
    ],
    figures: [],
    ...counted(found.flatMap(({ measured }) => measured)),
  }
}

/** A gateway with a hop, beside nginx before the same service. */
export const proxied = (plan: Plan): Promise<Finding> =>
  withPrograms(async (add) => {
    const lone = await add(service(REFERENCE_SLUG))
    const hop = await add(proxying(REFERENCE_SLUG, lone.origin))
    const program = await nginx(lone.origin)
    const front = program && (await add(program))
    const valid = { shots: shotsOf(instrumentOf(REFERENCE_SLUG), POOL, 5), begins: beginning(REFERENCE_SLUG) }
    const behind = [lone]
    const options: readonly Option[] = [
      ...(front ? [{ name: 'nginx and service', front, behind, ...valid }] : []),
      { name: 'service alone', front: lone, ...valid },
      { name: 'proxying gateway and service', front: hop, behind, ...valid },
    ]
    const measured = await compare(options, plan)
    const through = measured.at(-1)
    return {
      sections: [
        comparison(
          'Gateway with a hop',
          [
            front
              ? 'Sum of both processes on one core; each in brackets.'
              : 'nginx is not installed here: the first row is the service alone.',
          ],
          measured,
        ),
      ],
      figures: front && through ? [figure('proxied', through.ratio)] : [],
      ...counted(measured),
    }
  })

/** Instruments that a rheumatoid arthritis visit fills. */
const RA = ['das28-esr', 'das28-crp', 'cdai', 'sdai', 'haq-di']

/** Several instruments in one request, over one of them. */
export const together = (plan: Plan): Promise<Finding> =>
  withPrograms(async (add) => {
    const embedded = await add(gateway())
    const present = instruments.filter(({ slug }) => RA.includes(slug))
    const lists = present.map((instrument) => shotsOf(instrument, POOL, 6))
    const panel = Array.from({ length: POOL }, (_, i): Shot => {
      const inputs = Object.assign({}, ...lists.map((list) => JSON.parse(list[i]?.body ?? '{}'))) as object
      return { path: '/v1/panel', body: JSON.stringify({ instruments: present.map(({ slug }) => slug), inputs }) }
    })
    await assertComputed(embedded, panel[0])
    const one = { shots: shotsOf(instrumentOf(REFERENCE_SLUG), POOL, 6), begins: beginning(REFERENCE_SLUG) }
    const measured = await compare(
      [
        { name: `one instrument (${REFERENCE_SLUG})`, front: embedded, ...one },
        {
          name: `panel of ${present.map(({ slug }) => slug).join(', ')}`,
          front: embedded,
          shots: panel,
          begins: '{"results"',
        },
        {
          name: 'trial screen, rheumatoid arthritis arm, whole records',
          front: embedded,
          shots: screenShots(POOL),
          begins: '{"protocol"',
        },
        {
          name: 'the same, the verdict alone',
          front: embedded,
          shots: screenShots(POOL, 'verdict'),
          begins: '{"protocol"',
        },
      ],
      plan,
    )
    const [, several, screened, verdict] = measured
    return {
      sections: [comparison('Panel and screen', [], measured)],
      figures: [
        ...(several
          ? [
              {
                ...figure('panel', several.ratio),
                shown: `${withSpread(several.ratio)}, ${present.length} instruments`,
              },
            ]
          : []),
        ...(screened ? [figure('screen', screened.ratio)] : []),
        ...(verdict ? [figure('screen-verdict', verdict.ratio)] : []),
      ],
      ...counted(measured),
    }
  })

/** A panel whose instruments refuse their part would be measured as something else. */
async function assertComputed(running: Running, shot: Shot | undefined): Promise<void> {
  const { text } = shot ? await ask(running.origin, shot) : { text: '' }
  if (text === '' || text.includes('"problem":{')) throw new Error(`the panel was not computed: ${text.slice(0, 500)}`)
}

const SCREEN = '/v1/screen/nct06464679'

/** Whole records of different patients of one arm. */
function screenShots(count: number, detail?: 'verdict'): readonly Shot[] {
  const shots: Shot[] = []
  for (let seed = 1; shots.length < count; seed += 1) {
    const patient = whole(seed)
    if (patient.arm === 'rheumatoid-arthritis')
      shots.push({ path: SCREEN, body: JSON.stringify({ ...patient, detail }) })
  }
  return shots
}
