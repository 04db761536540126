/**
 * Fields of a pool that cannot all be right, though each instrument alone may find nothing wrong with its part: an index
 * beside the counts that it is the sum of, a finished score beside what another instrument scores. Where only one of the
 * instruments asked uses them, it refuses them itself and the others answer.
 */
import type { Fault, Instrument } from '@activity-scores/shared/contract/instrument'
import { type Validate, validatorOf } from '@activity-scores/shared/engine/validate'
import { pointerTo } from '@activity-scores/shared/language/pointer'
import {
  bilirubinRelations,
  contradiction,
  countRelations,
  das28Relations,
  indexRelations,
  isPossible,
  pooledBloodRelations,
} from '@activity-scores/shared/measures/consistency'
import type { Projection } from './projection.js'

type Fields = Readonly<Record<string, unknown>>

const RELATIONS = [
  ...indexRelations,
  ...countRelations,
  ...das28Relations,
  ...pooledBloodRelations,
  ...bilirubinRelations,
]

const DAS28_FORMS = [{ variant: '4-variable' }, { variant: '3-variable' }]
/** Scores that one instrument finishes and others take, with the forms in which it may have been scored. */
const FINISHED: Readonly<Record<string, { readonly slug: string; readonly forms: readonly Fields[] }>> = {
  das28Esr: { slug: 'das28-esr', forms: DAS28_FORMS },
  das28Crp: { slug: 'das28-crp', forms: DAS28_FORMS },
  sdai: { slug: 'sdai', forms: [{}] },
  haqDi: { slug: 'haq-di', forms: [{}] },
  mmt8Bilateral: { slug: 'mmt8', forms: [{ mode: 'bilateral' }] },
}

interface Scorer {
  readonly instrument: Instrument
  readonly validate: Validate<unknown>
}

export type FindContradictions = (slugs: readonly string[], pool: Fields) => readonly Fault[]

export function contradictionsFor(instruments: readonly Instrument[], projection: Projection): FindContradictions {
  const scorers = new Map<string, Scorer>()
  for (const { slug } of Object.values(FINISHED)) {
    const instrument = instruments.find((one) => one.slug === slug)
    if (instrument) scorers.set(slug, { instrument, validate: validatorOf(instrument) })
  }
  return (slugs, pool) => {
    for (const at of VISITS) {
      const visit = at.length === 0 ? pool : pool[at[0] as string]
      if (typeof visit !== 'object' || visit === null) continue
      const fields = broken(visit as Fields, scorers, projection)
      const users = slugs.filter((slug) => fields?.fields.some((field) => projection.uses(slug, [...at, field])))
      if (fields && users.length > 1) return contradiction(fields.fields, fields.why, pointerTo(['inputs', ...at]))
    }
    return NO_FAULTS
  }
}

/** The pool itself, and the visits in it that instruments of change share. */
const VISITS: readonly (readonly string[])[] = [[], ['baseline'], ['followUp']]
const NO_FAULTS: readonly Fault[] = []

interface Broken {
  readonly fields: readonly string[]
  readonly why: string
}

function broken(visit: Fields, scorers: ReadonlyMap<string, Scorer>, projection: Projection): Broken | null {
  for (const relation of RELATIONS) {
    const found = relation.broken(visit)
    if (found) return found
  }
  for (const [field, { slug, forms }] of Object.entries(FINISHED)) {
    const scorer = scorers.get(slug)
    if (visit[field] == null || !scorer) continue
    const parts = projection.of(slug, visit)
    const sent = Object.keys(parts).filter((key) => parts[key] != null)
    if (sent.length > 0 && !forms.some((form) => agrees(visit[field], scorer, { ...parts, ...form })))
      return { fields: [field, ...sent], why: `it is not the score that ${slug} gives the others` }
  }
  return null
}

/** Whether the instrument, by one of its forms, may have given the score; one that refuses the parts says so itself. */
function agrees(score: unknown, { instrument, validate }: Scorer, request: Fields): boolean {
  const validated = validate(request)
  if (!validated.ok) return true
  const { score: scored } = instrument.compute(validated.input)
  return scored === null || isPossible(score, scored)
}
