/** Every instrument of `loaders.ts`, loaded; for what is about all of them at once. */
import { lineupFrom } from '@activity-scores/shared/engine/lineup'
import { loaders } from './loaders.js'

export const instruments = await lineupFrom(loaders).all()
