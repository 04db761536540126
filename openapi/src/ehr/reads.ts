/** What each instrument reads of a record, for whoever asks a FHIR server for it: the pages that an EHR launches. */
import type { InstrumentSet } from '@activity-scores/shared/engine/instrument-set'
import { loadCodes } from './codes/codes.js'
import { searchOf } from './codes/searches.js'
import { readingModel } from './read/model.js'
import { textsOf } from './read/value.js'

export interface RecordReads {
  readonly title: string
  readonly visits: number
  /** Fields that Observations may fill, each with the codes to search for and the texts that are read as a value. */
  readonly fields: readonly { readonly name: string; readonly search: string; readonly texts: readonly string[] }[]
  /** Whether birth date or sex of the Patient is read. */
  readonly isOfPatient: boolean
}

/** By slug; an instrument of which a record holds nothing is left out. `file`: the site's own codes. */
export async function recordReads(
  instrumentSet: InstrumentSet,
  file: string | undefined,
): Promise<Readonly<Record<string, RecordReads>>> {
  const codes = loadCodes(file)
  const all = await instrumentSet.all()
  const reads = all.map((instrument): readonly [string, RecordReads] => {
    const { fields, observed, ofPatient, visits } = readingModel(instrument, codes)
    const searched = [...fields].map((name) => {
      const texts = observed.filter((leaf) => leaf.name === name).flatMap(textsOf)
      return { name, search: searchOf(name, codes), texts: [...new Set(texts)] }
    })
    return [instrument.slug, { title: instrument.title, visits, fields: searched, isOfPatient: ofPatient.length > 0 }]
  })
  return Object.fromEntries(reads.filter(([, { fields, isOfPatient }]) => fields.length > 0 || isOfPatient))
}
