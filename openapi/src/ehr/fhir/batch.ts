/** `POST /fhir/$<slug>/batch`: a Bundle or Parameters on each line, an Observation or an OperationOutcome for each, in order. */
import type { Answer, Executor } from '@activity-scores/shared/engine/executor'
import { parseJson } from '@activity-scores/shared/engine/json'
import { problem } from '@activity-scores/shared/engine/problems'
import { whyNotUtf8 } from '@activity-scores/shared/engine/utf8'
import type { LinesFace } from '@activity-scores/shared/http/direct/batch/face-lines'
import { scopeOf } from '@activity-scores/shared/identity/scopes'
import { isFhirLines } from './media.js'
import { operationPath } from './operation.js'
import { writeRefusal } from './outcome.js'

/** Longest line in bytes: the record of a patient, of which a stream holds two at most. */
const LONGEST_LINE = 524_288

export const fhirBatchPath = (slug: string): string => `${operationPath(slug)}/batch`

export function batchFace(slug: string, executor: Executor): LinesFace {
  const path = fhirBatchPath(slug)
  const refused = (code: 'not_utf8' | 'invalid_json' | 'duplicate_key' | 'too_deep', why: string): string =>
    textOf(writeRefusal(problem(code, path, why)))
  const tooLong = (): string =>
    textOf(writeRefusal(problem('body_too_large', path, `A line has at most ${LONGEST_LINE} bytes.`)))
  return {
    scope: scopeOf(slug),
    media: 'application/fhir+ndjson',
    longestLine: LONGEST_LINE,
    isReadable: isFhirLines,
    refuse: writeRefusal,
    prepare: async () => executor.prepare?.(),
    tooLong,
    answer(line, number, requestId) {
      if (typeof line !== 'string') return refused('not_utf8', whyNotUtf8(line, number))
      if (line.trim() === '') return undefined
      if (line.length * 3 > LONGEST_LINE && Buffer.byteLength(line) > LONGEST_LINE) return tooLong()
      const parsed = parseJson(line)
      if (!parsed.ok) return refused(parsed.code, parsed.faults[0]?.message ?? '')
      const given = executor.fromValue(parsed.value, { form: 'full', requestId, instance: path })
      return given instanceof Promise ? given.then(textOf) : textOf(given)
    },
  }
}

const textOf = ({ body }: Answer): string => (typeof body === 'string' ? body : Buffer.from(body).toString())
