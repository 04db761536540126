/** Every code of ours that output can contain, with its words. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import type { CodeSystem, CodeSystemConcept } from 'fhir/r4.js'
import { LOCAL } from '../codes/systems.js'
import type { ReadingModel } from '../read/model.js'
import { COPYRIGHT, PUBLISHER, RELEASE_DATE, VERSION } from './definitions.js'

export interface Described {
  readonly instrument: Instrument
  readonly model: ReadingModel
}

const STATES = ['met', 'not_met', 'excluded', 'not_excluded', 'undetermined', 'not_applicable']
const COMMON: Readonly<Record<string, string>> = {
  'unrounded-score': 'Unrounded score',
  'score-lower-bound': 'Least possible score',
  'score-upper-bound': 'Greatest possible score',
  'override-input-outdated': 'An input is out of date',
  'override-not-applicable': 'The score does not apply to this patient',
}

export function codeSystem(base: string, all: readonly Described[]): CodeSystem {
  const concepts = new Map<string, CodeSystemConcept>()
  const add = (code: string, display: string, definition?: string): void => {
    if (!concepts.has(code)) concepts.set(code, { code, display, ...(definition === undefined ? {} : { definition }) })
  }
  for (const { instrument } of all) add(instrument.slug, instrument.title, definitionOf(instrument))
  for (const each of all) addInstrument(each, add)
  for (const state of STATES) add(state, state.replaceAll('_', ' '))
  for (const [code, display] of Object.entries(COMMON)) add(code, display)
  const concept = [...concepts.values()]
  return {
    resourceType: 'CodeSystem',
    id: 'activity-scores',
    url: LOCAL,
    version: VERSION,
    name: 'ActivityScores',
    title: 'Activity Scores',
    status: 'active',
    date: RELEASE_DATE,
    publisher: PUBLISHER,
    description: `Scores, their categories, criteria and inputs; served at ${base}/fhir/CodeSystem/activity-scores`,
    copyright: COPYRIGHT,
    caseSensitive: true,
    content: 'complete',
    count: concept.length,
    concept,
  }
}

type Add = (code: string, display: string, definition?: string) => void

function addInstrument({ instrument, model }: Described, add: Add): void {
  const { slug, version, title, bands, criteria } = instrument
  add(`${slug}-${version}`, `${title}, version ${version}`)
  for (const { id, bands: each } of bands) for (const { code, label } of each) add(`${id}.${code}`, label)
  for (const { id, rule } of criteria) add(`${slug}.${id}`, rule)
  for (const { path, title: of, options, name, schema } of model.leaves) {
    const code = path.join('.')
    add(code, of)
    if (model.codes.field(name)?.codes) add(name, of)
    for (const option of [...options, ...(schema.items?.enum ?? [])])
      if (typeof option === 'string') add(`${code}.${option}`, option)
  }
}

function definitionOf({ formula, citations }: Instrument): string {
  const sources = citations.map(({ text, id }) => (id === undefined ? text : `${text} ${id}`))
  return `${formula}\n\n${sources.join('\n')}`
}
