/** The addends of a score as bars, each beginning where the one before ends. */
import type { JSX } from 'preact'
import { language, t } from '../forms/page.js'
import type { Field } from '../model/fields.js'
import { shown } from '../model/numbers.js'
import { inWords, titleOf } from '../model/titles.js'

const WIDTH = 200
const HEIGHT = 14
/** Terms of some forms are scaled before they are added: then their sum is not the score, and is not shown as if it were. */
const SAME = 1e-6

interface Props {
  readonly terms: readonly { readonly id: string; readonly value: number }[]
  readonly score: number | null
  readonly fields: readonly Field[]
}

export function Terms({ terms, score, fields }: Props): JSX.Element {
  let sum = 0
  const bars = terms.map(({ id, value }) => {
    const start = sum
    sum += value
    return { id, value, from: Math.min(start, sum), to: Math.max(start, sum) }
  })
  const least = Math.min(0, ...bars.map(({ from }) => from))
  const most = Math.max(0, ...bars.map(({ to }) => to))
  const x = (value: number): number => Math.round(((value - least) / (most - least || 1)) * WIDTH * 10) / 10
  const label = (id: string): string => {
    const title = titleOf(fields, id)
    return title === id ? inWords(id) : title
  }
  return (
    <table class="terms">
      <caption>{t('ui.terms')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('ui.term')}</th>
          <th scope="col" class="figure">
            {t('ui.value')}
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        {bars.map(({ id, value, from, to }) => (
          <tr key={id}>
            <th scope="row">{label(id)}</th>
            <td class="figure">{shown(value, language)}</td>
            <td class="term-bar">
              <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
                <rect
                  class={value < 0 ? 'term negative' : 'term'}
                  x={x(from)}
                  width={Math.max(0.5, x(to) - x(from))}
                  height={HEIGHT}
                />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
      {score !== null && Math.abs(sum - score) < SAME && (
        <tfoot>
          <tr>
            <th scope="row">{t('ui.sum')}</th>
            <td class="figure">{shown(sum, language)}</td>
            <td />
          </tr>
        </tfoot>
      )}
    </table>
  )
}
