/** What the tests start from. Tests only. */
/** Weights and levels as the clinical specification prints them (section 14). */
export const TABLE = [
  ['constitutional', 4, [0, 1, 2]],
  ['lymphadenopathy', 4, [0, 1, 2, 3]],
  ['glandular', 2, [0, 1, 2]],
  ['articular', 3, [0, 1, 2, 3]],
  ['cutaneous', 3, [0, 1, 2, 3]],
  ['pulmonary', 6, [0, 1, 2, 3]],
  ['renal', 6, [0, 1, 2, 3]],
  ['muscular', 7, [0, 1, 2, 3]],
  ['pns', 5, [0, 1, 2, 3]],
  ['cns', 5, [0, 2, 3]],
  ['haematological', 2, [0, 1, 2, 3]],
] as const
export const names = TABLE.map(([name]) => name)
export type Levels = Readonly<Partial<Record<(typeof names)[number], number | null>>>
