import { defineInstrument } from '@activity-scores/shared/instrument'
import { compute } from './compute.js'
import { examples } from './examples.js'
import { ANALYTE_NAMES, about, definitions } from './manifest.js'
import { Details, Inputs, Request, rules } from './schema.js'

export default defineInstrument<Request>({
  ...about,
  bands: [],
  criteria: ANALYTE_NAMES.map((name) => definitions[name]),
  request: Request,
  rules,
  inputs: Inputs,
  details: Details,
  examples,
  compute,
})
