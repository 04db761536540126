/** Every instrument of `loaders.ts`, loaded; for what is about all of them at once. */
import { instrumentSetFrom } from '@activity-scores/shared/engine/instrument-set'
import { loaders } from './loaders.js'

export const instruments = await instrumentSetFrom(loaders).all()
