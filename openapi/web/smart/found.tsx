/** What was found in the record: each value with its day, source and what is to be known of it, to be ticked. */
import type { JSX } from 'preact'
import { t } from '../forms/page.js'
import type { Resource, Row } from '../model/record.js'
import type { RecordVisit } from './record-visit.js'

export function Found({ page }: { readonly page: RecordVisit }): JSX.Element {
  const rows = page.rows.value
  const open = rows.length - page.ticked.value.size
  return (
    <section class="card-box" aria-label={t('smart.found')}>
      <h2>{t('smart.found')}</h2>
      {page.gaps.value.map((text) => (
        <p class="warnings" key={text}>
          {text}
        </p>
      ))}
      {rows.length === 0 ? (
        <p data-nothing>{t('smart.nothing')}</p>
      ) : (
        <>
          <p class="note">{t('smart.confirm')}</p>
          {open > 0 && <p class="note">{t('smart.unchecked', { count: open })}</p>}
          <ul class="found">
            {rows.map((row) => (
              <FoundRow key={row.expression} page={page} row={row} />
            ))}
          </ul>
        </>
      )}
      {page.remarks.value.length > 0 && (
        <>
          <h3>{t('smart.notUsed')}</h3>
          <ul class="remarks">
            {page.remarks.value.map((text) => (
              <li key={text}>{page.shortened(text)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function FoundRow({ page, row }: { readonly page: RecordVisit; readonly row: Row }): JSX.Element {
  const { expression, title, text, time, source, notes } = row
  const id = `found-${expression.replaceAll(/\W/g, '_')}`
  const isReplaced = page.replaced.value.has(expression)
  return (
    <li data-found={row.uses[0]?.path}>
      <label class="tick box">
        <input
          type="checkbox"
          checked={page.ticked.value.has(expression)}
          aria-describedby={id}
          onChange={(event) => page.tick(row, event.currentTarget.checked)}
        />
        <span>
          {title}: <strong>{text}</strong>
        </span>
      </label>
      <div id={id}>
        <p class="note">
          {[
            dayOf(time, expression),
            ...wordsOf(page.original(source)),
            page.shortened(source ?? t('smart.patient')),
          ].join(' · ')}
        </p>
        {notes.map((note) => (
          <p class="doubt" key={note}>
            {page.shortened(note)}
          </p>
        ))}
        {isReplaced && <p class="doubt">{t('smart.replaced')}</p>}
      </div>
    </li>
  )
}

/** The birth date and the sex have no day of their own. */
const isOfPatient = (expression: string): boolean => /\.(?:birthDate|gender)$/.test(expression)

const dayOf = (time: string | undefined, expression: string): string =>
  time ?? (isOfPatient(expression) ? '–' : t('smart.undated'))

type Loose = Readonly<Record<string, unknown>>

const objectsIn = (value: unknown): readonly Loose[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is Loose => typeof each === 'object' && each !== null)

/** The first name that somebody or something has. */
const nameOf = (value: unknown): string | undefined =>
  objectsIn(value)
    .flatMap(({ display, text, coding, reference }) => [
      display,
      text,
      ...objectsIn(coding).flatMap((each) => [each['display'], each['code']]),
      reference,
    ])
    .find((each): each is string => typeof each === 'string' && each !== '')

const MOST_LETTERS = 80

/** Who measured it, and how, where the record says so. */
function wordsOf(original: Resource | undefined): readonly string[] {
  if (!original) return []
  const performer = nameOf(original['performer'])
  const method = nameOf(original['method'])
  return [
    ...(performer === undefined ? [] : [t('smart.by', { performer: performer.slice(0, MOST_LETTERS) })]),
    ...(method === undefined ? [] : [t('smart.method', { method: method.slice(0, MOST_LETTERS) })]),
  ]
}
