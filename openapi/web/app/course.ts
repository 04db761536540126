/** What the server says to all visits of the page together: their series, and declines since the first of them. */
import { effect } from '@preact/signals'
import { type AskedVisit, type BatchAnswer, declineRows, type SeriesAnswer, seriesOf } from '../model/course.js'
import { comparesVisits } from '../model/visits.js'
import { Live } from './live.js'
import type { Visit } from './visit-state.js'

export class Course {
  readonly visit: Visit
  readonly series = new Live<SeriesAnswer>()
  /** One for each instrument that compares. */
  readonly declines: ReadonlyMap<string, Live<BatchAnswer>>
  readonly stop: () => void

  constructor(visit: Visit) {
    this.visit = visit
    const comparing = new Set(visit.plan.declines?.map(({ instrument }) => instrument))
    this.declines = new Map([...comparing].map((slug) => [slug, new Live<BatchAnswer>()]))
    this.stop = effect(() => this.#ask())
  }

  /** Earlier visits in the order of their days, and this one where anything was entered. */
  visits(): readonly AskedVisit[] {
    const { earlier, date, form } = this.visit
    const today = date.value
    const asked = this.visit.askedFor(form.values.value, today)
    const before = earlier.value.filter((each) => today === '' || each.date < today)
    const isEntered = this.visit.entries.some(
      (entry) => !comparesVisits(entry) && asked.instruments.includes(entry.slug),
    )
    return !isEntered || today === '' ? before : [...before, { date: today, asked }]
  }

  /** After the answer to this visit: whoever types is not asked for twice as much. */
  #ask(): void {
    const { phase, isUpdating } = this.visit.live.state.value
    const visits = this.visits()
    if (isUpdating || (phase !== 'answered' && phase !== 'empty')) return
    const series = seriesOf(visits, this.visit.entries)
    this.series.renew(series && { url: '/v1/panel/series', body: series })
    for (const [slug, live] of this.declines) {
      const rows = (this.visit.plan.declines ?? [])
        .filter(({ instrument }) => instrument === slug)
        .flatMap((each) => declineRows(visits, each))
      live.renew(rows.length === 0 ? undefined : { url: `/v1/${slug}/batch`, body: rows })
    }
  }
}
