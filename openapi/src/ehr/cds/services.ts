/** Discovery of CDS Hooks: a service for each instrument that the data file offers, with what it asks an EHR to send along. */
import type { Codes } from '../codes/codes.js'
import type { ReadingModel } from '../read/model.js'

export const HOOK = 'patient-view'
export const CDS_PATH = '/cds-services'
export const PATIENT_KEY = 'patient'

export interface CdsService {
  readonly hook: string
  readonly id: string
  readonly title: string
  readonly description: string
  readonly prefetch: Readonly<Record<string, string>>
  readonly usageRequirements: string
  readonly version: string
  readonly hookVersion: string
}

/** What a service is asked with, and which of it must be there. */
export interface Prefetch {
  readonly templates: Readonly<Record<string, string>>
  readonly needed: readonly string[]
}

/** The newest with a value may be the second; a change needs those before. */
const COUNT = 5
const COUNT_OF_VISITS = 50

const known = new WeakMap<ReadingModel, Prefetch>()

/** Made once for each instrument. */
export function prefetchOf(model: ReadingModel): Prefetch {
  let prefetch = known.get(model)
  if (!prefetch) {
    prefetch = makePrefetch(model)
    known.set(model, prefetch)
  }
  return prefetch
}

function makePrefetch({ entry, ofPatient, visits, codes }: ReadingModel): Prefetch {
  const { needs = [], helps = [] } = entry
  const isOfPatient = (name: string): boolean => ofPatient.includes(name)
  const templates: Record<string, string> = {}
  if ([...needs, ...helps].some(isOfPatient)) templates[PATIENT_KEY] = 'Patient/{{context.patientId}}'
  for (const name of [...needs, ...helps])
    if (!isOfPatient(name)) templates[name] = queryOf(name, codes, visits > 1 ? COUNT_OF_VISITS : COUNT)
  const needed = [...new Set(needs.map((name) => (isOfPatient(name) ? PATIENT_KEY : name)))]
  return { templates, needed }
}

/** All codes of the field in one query, in the subset that every server has; the local one where there is no other. */
export function queryOf(field: string, codes: Codes, count: number): string {
  const all = codes.codesOf(field)
  const external = all.length > 1 ? all.slice(0, -1) : all
  const code = external.map((each) => `${each.system}|${each.code}`).join(',')
  return `Observation?patient={{context.patientId}}&code=${code}&_sort=-date&_count=${count}`
}

export const serviceOf = (
  { id, title, description }: Pick<CdsService, 'id' | 'title' | 'description'>,
  { templates }: Prefetch,
): CdsService => ({
  hook: HOOK,
  id,
  title,
  description,
  prefetch: templates,
  usageRequirements: 'Answers from prefetch alone; nothing is fetched or stored.',
  version: '2.0.1',
  hookVersion: '1.0',
})
