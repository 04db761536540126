/** Scores and measures over the visits of the page. */
import type { JSX } from 'preact'
import { language, t } from '../forms/page.js'
import { readNumber } from '../model/numbers.js'
import type { PanelAnswer } from '../model/visits.js'
import { setOf } from './score-line.js'
import { type Point, Trend } from './trend.js'
import type { Visit } from './visit-state.js'

export function Trends({ visit }: { readonly visit: Visit }): JSX.Element | null {
  const earlier = visit.earlier.value
  if (earlier.length === 0) return null
  const now = { date: visit.date.value, values: visit.form.values.value, answer: visit.live.state.value.answer }
  const visits = [...earlier, now]
  return (
    <section class="trends" aria-label={t('visit.trend')}>
      <h2>{t('visit.trend')}</h2>
      {visit.plan.trend.map((slug) => {
        const entry = visit.entries.find((each) => each.slug === slug)
        const last = now.answer?.results[slug]?.result ?? earlier.at(-1)?.answer?.results[slug]?.result
        if (!entry) return null
        const points = visits.flatMap(({ date, answer }) => pointOf(date, answer, slug))
        return <Trend key={slug} title={entry.title} set={last && setOf(entry, last)} points={points} />
      })}
      {visit.plan.measured?.map((path) => {
        const title = visit.fields.find((field) => field.path === path)?.title ?? path
        const points = visits.flatMap(({ date, values }): Point[] => {
          const value = readNumber(values[`${path}/value`] ?? '', language)
          return typeof value === 'number' ? [{ date, value, bounds: null }] : []
        })
        return <Trend key={path} title={`${title} (${visit.plan.units[path] ?? ''})`} set={undefined} points={points} />
      })}
    </section>
  )
}

function pointOf(date: string, answer: PanelAnswer | undefined, slug: string): readonly Point[] {
  const score = answer?.results[slug]?.result?.score
  return score ? [{ date, value: score.value, bounds: score.bounds }] : []
}
