import { defineInstrument } from '@activity-scores/shared/instrument'
import { compute } from './compute.js'
import { examples } from './examples.js'
import { about, definitions } from './manifest.js'
import { Details, Inputs, Request, rules } from './schema.js'

export default defineInstrument<Request>({
  ...about,
  bands: [],
  criteria: Object.values(definitions),
  request: Request,
  rules,
  inputs: Inputs,
  details: Details,
  examples,
  compute,
})
