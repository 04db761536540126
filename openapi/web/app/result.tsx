/** The answer for one instrument: score, category, bounds, warnings, scale, terms, criteria, and the line for a note. */
import type { JSX } from 'preact'
import type { BandSet, Bounds, Entry, Result } from '../model/catalogue.js'
import type { Field } from '../model/fields.js'
import { shown } from '../model/numbers.js'
import { bandsWithin, unitText } from '../model/scale.js'
import { inWords, titleOf } from '../model/titles.js'
import { Copy } from './copy.js'
import { Criteria } from './criteria.js'
import { language, t } from './page.js'
import { ScaleFigure } from './scale.js'
import { Terms } from './terms.js'

interface Props {
  readonly entry: Entry
  readonly result: Result
  readonly fields: readonly Field[]
  readonly isUpdating: boolean
}

export function ResultCard({ entry, result, fields, isUpdating }: Props): JSX.Element {
  const set = setOf(entry, result)
  const { score } = result
  return (
    <div class={isUpdating ? 'card updating' : 'card'}>
      {score && <ScoreLine result={result} set={set} />}
      {!score && <p class="headline">{result.text}</p>}
      {isUpdating && <p class="note">{t('ui.updating')}</p>}
      <Notes result={result} fields={fields} />
      {set && score && <ScaleFigure set={set} value={score.value} bounds={score.bounds} code={result.category?.code} />}
      {result.terms.length > 0 && <Terms terms={result.terms} score={score?.value ?? null} fields={fields} />}
      {result.criteria.length > 0 && <Criteria criteria={result.criteria} />}
      <h3>{t('ui.line')}</h3>
      <p class="line">{result.text}</p>
      <Copy text={result.text} />
      <details>
        <summary>{t('ui.working')}</summary>
        <Tree value={result.details} />
      </details>
    </div>
  )
}

/** The cut-offs that the category is of; without one the first, unless there are several to choose from. */
function setOf(entry: Pick<Entry, 'bands'>, { category }: Result): BandSet | undefined {
  const own = entry.bands.find(({ id }) => id === category?.set)
  return own ?? (entry.bands.length === 1 ? entry.bands[0] : undefined)
}

function boundsText({ lower, upper }: Bounds): string {
  const [low, high] = [lower, upper].map((each) => (each === null ? '' : shown(each, language)))
  if (lower !== null && upper !== null) return t('ui.possible', { lower: low ?? '', upper: high ?? '' })
  return lower !== null
    ? t('ui.atLeast', { lower: low ?? '' })
    : upper !== null
      ? t('ui.atMost', { upper: high ?? '' })
      : ''
}

function ScoreLine({
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
            {isOpen ? `? ${t('ui.undetermined')}` : category.label}
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

function Notes({ result, fields }: { readonly result: Result; readonly fields: readonly Field[] }): JSX.Element {
  const { missing, warnings } = result
  return (
    <>
      {missing.length > 0 && (
        <p class="missing">
          <strong>{t('ui.missing')}:</strong> {missing.map((path) => titleOf(fields, path)).join(', ')}
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

/** Whatever else the answer says, as nested lists. */
function Tree({ value }: { readonly value: unknown }): JSX.Element {
  if (value === null || typeof value !== 'object') return <>{value === null ? '–' : String(value)}</>
  const entries = Object.entries(value)
  if (entries.length === 0) return <>–</>
  return (
    <dl>
      {entries.map(([name, inner]) => (
        <div key={name}>
          <dt>{inWords(name)}</dt>
          <dd>
            <Tree value={inner} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
