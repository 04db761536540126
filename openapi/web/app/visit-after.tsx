/** What stands below a visit: its trends, what is kept, and what only paper needs. */
import type { ComponentType, JSX } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import { language, learn, nowText, t } from '../forms/page.js'
import { VISITS } from '../model/words-visits.js'
import { Course } from './course.js'
import { Keeper } from './keeper.js'
import { Keeping } from './visit-keeping.js'
import type { Visit } from './visit-state.js'
import { Trends } from './visit-trends.js'

learn(VISITS)

/** What the page holds from the beginning on: visits that are kept. */
export async function arrive(visit: Visit): Promise<ComponentType<{ readonly visit: Visit }>> {
  const keeper = new Keeper(visit)
  await keeper.open()
  return () => <After visit={visit} keeper={keeper} />
}

function After({ visit, keeper }: { readonly visit: Visit; readonly keeper: Keeper }): JSX.Element {
  const course = useMemo(() => new Course(visit), [visit])
  useEffect(() => course.stop, [course])
  return (
    <>
      <Trends course={course} />
      <Keeping course={course} keeper={keeper} />
      <Paper visit={visit} />
    </>
  )
}

/** Only on paper: versions, sources, when it was printed, and lines to write on. */
function Paper({ visit }: { readonly visit: Visit }): JSX.Element {
  return (
    <div class="on-paper">
      <p>
        {visit.entries
          .map(
            ({ title, version, citations }) =>
              `${title} ${version} (${citations.find(({ id }) => id)?.id ?? citations[0]?.text ?? ''})`,
          )
          .join('; ')}
      </p>
      <p>
        {t('ui.printed', { time: `${new Date().toLocaleDateString(language)} ${nowText()}` })} · {t('ui.name')}{' '}
        ____________________ {t('ui.signature')} ____________________
      </p>
    </div>
  )
}
