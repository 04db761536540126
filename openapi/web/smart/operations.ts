/** FHIR operations of this server: what of a record would be used, and the Observation of a result. */
import { authorization, t } from '../forms/page.js'
import { type Explained, explainedOf, type Parameter, type RecordEntry } from '../model/record.js'
import { Trouble, within } from './waiting.js'

/** What is asked beside the record. */
export interface Asked {
  readonly patient: string
  readonly asOf: string
  /** Day of the earlier visit, for instruments of two. */
  readonly baselineOn?: string
}

const FHIR = 'application/fhir+json'

interface Outcome {
  readonly issue?: readonly { readonly details?: { readonly text?: string } }[]
}

async function post(url: string, parameter: readonly Parameter[]): Promise<unknown> {
  const body = JSON.stringify({ resourceType: 'Parameters', parameter })
  return within(async (signal) => {
    const headers = { 'content-type': FHIR, ...authorization() }
    const reply = await fetch(url, { method: 'POST', headers, body, signal }).catch(() => {
      throw new Trouble(t('smart.unreachable'))
    })
    if (reply.ok) return reply.json()
    const { status } = reply
    if (status === 413) throw new Trouble(t('smart.tooLarge'), status)
    const { issue = [] } = ((await reply.json().catch(() => undefined)) ?? {}) as Outcome
    const said = issue.flatMap(({ details }) => details?.text ?? []).join(' ')
    throw new Trouble(said || t('smart.status', { status }), status)
  })
}

function about({ patient, asOf, baselineOn }: Asked, entries: readonly RecordEntry[]): readonly Parameter[] {
  const entry = entries.map(({ fullUrl, resource }) => ({ ...(fullUrl === undefined ? {} : { fullUrl }), resource }))
  return [
    { name: 'asOf', valueDate: asOf },
    ...(baselineOn === undefined
      ? []
      : [
          { name: 'followUpOn', valueDate: asOf },
          { name: 'baselineOn', valueDate: baselineOn },
        ]),
    // Without a record nobody else says whom it is about; with one, two patients are a fault that must be seen.
    ...(entry.length === 0 ? [{ name: 'subject', valueReference: { reference: `Patient/${patient}` } }] : []),
    ...(entry.length === 0
      ? []
      : [{ name: 'record', resource: { resourceType: 'Bundle', type: 'collection', entry } }]),
  ]
}

export async function explain(slug: string, asked: Asked, entries: readonly RecordEntry[]): Promise<Explained> {
  const answer = await post(`/fhir/$${slug}?explain=inputs`, about(asked, entries))
  return explainedOf(slug, answer as { readonly parameter?: readonly Parameter[] })
}

/** An Observation as the operation answers it, as far as it is compared. */
export interface Observation {
  readonly resourceType: string
  readonly status?: string
  readonly subject?: { readonly reference?: string }
  readonly effectiveDateTime?: string
  readonly valueQuantity?: { readonly value?: number }
  readonly interpretation?: readonly { readonly coding?: readonly { readonly code?: string }[] }[]
  readonly derivedFrom?: readonly { readonly reference?: string }[]
  readonly text?: unknown
}

export const observationOf = async (
  slug: string,
  asked: Asked,
  entries: readonly RecordEntry[],
  plain: readonly Parameter[],
): Promise<Observation> => (await post(`/fhir/$${slug}`, [...about(asked, entries), ...plain])) as Observation
