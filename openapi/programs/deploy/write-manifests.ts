/** `npm run manifests`: writes what the overlays with a deployment for each instrument apply. */
import { readFileSync, writeFileSync } from 'node:fs'
import { instruments } from '@activity-scores/services/registry'
import { GENERATED, manifestsOf } from './manifests.js'

const folder = new URL('../../../../docker/kubernetes/', import.meta.url)
const slugs = instruments.map(({ slug }) => slug)
for (const { template, written } of GENERATED)
  writeFileSync(new URL(written, folder), manifestsOf(readFileSync(new URL(template, folder), 'utf8'), slugs))
