/** Answers that a gateway hands on from a service: headers of plugins stand on them as on its own. */
import { instruments } from '@activity-scores/services/registry'
import { buildService } from '@activity-scores/shared/http/service'
import { silentLogger, testConfig } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { upstreamVariable } from '../src/config.js'
import { gateway } from './helpers.js'

const SLUG = 'das28-esr'
const lone = instruments.filter(({ slug }) => slug === SLUG)
const request = JSON.stringify(lone[0]?.examples[0]?.request)

t.test('headers of plugins stand on what comes from a service, and on what stands for it', async (t) => {
  const { app: service } = await buildService(lone, testConfig(), silentLogger())
  t.teardown(() => service.close())
  const app = await gateway(t, {
    [upstreamVariable(SLUG)]: await service.listen({ host: '127.0.0.1', port: 0 }),
    UPSTREAM_CDAI: 'http://127.0.0.1:9', // nobody listens on the discard port
    // As long as it is tried to reach the one that is not there.
    UPSTREAM_TIMEOUT_MS: '4000',
  })
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('access-control-allow-origin', 'https://ehr.example')
  })
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  const calls: readonly (readonly [path: string, type: string, body: string, status: number])[] = [
    [`/v1/${SLUG}`, 'application/json', request, 200],
    [`/v1/${SLUG}`, 'application/json', '{', 400],
    [`/v1/${SLUG}/batch`, 'application/json', `[{"input":${request}}]`, 200],
    [`/v1/${SLUG}/batch`, 'application/json', '{', 400],
    [`/v1/${SLUG}/batch`, 'application/x-ndjson', `{"input":${request}}`, 200],
    [`/v1/${SLUG}/batch`, 'text/csv', 'id\n1\n', 200],
    ['/v1/cdai', 'application/json', '{}', 502],
    ['/v1/cdai/batch', 'application/json', '[]', 502],
    ['/v1/panel', 'application/json', '{"inputs":{}}', 200],
  ]
  for (const [path, type, body, status] of calls) {
    const answer = await fetch(origin + path, { method: 'POST', headers: { 'content-type': type }, body })
    await answer.arrayBuffer()
    t.equal(answer.status, status, `${path} ${type}`)
    t.equal(answer.headers.get('access-control-allow-origin'), 'https://ehr.example', `${path} ${type} ${status}`)
    t.equal(answer.headers.get('x-frame-options'), 'DENY')
  }
})
