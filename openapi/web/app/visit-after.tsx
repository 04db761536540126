/** What stands below a visit: its trends, what is kept, and what only paper needs. */
import type { ComponentType, JSX } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import { language, learn, nowText, t } from '../forms/page.js'
import { VISITS } from '../model/words-visits.js'
import { Course } from './course.js'
import { Keeper } from './keeper.js'
import { joinLink } from './link.js'
import { Keeping } from './visit-keeping.js'
import type { Visit } from './visit-state.js'
import { Trends } from './visit-trends.js'

learn(VISITS)

type Part = ComponentType<{ readonly visit: Visit }>

/** What the page holds from the beginning on: what is in the link that opened it, or visits that are kept; never both. */
export async function arrive(visit: Visit): Promise<Readonly<Record<'Above' | 'Below', Part>>> {
  const keeper = new Keeper(visit)
  const link = joinLink(visit.fields, {
    take({ values, day }) {
      if (day !== undefined) visit.date.value = day
      // A unit that this page preselects is for what is typed here, never for a value of the link.
      const units = Object.entries(visit.form.values.value).filter(
        ([path]) => values[path.replace(/unit$/, 'value')] === undefined,
      )
      visit.form.replace({ ...Object.fromEntries(units), ...values })
    },
    entered: () => ({ values: visit.form.values.value, day: visit.date.value }),
  })
  if (!link.isTaken) await keeper.open()
  return { Above: () => <link.Above />, Below: () => <After visit={visit} keeper={keeper} MakeLink={link.Below} /> }
}

interface Props {
  readonly visit: Visit
  readonly keeper: Keeper
  readonly MakeLink: ComponentType
}

function After({ visit, keeper, MakeLink }: Props): JSX.Element {
  const course = useMemo(() => new Course(visit), [visit])
  useEffect(() => course.stop, [course])
  return (
    <>
      <Trends course={course} />
      <Keeping course={course} keeper={keeper} />
      <MakeLink />
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
