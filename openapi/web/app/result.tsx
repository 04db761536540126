/** The answer for one instrument: score, category, bounds, warnings, scale, terms, criteria, and the line for a note. */
import type { JSX } from 'preact'
import { t } from '../forms/page.js'
import type { Entry, Result } from '../model/catalogue.js'
import type { Field } from '../model/fields.js'
import { inWords } from '../model/titles.js'
import { Copy } from './copy.js'
import { Criteria } from './criteria.js'
import { ScaleFigure } from './scale.js'
import { Notes, ScoreLine, setOf } from './score-line.js'
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
