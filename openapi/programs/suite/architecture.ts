/** `npm run architecture` draws the rooms of the source: docs/architecture.svg. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { picture } from './picture.js'
import { arrowsOf } from './rooms.js'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
writeFileSync(join(root, 'docs/architecture.svg'), picture(arrowsOf(root)))
