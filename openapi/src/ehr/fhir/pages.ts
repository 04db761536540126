/** Definitions as pages: each at its canonical URL, all of a kind as a searchset that `?url=` filters. */

import { StaticFile, sendFile } from '@activity-scores/shared/http/plugins/files'
import { mountPage } from '@activity-scores/shared/http/plugins/pages'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Bundle, FhirResource } from 'fhir/r4.js'
import { notAcceptable } from './media.js'
import { FHIR_TYPE } from './outcome.js'

interface Definition {
  readonly resourceType: string
  readonly id?: string | undefined
  readonly url?: string | undefined
}

/** Made when it is first asked for, and kept. */
export function mountResource(app: FastifyInstance, url: string, make: () => object | Promise<object>): void {
  let file: StaticFile | undefined
  mountPage(app, url, async (request, reply) => {
    const refused = refuseOther(request, reply)
    if (refused) return refused
    file ??= new StaticFile(FHIR_TYPE, JSON.stringify(await make()))
    return sendFile(request, reply, file)
  })
}

/** All resources of a type: `/fhir/Type`, `/fhir/Type?url=`, and `/fhir/Type/id`, of ids that are known at the start. */
export function mountDefinitions(
  app: FastifyInstance,
  type: string,
  ids: readonly string[],
  make: () => readonly Definition[] | Promise<readonly Definition[]>,
): void {
  let made: readonly Definition[] | undefined
  const all = async (): Promise<readonly Definition[]> => {
    made ??= await make()
    return made
  }
  mountPage(app, `/fhir/${type}`, async (request, reply) => {
    const refused = refuseOther(request, reply)
    if (refused) return refused
    const { url } = request.query as { readonly url?: unknown }
    const found = (await all()).filter((each) => url === undefined || each.url === url)
    return reply.type(FHIR_TYPE).send(JSON.stringify(searchset(found)))
  })
  for (const id of ids)
    mountResource(app, `/fhir/${type}/${id}`, async () => (await all()).find((each) => each.id === id) ?? {})
}

function searchset(found: readonly Definition[]): Bundle {
  const entry = found.map((resource) => ({
    ...(resource.url?.startsWith('http') ? { fullUrl: resource.url } : {}),
    resource: resource as unknown as FhirResource,
    search: { mode: 'match' as const },
  }))
  return { resourceType: 'Bundle', type: 'searchset', total: entry.length, ...(entry.length > 0 ? { entry } : {}) }
}

function refuseOther({ headers }: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  const refused = notAcceptable(headers)
  return refused && reply.code(refused.status).type(refused.type).send(refused.body)
}
