/** Guards of what is missing and of what cannot all be right: neither decides. */
import { type Guard, openapi } from './guard.js'

export const missing: readonly Guard[] = [
  {
    guard: 'screening: a value without its day is not taken as of today',
    file: 'openapi/src/screen/engine/patient.ts',
    from: "(this.given.undated === 'as-of' && needsDate !== true)",
    to: 'needsDate !== true',
    tests: openapi('screen/undated'),
  },
  {
    guard: 'screening: an earlier visit is never of today',
    file: 'openapi/src/screen/engine/patient.ts',
    from: "(this.given.undated === 'as-of' && needsDate !== true)",
    to: "(this.given.undated === 'as-of' && needsDate !== null)",
    tests: openapi('screen/undated'),
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
