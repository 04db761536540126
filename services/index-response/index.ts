import { defineInstrument } from '@activity-scores/shared/instrument'
import { compute } from './compute.js'
import { examples } from './examples.js'
import { about, cdaiResponse, mcidImprovement, mcidWorsening, mciiWard, RESPONSES, sdaiResponse } from './manifest.js'
import { Details, Inputs, Request, rules } from './schema.js'

export default defineInstrument<Request>({
  ...about,
  bands: [cdaiResponse, sdaiResponse],
  criteria: [...RESPONSES.map(({ definition }) => definition), mcidImprovement, mcidWorsening, mciiWard],
  request: Request,
  rules,
  inputs: Inputs,
  details: Details,
  examples,
  compute,
})
