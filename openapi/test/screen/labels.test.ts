/** An input of a trial that is a field of an instrument has the field's label. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { instruments } from '@activity-scores/services/registry'
import { inputSchemaOf } from '@activity-scores/shared/engine/json-schema'
import t from 'tap'
import { PROTOCOLS } from '../../src/files/paths.js'
import { protocolFiles, readProtocol } from '../../src/screen/load.js'
import type { Protocol } from '../../src/screen/protocol/schema.js'
import '../helpers.js'

const protocols = [...protocolFiles([PROTOCOLS]).values()].map((path) =>
  readProtocol(readFileSync(path, 'utf8'), basename(path), instruments),
)

/** What a form shows as a field of its own beside the value. */
const LIMIT_BESIDE = 'says that the upper limit belongs to it; in a form that has its own label'
/** The trial computes it too. */
const FINISHED = 'is told from the score that the screening computes'
const OF_TWO = 'the trial has this object of two instruments and tells them apart'
const OF_LABORATORY = 'is the limit that the report prints beside the value, which no instrument takes'
const PARTIAL = 'says how much of a date may be left out; a date field of a form shows that itself'

const OTHER_WORDS: Readonly<Record<string, string>> = {
  alt: LIMIT_BESIDE,
  ast: LIMIT_BESIDE,
  bilirubin: LIMIT_BESIDE,
  inr: LIMIT_BESIDE,
  pt: LIMIT_BESIDE,
  rf: LIMIT_BESIDE,
  acpa: LIMIT_BESIDE,
  das28Esr: FINISHED,
  cdai: FINISHED,
  mmt8Bilateral: FINISHED,
  haqDi: FINISHED,
  skinBaseline: OF_TWO,
  skinFollowUp: OF_TWO,
  lungBaseline: OF_TWO,
  lungFollowUp: OF_TWO,
  sharpBaseline: OF_TWO,
  sharpFollowUp: OF_TWO,
  exclusions: OF_TWO,
  aecgExclusions: OF_TWO,
  birthDate: PARTIAL,
  crpUpperLimit: OF_LABORATORY,
}

/** Each input with the fields that it is: by its own definition, and by the calls that it is handed to. */
function* fieldsOfInputs(protocol: Protocol): Generator<readonly [input: string, slug: string, field: string]> {
  for (const [name, input] of Object.entries(protocol.inputs))
    if (input.type === 'field') {
      const [slug = '', field = ''] = input.of.split('.')
      yield [name, slug, field]
    }
  for (const { use, with: given } of Object.values(protocol.calls))
    for (const [field, from] of Object.entries(given))
      if (typeof from === 'string' && protocol.inputs[from]) yield [from, use, field]
}

/** A name may begin with a small letter: van Bijsterveld. */
const inSentenceCase = (title: string): string => title.charAt(0).toUpperCase() + title.slice(1)

t.test('the words are the same, but where the trial must say more', async (t) => {
  const differing = new Set<string>()
  let compared = 0
  for (const protocol of protocols)
    for (const [name, slug, field] of fieldsOfInputs(protocol)) {
      const request = instruments.find((instrument) => instrument.slug === slug)?.request
      const label = request && inputSchemaOf(request).properties?.[field]?.title
      compared++
      if (label === inSentenceCase(protocol.inputs[name]?.title ?? '')) continue
      differing.add(name)
      t.ok(OTHER_WORDS[name], `${name} is "${protocol.inputs[name]?.title}", ${slug}.${field} is "${label}"`)
    }
  t.ok(compared > 100, `${compared} compared`)
  t.same([...differing].sort(), Object.keys(OTHER_WORDS).sort(), 'and no exception is left over')
})
