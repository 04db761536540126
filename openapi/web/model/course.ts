/** Visits of one patient as a series takes them, and what its answer means for a drawing. */
import type { Band, BandSet, Bounds, Entry, Problem } from './catalogue.js'
import { type Asked, at, comparesVisits, type PanelAnswer, type VisitPlan } from './visits.js'

export interface AskedVisit {
  readonly date: string
  readonly asked: Asked
}

/** A series takes visits on days of their own, two or more, and gives so many results at most. */
const FEWEST_VISITS = 2
const MOST_VISITS = 100
const MOST_RESULTS = 600

export interface SeriesRequest {
  readonly instruments: readonly string[]
  readonly derive: true
  readonly visits: readonly { readonly date: string; readonly inputs: object }[]
}

/** An answer of `POST /v1/panel/series`. */
export interface SeriesAnswer {
  readonly visits: readonly {
    readonly date: string
    readonly status: number
    readonly result?: PanelAnswer
    readonly problem?: Problem
  }[]
  readonly changes: readonly {
    readonly to: string
    readonly since: readonly ('first' | 'previous')[]
    readonly instruments: Readonly<
      Record<string, { readonly score: { readonly value: number | null } | null; readonly reasons: readonly string[] }>
    >
  }[]
}

/** The last of the visits that fit into one request; nothing where they are too few. Earlier visits are visits of their own here. */
export function seriesOf(visits: readonly AskedVisit[], entries: readonly Entry[]): SeriesRequest | undefined {
  const instruments = entries
    .filter((entry) => !comparesVisits(entry))
    .map(({ slug }) => slug)
    .filter((slug) => visits.some(({ asked }) => asked.instruments.includes(slug)))
  const most = Math.min(MOST_VISITS, Math.floor(MOST_RESULTS / (instruments.length || 1)))
  const taken = visits.slice(-most).map(({ date, asked }) => {
    const { baseline: _before, followUp: _now, ...inputs } = asked.input
    return { date, inputs }
  })
  return taken.length < FEWEST_VISITS || instruments.length === 0
    ? undefined
    : { instruments, derive: true, visits: taken }
}

type Row = { readonly id: string; readonly input: object }

/** An answer of `POST /v1/{slug}/batch`. */
export type BatchAnswer = readonly { readonly id: string; readonly status: number; readonly result?: unknown }[]

/** A row for each visit that has the measure: the first of them beside it. Days are left out: each measure has its own first. */
export function declineRows(
  visits: readonly AskedVisit[],
  { measure }: NonNullable<VisitPlan['declines']>[number],
): readonly Row[] {
  const measured = visits.filter(({ asked }) => asked.input[measure] !== undefined)
  const [first] = measured
  if (!first || measured.length < FEWEST_VISITS) return []
  const of = ({ asked }: AskedVisit): object => ({ [measure]: asked.input[measure] })
  return measured.map((visit) => ({
    id: `${measure} ${visit.date}`,
    input: { baseline: of(first), followUp: of(visit) },
  }))
}

/** One visit of a drawing. Without a value it is a gap, with bounds where they are known. */
export interface Point {
  readonly date: string
  readonly value: number | null
  readonly bounds: Bounds | null
  readonly reported?: string | null
  /** Code of the category. */
  readonly code?: string | undefined
  /** Whether it may be compared with the visit before: no line is drawn between scores of two forms. */
  readonly isComparable: boolean
  /** Whether another form of the score was used than at the visit before. */
  readonly isOtherForm?: boolean
}

/** The score of one instrument at each visit of a series. */
export const pointsOf = ({ visits, changes }: SeriesAnswer, slug: string): readonly Point[] =>
  visits.map(({ date, result }) => {
    const { score, category } = result?.results[slug]?.result ?? {}
    const change = changes.find(({ to, since }) => to === date && since.includes('previous'))?.instruments[slug]
    return {
      date,
      value: score?.value ?? null,
      bounds: score?.bounds ?? null,
      reported: score?.reported ?? null,
      code: category?.code,
      isComparable: typeof change?.score?.value === 'number',
      isOtherForm: change?.reasons.some((reason) => reason.startsWith('form_differs')) ?? false,
    }
  })

/** A decline at each visit from the first that has the measure on. */
export function declinePoints(
  visits: readonly AskedVisit[],
  answer: BatchAnswer,
  { measure, at: where }: NonNullable<VisitPlan['declines']>[number],
): readonly Point[] {
  const byDay = new Map(answer.map(({ id, result }) => [id, at(result, where)]))
  const first = visits.findIndex(({ date }) => byDay.has(`${measure} ${date}`))
  return visits.slice(Math.max(0, first)).map(({ date }) => {
    const value = byDay.get(`${measure} ${date}`)
    return { date, value: typeof value === 'number' ? value : null, bounds: null, isComparable: true }
  })
}

/** Neighbours that are known and comparable: a line never crosses a gap. */
export function runsOf(points: readonly Point[]): readonly (readonly number[])[] {
  const runs: number[][] = [[]]
  for (const [i, { value, isComparable }] of points.entries()) {
    if (value === null || !isComparable) runs.push([])
    if (value !== null) runs.at(-1)?.push(i)
  }
  return runs.filter((run) => run.length > 1)
}

export const bandOf = (set: BandSet | undefined, code: string | undefined): Band | undefined =>
  set?.bands.find((band) => band.code === code)
