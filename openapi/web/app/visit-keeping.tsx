/** What the user may keep of a visit, and where: nothing is kept unless it is asked for here. */
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { t } from '../forms/page.js'
import type { Course } from './course.js'
import type { Keeper } from './keeper.js'
import { readFile, saveFile } from './keeping.js'
import type { EarlierVisit } from './visit-state.js'

interface Props {
  readonly course: Course
  readonly keeper: Keeper
}

export function Keeping({ course, keeper }: Props): JSX.Element {
  const { visit } = course
  const trouble = useSignal('')
  const { earlier } = visit
  const said = keeper.trouble.value
  const load = async (file: File | undefined): Promise<void> => {
    if (!file) return
    const visits = await readFile(visit.name, file)
    trouble.value = visits ? '' : t('visit.badFile')
    if (visits) keeper.take(visits)
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
        <OnDevice keeper={keeper} />
      </div>
      {keeper.isKept.value && <p class="note">{t('visit.keptHere')}</p>}
      {said && (
        <p class="fault" role="alert">
          {t(said)}
        </p>
      )}
      {trouble.value !== '' && (
        <p class="fault" role="alert">
          {trouble.value}
        </p>
      )}
      {earlier.value.length > 0 && (
        <ul>
          {earlier.value.map((each) => (
            <li key={each.date}>
              {each.date}: {textsOf(course, each).join('; ')}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** The scores of an earlier visit, as the server computes them. */
function textsOf({ visit, series }: Course, { date, answer }: EarlierVisit): readonly string[] {
  const answered = series.state.value.answer?.visits.find((each) => each.date === date)?.result ?? answer
  return visit.plan.trend.flatMap((slug) => answered?.results[slug]?.result?.text ?? [])
}

function OnDevice({ keeper }: { readonly keeper: Keeper }): JSX.Element {
  return (
    <>
      <label class="tick">
        <input
          type="checkbox"
          checked={keeper.isKept.value}
          onChange={async ({ currentTarget: box }) => {
            await (box.checked ? keeper.start() : keeper.erase())
            box.checked = keeper.isKept.value
          }}
        />
        {t('visit.keep')}
      </label>
      <button type="button" onClick={() => keeper.erase()}>
        {t('visit.erase')}
      </button>
    </>
  )
}
