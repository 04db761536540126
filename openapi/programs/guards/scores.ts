/** Guards of the numbers: what may be computed, and on which side of a cut-off it stands. */
import { type Guard, openapi, shared } from './guard.js'

export const scores: readonly Guard[] = [
  {
    guard: 'a value on a cut-off is on it: tolerance of binary fractions',
    file: 'shared/src/language/compare.ts',
    from: 'TOLERANCE = 1e-9',
    to: 'TOLERANCE = 0',
    tests: shared('arithmetic'),
  },
  {
    guard: 'nothing undetermined counts as met',
    file: 'shared/src/language/kleene.ts',
    from: "if (state === 'undetermined') isOpen = true",
    to: "if (state === 'not_met') isOpen = true",
    tests: shared('logic'),
  },
  {
    guard: 'a unit is required, never assumed',
    file: 'shared/src/language/quantity.ts',
    from: "unit: z.enum([unit]).meta({ title: 'Unit'",
    to: "unit: z.enum([unit]).optional().meta({ title: 'Unit'",
    tests: shared('quantity'),
  },
  {
    guard: 'a key that stands twice is an error',
    file: 'shared/src/engine/json.ts',
    from: 'return perhapsOutside === keys ||',
    to: 'return perhapsOutside >= keys ||',
    tests: shared('json'),
  },
  {
    guard: 'nothing is read through a __proto__ that was sent to a panel',
    file: 'openapi/src/panel/projection.ts',
    from: "if (key !== '__proto__') record[key] = value",
    to: "if (key !== '') record[key] = value",
    tests: openapi('panel'),
  },
  {
    guard: 'rules between fields are checked',
    file: 'shared/src/engine/validate.ts',
    from: 'broken.length === 0 ?',
    to: 'broken.length >= 0 ?',
    tests: shared('validate'),
  },
  {
    guard: 'a result never holds a number that JSON cannot say',
    file: 'shared/src/engine/serialise.ts',
    from: 'if (!Number.isFinite(value)) throw',
    to: 'if (value === undefined) throw',
    tests: shared('serialise'),
  },
  {
    guard: 'a row of a batch fails alone, also by its length',
    file: 'shared/src/engine/rows/limits.ts',
    from: 'LONGEST_LINE = 65_536',
    to: 'LONGEST_LINE = 65_536_000',
    tests: shared('batch'),
  },
  {
    guard: 'shared code knows no instrument',
    file: '.dependency-cruiser.json',
    from: '"from": { "path": "^shared/" }',
    to: '"from": { "path": "^nowhere/" }',
    tests: openapi('boundaries'),
  },
  {
    guard: 'instruments never meet',
    file: '.dependency-cruiser.json',
    from: '"pathNot": "^services/dist/$1/"',
    to: '"pathNot": "^services/dist/"',
    tests: openapi('boundaries'),
  },
]
