/** The routes of CDS Hooks: discovery, a call and its feedback for each service. */
import type { Executor } from '@activity-scores/shared/engine/executor'
import type { RouteFace } from '@activity-scores/shared/http/direct/call'
import type { FaceHost } from '@activity-scores/shared/http/face'
import { StaticFile, sendFile } from '@activity-scores/shared/http/plugins/files'
import { mountPage } from '@activity-scores/shared/http/plugins/pages'
import { scopeOf } from '@activity-scores/shared/identity/scopes'
import type { FastifyInstance } from 'fastify'
import { isFhirJson } from '../fhir/media.js'
import { writeRefusal } from '../fhir/outcome.js'
import { FeedbackCounts, feedbackExecutor } from './feedback.js'
import type { Gate } from './gate.js'
import { CDS_PATH, type CdsService } from './services.js'

/** A service with what answers it. */
export interface OfferedService {
  readonly id: string
  readonly executor: Executor
  /** Scope that a caller needs where no clients of CDS Hooks are configured. */
  readonly slug: string
  describe(): Promise<CdsService>
}

export function mountCds(
  app: FastifyInstance,
  host: FaceHost,
  offered: readonly OfferedService[],
  gate: Gate | undefined,
): void {
  const counts = new FeedbackCounts(offered.map(({ id }) => id))
  host.family('cds_feedback_total', 'What became of cards, as clients reported it', () => counts.all())
  const files = new Map<string, StaticFile>()
  const listing = async (services: readonly string[] | undefined): Promise<StaticFile> => {
    const key = services?.join(' ') ?? ''
    const known = files.get(key)
    if (known) return known
    const listed = offered.filter(({ id }) => services === undefined || services.includes(id))
    const body = { services: await Promise.all(listed.map((each) => each.describe())) }
    const file = new StaticFile('application/json; charset=utf-8', JSON.stringify(body))
    files.set(key, file)
    return file
  }
  mountPage(app, CDS_PATH, async (request, reply) => {
    const client = await gate?.pass(request, reply)
    if (gate && !client) return reply
    return sendFile(request, reply, await listing(client?.services))
  })
  for (const { id, slug, executor } of offered) {
    const route: RouteFace = {
      media: 'application/json',
      isReadable: isFhirJson,
      refuse: writeRefusal,
      scope: gate ? undefined : scopeOf(slug),
      gates: gate
        ? [
            async (request, reply) => {
              await gate.pass(request, reply, id)
            },
          ]
        : [],
    }
    host.mountCall(`${CDS_PATH}/${id}`, executor, route)
    host.mountCall(`${CDS_PATH}/${id}/feedback`, feedbackExecutor(id, counts), route)
  }
}
