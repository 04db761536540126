import { defineInstrument } from '@activity-scores/shared/instrument'
import { compute } from './compute.js'
import { examples } from './examples.js'
import { about, severity } from './manifest.js'
import { Details, Inputs, Request } from './schema.js'

export default defineInstrument<Request>({
  ...about,
  bands: [severity],
  criteria: [],
  request: Request,
  rules: [],
  inputs: Inputs,
  details: Details,
  examples,
  compute,
})
