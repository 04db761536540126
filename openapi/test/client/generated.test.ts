/** The served document is usable by who generates a client from it: openapi-typescript and openapi-fetch, compiled and run. */
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import '@activity-scores/shared/testing/patience'
import openapiTS, { astToString } from 'openapi-typescript'
import t from 'tap'
import { gateway } from '../helpers.js'
import { COMPILERS, callersFolder, faultsIn } from './compiling.js'

const HEAD = `import createClient from 'openapi-fetch'
import type { components, paths } from './paths.js'
const client = createClient<paths, 'application/json' | 'application/problem+json'>({ baseUrl: 'ORIGIN' })
`
const PATIENT = `{
  tenderJointCount28: 4, swollenJointCount28: 5,
  esr: { value: 7, unit: 'mm/h' }, patientGlobal: { value: 50, unit: 'mm' },
}`
/** openapi-fetch takes any further member of a literal; of a body with its type a misspelt one is refused. */
const call = (body: string): string => `const body: components['schemas']['Das28EsrInput'] = ${body}
const { data } = await client.POST('/v1/das28-esr', { body })
`

const FILES = {
  'score.ts': `${HEAD}${call(PATIENT)}const reported: string | null | undefined = data?.score?.reported
export const code: 'remission' | 'low' | 'moderate' | 'high' | 'undetermined' | undefined = data?.category?.code
console.log(reported, code)
`,
  'refused.ts': `${HEAD}const { error } = await client.POST('/v1/das28-esr', { body: { tenderJointCount28: 29 } })
const pointers: readonly string[] | undefined = error?.errors.map(({ pointer }) => pointer)
console.log(error?.code, pointers?.join())
`,
  'misspelt.ts': `${HEAD}${call('{ tenderJoints: 4 }')}export { data }`,
  'unit.ts': `${HEAD}${call("{ esr: { value: 7, unit: 'cm' } }")}export { data }`,
  'result.ts': `${HEAD}${call('{}')}export const value = data?.scores`,
}

/** openapi-fetch names types of the DOM, which the client of this project does not need. */
const LIBRARIES = { lib: ['es2022', 'dom', 'dom.iterable'], skipLibCheck: true }

t.test('of one and of all: data.score and error.errors compile and come, a misspelt field does not', async (t) => {
  const origin = await (await gateway(t)).listen({ port: 0, host: '127.0.0.1' })
  for (const path of ['/v1/instruments/das28-esr/openapi.json', '/openapi.json']) {
    const files = Object.entries(FILES).map(([name, text]) => [name, text.replace('ORIGIN', origin)] as const)
    const folder = callersFolder(t, Object.fromEntries(files), {
      'openapi-fetch': 'node_modules/openapi-fetch',
      'openapi-typescript-helpers': 'node_modules/openapi-typescript-helpers',
    })
    const document = await (await fetch(origin + path)).text()
    writeFileSync(join(folder, 'paths.ts'), astToString(await openapiTS(document, { silent: true })))
    const faults = faultsIn(folder, COMPILERS['TypeScript 7'], LIBRARIES)
    t.same(Object.keys(faults).sort(), ['misspelt.ts', 'result.ts', 'unit.ts'], path)
    t.match(faults['misspelt.ts'], /'tenderJoints'/)
    t.match(faults['unit.ts'], /"cm"/)
    t.match(faults['result.ts'], /'scores'/)
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'out/score.js')])
    t.equal(stdout.trim(), '3.81 moderate', path)
    const refused = await promisify(execFile)(process.execPath, [join(folder, 'out/refused.js')])
    t.equal(refused.stdout.trim(), 'invalid_input /tenderJointCount28', path)
  }
})
