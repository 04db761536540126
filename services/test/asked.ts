/**
 * The instruments that a test goes over: all, or the one named behind the file: `node
 * services/dist/test/registry.test.js cdai`.
 */
import { instruments } from '../registry.js'

const [slug] = process.argv.slice(2)

export const asked = instruments.filter((instrument) => slug === undefined || instrument.slug === slug)

if (asked.length === 0)
  throw new Error(`There is no instrument ${slug}: ${instruments.map((instrument) => instrument.slug).join(', ')}`)
