/** The scoring rules of the clinical file once more, in whole numbers and without the service's code. */
import type { Request } from '../schema.js'

/** The clinical file's table, on its own: numbers of the first and the last item, and the aids that count. */
export const TABLE: Readonly<Record<string, readonly [number, number, readonly string[]]>> = {
  dressing: [1, 2, ['dressingDevices', 'buttonHook', 'zipPull', 'longShoehorn']],
  arising: [3, 4, ['specialChair', 'raisedChair']],
  eating: [5, 7, ['builtUpUtensils', 'specialUtensils']],
  walking: [8, 9, ['cane', 'walker', 'crutches', 'wheelchair']],
  hygiene: [10, 12, ['raisedToiletSeat', 'bathSeat', 'bathBar', 'longHandledBathroomAppliances']],
  reach: [13, 14, ['longHandledAppliancesForReach']],
  grip: [15, 17, ['jarOpener']],
  activities: [18, 20, []],
}
const itemId = (number: number) => `HAQ${String(number).padStart(2, '0')}`

/** What one category can score: by its answers, and in every completion of its open items. */
export interface Category {
  readonly score: number | null
  readonly possible: readonly number[]
}

/** The scoring rules again, from the table above, in whole numbers. */
export function categoriesOf(body: Request, withTicks: boolean): readonly Category[] {
  return Object.entries(TABLE).map(([id, [first, last, devices]]) => {
    const answers = Array.from(
      { length: last - first + 1 },
      (_, i) => (body.items as Record<string, number | null>)[itemId(first + i)],
    )
    const given = answers.filter((answer) => answer != null)
    const ticked = body.help?.some((c) => c === id) || body.aids?.some((a) => a === id || devices.includes(a))
    const raise = (score: number) => (withTicks && ticked && score < 2 ? 2 : score)
    const floor = Math.max(0, ...given)
    const reachable = [0, 1, 2, 3].filter((score) =>
      given.length === answers.length ? score === floor : score >= floor,
    )
    return { score: given.length > 0 ? raise(floor) : null, possible: reachable.map(raise) }
  })
}

export const total = (scores: readonly number[]) => scores.reduce((sum, score) => sum + score, 0)

/** By trying every choice: an open category stays open or takes any of its possible scores. */
export function extremes(categories: readonly Category[]): { readonly lower: number; readonly upper: number } {
  let totals = new Set(['0/0'])
  for (const { score, possible } of categories) {
    const choices: readonly (number | null)[] = score === null ? [null, ...possible] : possible
    totals = new Set(
      [...totals].flatMap((key) => {
        const [sum = 0, n = 0] = key.split('/').map(Number)
        return choices.map((choice) => (choice === null ? key : `${sum + choice}/${n + 1}`))
      }),
    )
  }
  const means = [...totals]
    .map((key) => key.split('/').map(Number))
    .flatMap(([sum = 0, n = 0]) => (n >= 6 ? sum / n : []))
  return { lower: Math.min(...means), upper: Math.max(...means) }
}
