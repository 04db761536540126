/** The types of the client: written from the registry, and held against what compiles and what instruments answer. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { instruments } from '@activity-scores/services/registry'
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { validBodies } from '@activity-scores/shared/testing/arbitrary'
import { fc } from '@activity-scores/shared/testing/drawing'
import '@activity-scores/shared/testing/patience'
import t from 'tap'
import { root } from '../../programs/kit/processes.js'
import { clientTypes, hasScore } from '../../src/commands/client-types.js'
import { COMPILERS, callersFolder, faultsIn } from './compiling.js'

const read = (path: string): string => readFileSync(join(root, path), 'utf8')

t.test('types.ts is what the registry says', async (t) => {
  const document = JSON.parse(read('openapi/openapi.json'))
  t.equal(read('openapi/client/src/types.ts'), clientTypes(document, instruments), 'npm run openapi writes it')
})

t.test('an instrument that is added is in the types, with nothing else to change', async (t) => {
  const { components } = JSON.parse(read('openapi/openapi.json'))
  const { CdaiInput, CdaiResult } = components.schemas
  const schemas = { ...components.schemas, ToyScoreInput: CdaiInput, ToyScoreResult: CdaiResult }
  const cdai = instruments.find(({ slug }) => slug === 'cdai')
  const toy = { ...cdai, slug: 'toy-score', version: '7.0.0' } as Instrument
  const text = clientTypes({ components: { schemas } }, [...instruments, toy])
  t.match(text, /readonly "toy-score": \{\n +readonly input: ToyScoreInput\n/)
  t.match(text, '"toy-score": "7.0.0"')
})

t.test('a computed answer has a score always or never, and a category where there are bands', async (t) => {
  for (const instrument of instruments) {
    const counts = hasScore(instrument)
    const drawn = [...fc.sample(validBodies(instrument), { numRuns: 60 }), ...instrument.examples.map((e) => e.request)]
    const wrong = drawn.filter((body) => {
      const { status, score, category } = instrument.compute(instrument.request.parse(body))
      const isScoreRight =
        status === 'computed'
          ? counts === (score !== null) && (score === null || (score.value !== null && score.reported !== null))
          : counts || score === null
      return !isScoreRight || (instrument.bands.length === 0 && category !== null)
    })
    t.same(wrong.slice(0, 1), [], `${instrument.slug}, of ${drawn.length} requests`)
  }
})

const CLIENT = { '@activity-scores/client': 'openapi/client' }
const HEAD = `import { createClient, criterion, type Input, type Row } from '@activity-scores/client'
const scores = createClient('http://localhost')
`

const COMPILES = `${HEAD}
const input: Input<'das28-esr'> = {
  tenderJointCount28: 4, swollenJointCount28: null, esr: { value: 7, unit: 'mm/h', comparator: '<' },
  patientGlobal: { value: 5, unit: 'cm' }, variant: '4-variable',
}
const result = await scores.compute('das28-esr', input)
if (result.status === 'computed') result.score.value.toFixed(2)
else result.score?.bounds?.lower
const state: 'met' | 'not_met' | 'undetermined' = criterion(result, 'above-3.2')
const code: 'remission' | 'low' | 'moderate' | 'high' | 'undetermined' | undefined = result.category?.code
const noCategory: null = (await scores.compute('crcl', { age: 60 })).category
const panel = await scores.panel(['cdai', 'das28-esr'], { ...input, physicianGlobal: { value: 6, unit: 'cm' } })
const cdai: number | null | undefined = panel.results.cdai.result?.score?.value
const any = await scores.panel(null, { age: 60 })
any.results.crcl?.problem?.detail
async function* rows(): AsyncGenerator<Row<'cdai'>> { yield { id: 'p1', input: { tenderJointCount28: 1 } } }
for await (const row of scores.batch('cdai', rows())) {
  if (row.result) row.result.details.boundCategories
  else row.problem.errors
}
const screening = await scores.screen('nct06464679', { arm: 'myositis', asOf: '2026-03-01', inputs: { consentSigned: true } })
screening.nextInputs.map(({ input }) => input)
const [first] = await scores.instruments()
first?.condition
export { cdai, code, noCategory, state }
`

/** Each is refused by the compiler, and what it says names the fault. */
const REFUSED: Readonly<Record<string, readonly [line: string, says: RegExp]>> = {
  unit: ["scores.compute('cdai', { patientGlobal: { value: 5, unit: '%' } })", /"%"/],
  misspelt: ["scores.compute('cdai', { swollenJointCount: 5 })", /'swollenJointCount'/],
  bare: ["scores.compute('cdai', { patientGlobal: 5 })", /number/],
  censored: ["scores.compute('cdai', { patientGlobal: { value: 5, unit: 'cm', comparator: '<' } })", /'comparator'/],
  criterion: ["criterion(await scores.compute('das28-esr', {}), 'above-5')", /"above-5"/],
  slug: ["scores.compute('das28', {})", /"das28"/],
  code: ["(await scores.compute('cdai', {})).category?.code === 'severe'", /no overlap/],
  choice: ["scores.compute('das28-esr', { variant: '5-variable' })", /"5-variable"/],
  unchecked: ["(await scores.compute('cdai', {})).score.value", /possibly 'null'/],
  'panel-field': ["scores.panel(['cdai', 'sdai'], { esr: { value: 7, unit: 'mm/h' } })", /'esr'/],
  'panel-result': ["(await scores.panel(['cdai'], {})).results.sdai", /'sdai'/],
  row: ["scores.batch('cdai', [{ id: 'p1', input: { tenderJoints: 1 } }])", /'tenderJoints'/],
  screen: ["scores.screen('nct06464679', { arm: 'myositis', asOf: '2026-03-01', inputs: { mmt9: 1 } })", /'mmt9'/],
  arm: ["scores.screen('nct06464679', { arm: 'lupus', asOf: '2026-03-01', inputs: {} })", /"lupus"/],
}

for (const [name, compiler] of Object.entries(COMPILERS))
  t.test(`${name}: what is right compiles, what is wrong does not`, async (t) => {
    const refused = Object.entries(REFUSED).map(([file, [line]]) => [`${file}.ts`, `${HEAD};${line}\n`])
    const folder = callersFolder(t, { 'compiles.ts': COMPILES, ...Object.fromEntries(refused) }, CLIENT)
    const faults = faultsIn(folder, compiler, { noEmit: true })
    t.equal(faults['compiles.ts'], undefined)
    for (const [file, [line, says]] of Object.entries(REFUSED)) t.match(faults[`${file}.ts`] ?? 'no fault', says, line)
  })
