import { defineInstrument } from '@activity-scores/shared/instrument'
import { compute } from './compute.js'
import { examples } from './examples.js'
import {
  about,
  eustarSkinImprovement,
  eustarSkinProgression,
  mcidImprovement3,
  mcidImprovement4,
  mcidImprovement5,
  trialSkinProgression,
} from './manifest.js'
import { Details, Inputs, Request, rules } from './schema.js'

export default defineInstrument<Request>({
  ...about,
  bands: [],
  criteria: [
    trialSkinProgression,
    eustarSkinProgression,
    eustarSkinImprovement,
    mcidImprovement3,
    mcidImprovement4,
    mcidImprovement5,
  ],
  request: Request,
  rules,
  inputs: Inputs,
  details: Details,
  examples,
  compute,
})
