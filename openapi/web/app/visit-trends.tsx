/** Scores and measures over the visits of the page, as the server computes them from what was entered at each. */
import type { JSX } from 'preact'
import { t } from '../forms/page.js'
import type { Entry } from '../model/catalogue.js'
import { type AskedVisit, declinePoints, type Point, pointsOf, type SeriesAnswer } from '../model/course.js'
import type { Course } from './course.js'
import { setOf } from './score-line.js'
import { Status } from './status.js'
import { Trend } from './trend.js'
import type { Visit } from './visit-state.js'

export function Trends({ course }: { readonly course: Course }): JSX.Element | null {
  const { visit, series } = course
  const state = series.state.value
  const visits = course.visits()
  if (visit.earlier.value.length === 0 || visits.length < 2) return null
  const isCurrent = state.phase === 'answered' && !state.isUpdating
  return (
    <section class="trends" aria-label={t('visit.trend')}>
      <h2>{t('visit.trend')}</h2>
      {state.phase !== 'empty' && state.phase !== 'key' && <Status live={series} written={undefined} />}
      <div class={isCurrent ? 'charts' : 'charts old'}>
        {state.answer &&
          visit.plan.trend.map((slug) => <ScoreTrend key={slug} visit={visit} slug={slug} answer={state.answer} />)}
        {visit.plan.measured?.map((path) => (
          <Trend key={path} title={titleOf(visit, path)} set={undefined} points={measuredPoints(visit, visits, path)} />
        ))}
        <Declines course={course} visits={visits} />
      </div>
    </section>
  )
}

interface ScoreProps {
  readonly visit: Visit
  readonly slug: string
  readonly answer: SeriesAnswer | undefined
}

function ScoreTrend({ visit, slug, answer }: ScoreProps): JSX.Element | null {
  const entry = visit.entries.find((each) => each.slug === slug)
  if (!entry || !answer) return null
  return <Trend title={entry.title} set={setIn(entry, answer)} points={pointsOf(answer, slug)} />
}

/** The cut-offs of the last answer that has some. */
function setIn(entry: Entry, { visits }: SeriesAnswer) {
  const results = visits.flatMap(({ result }) => result?.results[entry.slug]?.result ?? [])
  const last = results.findLast(({ category }) => category !== null) ?? results.at(-1)
  return last && setOf(entry, last)
}

const measureOf = (visit: Visit, path: string): string =>
  visit.fields.find((field) => field.path === path)?.title ?? path

const titleOf = (visit: Visit, path: string): string => `${measureOf(visit, path)} (${visit.plan.units[path] ?? ''})`

/** As it was entered; what is no number is a gap. */
function measuredPoints(visit: Visit, visits: readonly AskedVisit[], path: string): readonly Point[] {
  const unit = visit.plan.units[path]
  return visits.map(({ date, asked }) => {
    const quantity = asked.input[path] as { readonly value?: unknown; readonly unit?: unknown } | undefined
    const value = quantity?.unit === unit ? quantity?.value : undefined
    return { date, value: typeof value === 'number' ? value : null, bounds: null, isComparable: true }
  })
}

function Declines({ course, visits }: { readonly course: Course; readonly visits: readonly AskedVisit[] }) {
  const { visit, declines } = course
  return visit.plan.declines?.map((each) => {
    const answer = declines.get(each.instrument)?.state.value.answer
    if (!answer) return null
    const points = declinePoints(visits, answer, each)
    const title = t('visit.decline', { measure: measureOf(visit, each.measure), day: points[0]?.date ?? '' })
    return <Trend key={each.measure} title={title} set={undefined} points={points} />
  })
}
