/** Guards of what is missing and of what cannot all be right: neither decides. */
import { type Guard, openapi } from './guard.js'

export const missing: readonly Guard[] = [
  {
    guard: 'screening: a value without its day is not taken as of today',
    file: 'openapi/src/screen/engine/patient.ts',
    from: "(this.given.undated === 'as-of' && !windowed.needsDate)",
    to: '!windowed.needsDate',
    tests: openapi('screen/undated'),
  },
  {
    guard: 'screening: an earlier visit is never of today',
    file: 'openapi/src/screen/engine/patient.ts',
    from: "(this.given.undated === 'as-of' && !windowed.needsDate)",
    to: "this.given.undated === 'as-of'",
    tests: openapi('screen/undated'),
  },
  {
    guard: 'screening: a list of courses that is not stated to be complete decides against nobody',
    file: 'openapi/src/screen/engine/courses.ts',
    from: 'patient.value(complete) === true) return []',
    to: 'patient.value(complete) !== false) return []',
    tests: openapi('screen/undated'),
  },
  {
    guard: 'screening: a laboratory value without the limit of its report is no multiple of it',
    file: 'openapi/src/screen/engine/measures.ts',
    from: 'if (upperLimit === null || upperLimit === undefined) return null',
    to: 'if (upperLimit === null || upperLimit === undefined) return { range: exactly(0), reasons: [], finished: false }',
    tests: openapi('screen/worked'),
  },
  {
    guard: 'screening: a protocol file that is not as it was checked is checked before anybody is let in',
    file: 'openapi/src/gateway.ts',
    from: 'if (!checked.has(id)) await',
    to: 'if (checked.has(id)) await',
    tests: openapi('screen/checked'),
  },
  {
    guard: 'screening: undated never gives a day to what lost its own',
    file: 'openapi/src/screen/answer/request-rules.ts',
    from: 'undated && Object.entries(dates ?? {})',
    to: 'undated === null && Object.entries(dates ?? {})',
    tests: openapi('screen/undated'),
  },
  {
    guard: 'screening: a course without its end is not taken as going on',
    file: 'openapi/src/screen/engine/courses.ts',
    from: '!end && ongoing !== true',
    to: '!end && ongoing === false',
    tests: openapi('screen/undated'),
  },
  {
    guard: 'screening: what an instrument refuses is refused',
    file: 'openapi/src/screen/engine/calls.ts',
    from: 'refused.filter((fault) => !isOutside(call, fault))',
    to: "refused.filter((fault) => fault.code === 'conflict' && !isOutside(call, fault))",
    tests: openapi('screen/contradictions'),
  },
  {
    guard: 'panel: what cannot all be right is refused though no instrument alone finds it',
    file: 'openapi/src/panel/pool-consistency.ts',
    from: 'if (fields && users.length > 1)',
    to: 'if (fields && users.length > 1000)',
    tests: openapi('panel'),
  },
  {
    guard: 'panel: a finished score is one that its parts leave possible',
    file: 'openapi/src/panel/pool-consistency.ts',
    from: '  for (const [field, { slug, forms }] of Object.entries(FINISHED)) {',
    to: '  for (const [field, { slug, forms }] of Object.entries(FINISHED).slice(1_000)) {',
    tests: openapi('panel'),
  },
]
