/** What the user may keep of a visit, and where: nothing is kept unless it is asked for here. */
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { t } from '../forms/page.js'
import { eraseHere, keepHere, readFile, saveFile } from './keeping.js'
import type { Visit } from './visit-state.js'

export function Keeping({ visit }: { readonly visit: Visit }): JSX.Element {
  const trouble = useSignal('')
  const { earlier, isKept } = visit
  const load = async (file: File | undefined): Promise<void> => {
    if (!file) return
    const visits = await readFile(visit.name, file)
    trouble.value = visits ? '' : t('visit.badFile')
    if (visits) await visit.take(visits)
  }
  return (
    <section class="keeping no-print" aria-label={t('visit.kept')}>
      <h2>{t('visit.kept')}</h2>
      <div class="bar">
        <button type="button" onClick={() => saveFile(visit.name, visit.all())}>
          {t('visit.file')}
        </button>
        <label class="file">
          {t('visit.load')}{' '}
          <input
            type="file"
            accept="application/json,.json"
            onChange={(event) => load(event.currentTarget.files?.[0])}
          />
        </label>
        <OnDevice visit={visit} />
      </div>
      {isKept.value && <p class="note">{t('visit.keptHere')}</p>}
      {trouble.value !== '' && (
        <p class="fault" role="alert">
          {trouble.value}
        </p>
      )}
      {earlier.value.length > 0 && (
        <ul>
          {earlier.value.map(({ date, answer }) => (
            <li key={date}>
              {date}: {visit.plan.trend.flatMap((slug) => answer?.results[slug]?.result?.text ?? []).join('; ')}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function OnDevice({ visit }: { readonly visit: Visit }): JSX.Element {
  const { isKept } = visit
  return (
    <>
      <label class="tick">
        <input
          type="checkbox"
          checked={isKept.value}
          onChange={async (event) => {
            isKept.value = event.currentTarget.checked
            await (isKept.value ? keepHere(visit.name, visit.all()) : eraseHere())
          }}
        />
        {t('visit.keep')}
      </label>
      <button
        type="button"
        onClick={async () => {
          isKept.value = false
          await eraseHere()
        }}
      >
        {t('visit.erase')}
      </button>
    </>
  )
}
