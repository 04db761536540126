import { defineInstrument } from '@activity-scores/shared/contract/instrument'
import { compute } from './compute.js'
import { examples } from './examples.js'
import { about, bands, criteria } from './manifest.js'
import { rules } from './rules.js'
import { Details, Inputs, Request } from './schema.js'

export default defineInstrument<Request>({
  ...about,
  bands,
  criteria,
  request: Request,
  rules,
  inputs: Inputs,
  details: Details,
  examples,
  compute,
})
