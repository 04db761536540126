/** The scores of what is confirmed and entered: number, category, bounds, what is missing, warnings, source; and saving. */
import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { Notes, ScoreLine, setOf } from '../app/score-line.js'
import { t } from '../forms/page.js'
import type { Entry, Result } from '../model/catalogue.js'
import { type Field, formOf } from '../model/fields.js'
import type { Observation } from './operations.js'
import type { RecordVisit } from './record-visit.js'
import { type Outcome, Saving } from './saving.js'

export function Scores({ page }: { readonly page: RecordVisit }): JSX.Element {
  const { answer, isUpdating } = page.visit.live.state.value
  return (
    <div class={isUpdating ? 'updating' : ''}>
      {page.visit.entries.map((entry) => {
        const answered = answer?.results[entry.slug]
        return (
          <article key={entry.slug} class="card score-card" data-score={entry.slug}>
            <h3>
              {entry.title} <span class="source">{entry.version}</span>
            </h3>
            {answered?.result && <Score page={page} entry={entry} result={answered.result} isUpdating={isUpdating} />}
            {answered?.problem && <p class="fault">{answered.problem.detail}</p>}
            {!answered && <p class="note">{t(needsEarlier(entry) ? 'visit.noEarlier' : 'visit.notExamined')}</p>}
          </article>
        )
      })}
      {isUpdating && <p class="note">{t('ui.updating')}</p>}
    </div>
  )
}

const needsEarlier = ({ requestSchema }: Entry): boolean =>
  Object.values(requestSchema.properties ?? {}).some((schema) => schema['x-layer'] === 'follow-up')

interface Props {
  readonly page: RecordVisit
  readonly entry: Entry
  readonly result: Result
  readonly isUpdating: boolean
}

function Score({ page, entry, result, isUpdating }: Props): JSX.Element {
  const fields: readonly Field[] = formOf(entry.requestSchema, { units: entry.units, yes: t('ui.yes'), no: t('ui.no') })
  const { score, category, status } = result
  const used = page.usedBy(entry.slug)
  const sources = [...new Set(used.map(({ source }) => page.shortened(source ?? `Patient/${page.session.patient}`)))]
  const notes = [...new Set(used.flatMap((row) => row.notes))]
  const isScore =
    status === 'computed' && (score?.reported != null || (category !== null && category.code !== 'undetermined'))
  const [citation] = entry.citations
  return (
    <>
      {score ? <ScoreLine result={result} set={setOf(entry, result)} /> : <p class="headline">{result.text}</p>}
      <Notes result={result} fields={fields} />
      {notes.map((note) => (
        <p class="doubt" key={note}>
          {page.shortened(note)}
        </p>
      ))}
      {sources.length > 0 && <p class="note">{t('smart.derivedFrom', { sources: sources.join(', ') })}</p>}
      {citation && (
        <p class="note">
          {t('smart.citation')}: {citation.text} {citation.id}
        </p>
      )}
      <p class="note">
        {t('ui.notFor')}: {entry.notFor[0]}
      </p>
      {isScore && page.plan.saves && <Save page={page} entry={entry} result={result} isUpdating={isUpdating} />}
    </>
  )
}

function Save({ page, entry, result, isUpdating }: Props): JSX.Element {
  const saving = useMemo(() => new Saving(page, entry), [page, entry])
  saving.show(result)
  const phase = saving.phase.value
  if (!Saving.isAllowed(page)) return <p class="note">{t('smart.saveNotGranted')}</p>
  return (
    <div class="saving">
      {(phase.name === 'idle' || phase.name === 'making' || phase.name === 'failed') && (
        <button type="button" disabled={isUpdating || phase.name === 'making'} onClick={() => saving.ask(result)}>
          {t('smart.save')}: {entry.title}
        </button>
      )}
      {phase.name === 'asking' && (
        <section aria-label={t('smart.save')} class="warnings">
          <p>{questionOf(page, result, phase.observation)}</p>
          <button type="button" class="main" disabled={isUpdating} onClick={() => saving.confirm()}>
            {t('smart.yes')}
          </button>{' '}
          <button type="button" onClick={() => saving.cancel()}>
            {t('smart.no')}
          </button>
        </section>
      )}
      <p role="status">
        {phase.name === 'saving' && t('smart.saving')}
        {phase.name === 'saved' && wordsOf(phase)}
        {phase.name === 'idle' &&
          phase.before &&
          t('smart.ofBefore', { text: phase.before.text, what: wordsOf(phase.before.outcome) })}
      </p>
      {(phase.name === 'failed' || phase.name === 'unknown') && <p class="fault">{wordsOf(phase)}</p>}
    </div>
  )
}

function wordsOf(outcome: Outcome): string {
  if (outcome.name === 'saved') return t('smart.saved', { id: outcome.id })
  return t(outcome.name === 'failed' ? 'smart.notSaved' : 'smart.notKnown', { why: outcome.why })
}

/** The Observation is of the time of its newest value. */
function questionOf(page: RecordVisit, { text }: Result, { derivedFrom = [], effectiveDateTime }: Observation): string {
  const sources = derivedFrom.flatMap(({ reference }) => reference ?? []).join(', ')
  return t('smart.ask', {
    text,
    day: effectiveDateTime ?? page.visit.date.value,
    patient: `Patient/${page.session.patient}`,
    sources: sources === '' ? t('smart.noSources') : page.shortened(sources),
  })
}
