/** The scores of a visit: each with its category, bounds and what is missing; of what nothing was entered it says so. */
import { signal } from '@preact/signals'
import type { ComponentType, JSX } from 'preact'
import { t } from '../forms/page.js'
import type { Entry, Result } from '../model/catalogue.js'
import { type Field, formOf } from '../model/fields.js'
import { Notes, ScoreLine, setOf } from './score-line.js'
import type { Visit } from './visit-state.js'

export function Scores({ visit }: { readonly visit: Visit }): JSX.Element {
  const { answer, isUpdating } = visit.live.state.value
  return (
    <div class={isUpdating ? 'updating' : ''}>
      {visit.entries.map((entry) => {
        const answered = answer?.results[entry.slug]
        return (
          <article key={entry.slug} class="card score-card" data-score={entry.slug}>
            <h3>
              <a href={`/i/${entry.slug}`}>{entry.title}</a> <span class="source">{entry.version}</span>
            </h3>
            {answered?.result && <Score entry={entry} result={answered.result} />}
            {answered?.problem && <p class="fault">{answered.problem.detail}</p>}
            {!answered && <p class="note">{needsEarlier(entry) ? t('visit.noEarlier') : t('visit.notExamined')}</p>}
          </article>
        )
      })}
      {isUpdating && <p class="note">{t('ui.updating')}</p>}
    </div>
  )
}

const needsEarlier = ({ requestSchema }: Entry): boolean =>
  Object.values(requestSchema.properties ?? {}).some((schema) => schema['x-layer'] === 'follow-up')

type MoreOf = ComponentType<{ readonly entry: Entry; readonly result: Result; readonly fields: readonly Field[] }>

/** Loaded when the first of them is opened. */
const more = signal<MoreOf | undefined>(undefined)

async function loadMore(): Promise<void> {
  const { More } = await import('./visit-more.js')
  more.value = More
}

function Score({ entry, result }: { readonly entry: Entry; readonly result: Result }): JSX.Element {
  const set = setOf(entry, result)
  const fields = formOf(entry.requestSchema, { units: entry.units, yes: t('ui.yes'), no: t('ui.no') })
  const { score, terms, criteria } = result
  const More = more.value
  return (
    <>
      {score ? <ScoreLine result={result} set={set} /> : <p class="headline">{result.text}</p>}
      <Notes result={result} fields={fields} />
      {(entry.bands.length > 0 || terms.length > 0 || criteria.length > 0) && (
        <details
          onToggle={() => {
            loadMore()
          }}
        >
          <summary>{t('visit.more')}</summary>
          {More && <More entry={entry} result={result} fields={fields} />}
        </details>
      )}
      <p class="note limits">
        {t('ui.notFor')}: {entry.notFor[0]}
      </p>
    </>
  )
}
