/** The score in one line: number, unit, category, bounds; and what stands beside it: what is missing, what is to be noted. */
import type { JSX } from 'preact'
import { language, t } from '../forms/page.js'
import type { BandSet, Bounds, Entry, Result } from '../model/catalogue.js'
import type { Field } from '../model/fields.js'
import { shown } from '../model/numbers.js'
import { bandsWithin, unitText } from '../model/scale.js'
import { missingText } from '../model/titles.js'

/** The cut-offs that the category is of; without one the first, unless there are several to choose from. */
export function setOf(entry: Pick<Entry, 'bands'>, { category }: Result): BandSet | undefined {
  const own = entry.bands.find(({ id }) => id === category?.set)
  return own ?? (entry.bands.length === 1 ? entry.bands[0] : undefined)
}

/** The set speaks the language of the page. */
const labelOf = (set: BandSet | undefined, { code, label }: NonNullable<Result['category']>): string =>
  set?.bands.find((band) => band.code === code)?.label ?? label

export function boundsText({ lower, upper }: Bounds): string {
  const [low, high] = [lower, upper].map((each) => (each === null ? '' : shown(each, language)))
  if (lower !== null && upper !== null) return t('ui.possible', { lower: low ?? '', upper: high ?? '' })
  return lower !== null
    ? t('ui.atLeast', { lower: low ?? '' })
    : upper !== null
      ? t('ui.atMost', { upper: high ?? '' })
      : ''
}

export function ScoreLine({
  result,
  set,
}: {
  readonly result: Result
  readonly set: BandSet | undefined
}): JSX.Element | null {
  const { score, category } = result
  if (!score) return null
  const unit = unitText(score.unit)
  const isOpen = category?.code === 'undetermined'
  const within = isOpen && set && score.bounds ? bandsWithin(set, score.bounds) : []
  return (
    <>
      <p class="headline">
        {score.reported === null ? (
          <span class="open">{t('ui.notComputable')}</span>
        ) : (
          <>
            <output class="score">{score.reported}</output>
            {unit !== '' && <span class="unit"> {unit}</span>}
          </>
        )}
        {category && (
          <span class={`category ${isOpen ? 'open' : ''}`}>
            {' '}
            {isOpen ? `? ${t('ui.undetermined')}` : labelOf(set, category)}
          </span>
        )}
      </p>
      {score.bounds && (
        <p class="bounds">
          {boundsText(score.bounds)} {unit}
        </p>
      )}
      {within.length > 0 && (
        <p class="bounds">{t('ui.couldBe', { bands: within.map(({ label }) => label).join(', ') })}</p>
      )}
    </>
  )
}

export function Notes({ result, fields }: { readonly result: Result; readonly fields: readonly Field[] }): JSX.Element {
  const { missing, warnings } = result
  return (
    <>
      {missing.length > 0 && (
        <p class="missing">
          <strong>{t('ui.missing')}:</strong> {missingText(fields, missing)}
        </p>
      )}
      {warnings.length > 0 && (
        <div class="warnings">
          <strong>{t('ui.warnings')}</strong>
          <ul>
            {warnings.map(({ code, pointer, message }) => (
              <li key={code + pointer}>{message}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
