/** The page for one choice of instruments: the patient, what was found, the form that it fills, the scores. */
import type { JSX } from 'preact'
import { Announcement } from '../app/announcement.js'
import { AskForKey, Status } from '../app/status.js'
import { Fields } from '../forms/fields.js'
import { t } from '../forms/page.js'
import type { Field } from '../model/fields.js'
import type { Resource } from '../model/record.js'
import type { Word } from '../model/words.js'
import { Found } from './found.js'
import { BESIDE } from './plan.js'
import type { RecordVisit } from './record-visit.js'
import { Scores } from './scores.js'

export function RecordPage({ page }: { readonly page: RecordVisit }): JSX.Element {
  const phase = page.phase.value
  if (phase.name === 'stopped')
    return (
      <div class="alert" role="alert">
        <strong>{t('smart.stopped')}</strong>
        <p>{phase.why}</p>
        <p>{t('smart.again')}</p>
      </div>
    )
  return (
    <>
      <Days page={page} />
      <p role="status" class={phase.name === 'reading' ? 'note' : 'unseen'}>
        {phase.name === 'reading' ? t('smart.reading') : ''}
      </p>
      {phase.name === 'key' && <AskForKey live={{ again: () => page.read() }} status={phase.status} />}
      {phase.name === 'trouble' && (
        <div class="alert" role="alert">
          <p>{t('smart.ownTrouble', { why: phase.why })}</p>
          <button type="button" onClick={() => page.read()}>
            {t('ui.retry')}
          </button>
        </div>
      )}
      {phase.name === 'ready' && <Whole page={page} />}
    </>
  )
}

function Whole({ page }: { readonly page: RecordVisit }): JSX.Element {
  const { visit, patient } = page
  const { live, form } = visit
  const { phase, answer } = live.state.value
  const sentences = visit.entries.flatMap(({ slug }) => answer?.results[slug]?.result?.text ?? [])
  const found = page.rows.value.flatMap(({ values }) => Object.keys(values))
  // Of what no visit page asks for, only that which the record holds.
  const shown = (word: string, fields: readonly Field[]): readonly Field[] =>
    word === BESIDE ? fields.filter(({ path }) => found.some((each) => `${each}/`.startsWith(`${path}/`))) : fields
  const sections = visit.sections.map(({ word, fields }) => ({ word, fields: shown(word, fields) }))
  return (
    <>
      {patient.value && <Person patient={patient.value} />}
      <Found page={page} />
      <div class="columns">
        <div>
          {sections.map(
            ({ word, fields }) =>
              fields.length > 0 && (
                <section key={word} aria-label={t(word as Word)}>
                  <h2>{t(word as Word)}</h2>
                  <Fields form={form} fields={fields} />
                </section>
              ),
          )}
        </div>
        <section class="result" aria-label={t('visit.scores')}>
          <h2>{t('visit.scores')}</h2>
          <div aria-live="polite">
            <Status live={live} written={visit.asked} />
          </div>
          <div class={phase === 'answered' || phase === 'empty' ? '' : 'old'}>
            <Scores page={page} />
          </div>
        </section>
      </div>
      <Announcement text={sentences.join('. ')} />
    </>
  )
}

/** Two-visit instruments compare with a day that the user names: which was before a treatment stands in no record. */
function Days({ page }: { readonly page: RecordVisit }): JSX.Element {
  const { visit, plan } = page
  const comparesVisits = visit.entries.some(({ slug }) => (plan.instruments[slug]?.visits ?? 1) > 1)
  const days = page.days.value
  return (
    <div class="bar">
      <label for="as-of">{t('smart.asOf')}</label>
      <input
        id="as-of"
        type="date"
        value={visit.date.value}
        onChange={(event) => {
          if (event.currentTarget.value === '') return
          visit.date.value = event.currentTarget.value
          page.explain()
        }}
      />
      {comparesVisits && (
        <>
          <label for="earlier">{t('smart.earlier')}</label>
          <select
            id="earlier"
            value={page.earlier.value}
            onChange={(event) => {
              page.earlier.value = event.currentTarget.value
              page.explain()
            }}
          >
            <option value="">{t('smart.noEarlier')}</option>
            {days.map((day) => (
              <option key={day} value={day}>
                {day}
              </option>
            ))}
          </select>
        </>
      )}
      <button type="button" onClick={() => page.read()}>
        {t('smart.readAgain')}
      </button>
    </div>
  )
}

/** Whose record it is, to be compared with the chart; the name stays in this page. */
function Person({ patient }: { readonly patient: Resource }): JSX.Element {
  const names = Array.isArray(patient['name']) ? patient['name'] : []
  const { text, family, given } = (names[0] ?? {}) as Readonly<Record<string, unknown>>
  const parts = [family, ...(Array.isArray(given) ? given : [])].filter((part) => typeof part === 'string')
  const named = typeof text === 'string' ? text : parts.join(' ')
  const birthDate = patient['birthDate']
  const gender = patient['gender']
  const born = typeof birthDate === 'string' ? t('smart.born', { day: birthDate }) : t('smart.noBirthDate')
  const sex = gender === 'female' || gender === 'male' ? t(`smart.${gender}`) : t('smart.noSex')
  return (
    <p class="person">
      {t('smart.patient')}: <strong>{named}</strong> · {born} · {sex} · Patient/{patient.id}
    </p>
  )
}
