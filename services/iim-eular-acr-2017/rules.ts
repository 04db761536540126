import type { Fault, Rule } from '@activity-scores/shared/contract/instrument'
import { measuredElevation } from './findings.js'
import { BIOPSY_FINDINGS } from './formula.js'
import type { Request } from './schema.js'

const noFindingWithoutBiopsy: Rule<Request> = {
  fields: ['biopsyAvailable', ...BIOPSY_FINDINGS],
  says: 'With `biopsyAvailable` false no finding of a biopsy is sent, present or absent.',
  check: (request): readonly Fault[] => {
    if (request.biopsyAvailable !== false) return []
    return BIOPSY_FINDINGS.filter((name) => request[name] != null).map((name) => ({
      pointer: `/${name}`,
      code: 'conflict',
      message: `${name} is a finding of a muscle biopsy, and biopsyAvailable is false. Send "biopsyAvailable": true if there was a biopsy, or leave ${name} out.`,
    }))
  },
}

const enzymesAgree: Rule<Request> = {
  fields: ['enzymesElevated', 'enzymes'],
  says: '`enzymesElevated` is not false where CK, LDH, AST or ALT in `enzymes` is above its upper limit.',
  check: (request): readonly Fault[] => {
    if (request.enzymesElevated !== false || measuredElevation(request.enzymes ?? {}).state !== 'met') return []
    const message =
      'enzymesElevated is false, and an enzyme of enzymes is above its upper limit. Correct one of them, or send only the right one.'
    return [{ pointer: '/enzymesElevated', code: 'conflict', message }]
  },
}

export const rules: readonly Rule<Request>[] = [noFindingWithoutBiopsy, enzymesAgree]
