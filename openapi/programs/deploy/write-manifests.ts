/** `npm run manifests`: writes what the per-instrument overlay applies. */
import { readFileSync, writeFileSync } from 'node:fs'
import { instruments } from '@activity-scores/services/registry'
import { manifestsOf } from './manifests.js'

const folder = new URL('../../../../docker/kubernetes/services/', import.meta.url)
const template = readFileSync(new URL('template.yaml', folder), 'utf8')
writeFileSync(
  new URL('services.yaml', folder),
  manifestsOf(
    template,
    instruments.map(({ slug }) => slug),
  ),
)
