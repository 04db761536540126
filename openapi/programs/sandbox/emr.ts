/** A FHIR server with one patient, as much of one as the sandbox asks for. */
import Fastify, { type FastifyInstance } from 'fastify'

const LOINC = 'http://loinc.org'
const UCUM = 'http://unitsofmeasure.org'

const PATIENT = {
  resourceType: 'Patient',
  id: '1',
  name: [{ family: 'Example', given: ['Ada'] }],
  gender: 'female',
  birthDate: '1970-05-05',
}

const observation = (id: string, code: string, value: object): object => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { coding: [{ system: LOINC, code }] },
  subject: { reference: 'Patient/1' },
  effectiveDateTime: '2026-03-01',
  ...value,
})

const OBSERVATIONS: Readonly<Record<string, object>> = {
  '88981-6': observation('tender', '88981-6', { valueInteger: 5 }),
  '88980-8': observation('swollen', '88980-8', { valueInteger: 3 }),
  '4537-7': observation('esr', '4537-7', { valueQuantity: { value: 4, unit: 'mm/h', system: UCUM, code: 'mm/h' } }),
  '75894-6': observation('global', '75894-6', {
    valueQuantity: { value: 4.5, unit: '{score}', system: UCUM, code: '{score}' },
  }),
}

const searchset = (resources: readonly object[]): object => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: resources.length,
  ...(resources.length > 0 ? { entry: resources.map((resource) => ({ resource })) } : {}),
})

/** The sandbox encodes parameters twice. */
function asked(text: string): readonly object[] {
  const code = decodeURIComponent(new URLSearchParams(text).get('code') ?? '')
  return code.split(',').flatMap((each) => OBSERVATIONS[each.split('|')[1] ?? ''] ?? [])
}

export function emr(): { readonly app: FastifyInstance; searches(): number } {
  let searches = 0
  const app = Fastify()
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )
  app.addHook('onRequest', async (request, reply) => {
    reply
      .header('access-control-allow-origin', '*')
      .header('access-control-allow-headers', '*')
      .header('access-control-allow-methods', '*')
    if (request.method === 'OPTIONS') return reply.code(204).send()
    return undefined
  })
  app.options('/*', () => '')
  app.get('/metadata', () => ({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', status: 'active' }))
  app.get('/Patient', () => searchset([PATIENT]))
  app.get('/Patient/1', () => PATIENT)
  app.get('/Condition', () => searchset([]))
  app.get('/Observation', (request) => searchset(asked(request.url.split('?')[1] ?? '')))
  app.post('/Observation/_search', (request) => {
    searches++
    return searchset(asked(String(request.body)))
  })
  app.post('/Observation', (request) => request.body)
  return { app, searches: () => searches }
}
