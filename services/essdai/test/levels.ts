/** Weights and levels as the clinical specification prints them (section 13), apart from the code under test. */
export const TABLE = [
  ['constitutional', 3, [0, 1, 2]],
  ['lymphadenopathy', 4, [0, 1, 2, 3]],
  ['glandular', 2, [0, 1, 2]],
  ['articular', 2, [0, 1, 2, 3]],
  ['cutaneous', 3, [0, 1, 2, 3]],
  ['pulmonary', 5, [0, 1, 2, 3]],
  ['renal', 5, [0, 1, 2, 3]],
  ['muscular', 6, [0, 1, 2, 3]],
  ['pns', 5, [0, 1, 2, 3]],
  ['cns', 5, [0, 2, 3]],
  ['haematological', 2, [0, 1, 2, 3]],
  ['biological', 1, [0, 1, 2]],
] as const

export type Levels = Readonly<Partial<Record<(typeof TABLE)[number][0], number | null>>>

export const NO_ACTIVITY: Levels = Object.fromEntries(TABLE.map(([name]) => [name, 0]))

/** Levels that add up to a total; the last domains are filled first. */
export function levelsWithTotal(total: number): Levels {
  const found = fill(total, TABLE.length - 1)
  if (!found) throw new Error(`no levels give ${total}`)
  return found
}

function fill(total: number, at: number): Levels | null {
  const row = TABLE[at]
  if (!row) return total === 0 ? {} : null
  const [name, weight, levels] = row
  const before = TABLE.slice(0, at).reduce((sum, [, w, all]) => sum + w * (all.at(-1) ?? 0), 0)
  for (const level of levels) {
    const left = total - weight * level
    if (left < 0 || left > before) continue
    const rest = fill(left, at - 1)
    if (rest) return { ...rest, [name]: level }
  }
  return null
}
