import { defineInstrument } from '@activity-scores/shared/instrument'
import { das28Acr2012, das28Eular } from '@activity-scores/shared/measures/das28'
import { compute } from './compute.js'
import { examples } from './examples.js'
import { about, above32 } from './manifest.js'
import { Details, Inputs, Request, rules } from './schema.js'

export default defineInstrument<Request>({
  ...about,
  bands: [das28Eular, das28Acr2012],
  criteria: [above32],
  request: Request,
  rules,
  inputs: Inputs,
  details: Details,
  examples,
  compute,
})
