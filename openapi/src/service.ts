/** `npm run service -- das28-esr`: one instrument (or several) as a process of its own, with its slice of the EHR faces. */
import { serve } from '@activity-scores/services/serve'
import { main } from '@activity-scores/shared/http/run'
import { ehrVariables } from './ehr/codes/variables.js'
import { ehrFace } from './ehr/face.js'

await main(() =>
  serve(process.argv.slice(2), {
    variables: ehrVariables,
    facesOf: (config, logger) => (instrumentSet, executors) => [ehrFace({ instrumentSet, executors, config, logger })],
  }),
)
