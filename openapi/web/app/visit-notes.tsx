/** What follows from the scores of a visit: lines for a note, the request for programs, what is said to who does not see them. */
import type { JSX } from 'preact'
import { learn, t } from '../forms/page.js'
import { VISITS } from '../model/words-visits.js'
import { Announcement } from './announcement.js'
import { Copy } from './copy.js'
import { ForPrograms } from './programs.js'
import type { Visit } from './visit-state.js'

learn(VISITS)

export function VisitNotes({ visit }: { readonly visit: Visit }): JSX.Element {
  const { live, plan, asked, date } = visit
  const { answer } = live.state.value
  const lines = plan.instruments.flatMap((slug) => answer?.results[slug]?.result?.text ?? [])
  const text = lines.join('\n')
  const request = { instruments: asked?.instruments ?? [], derive: true, inputs: asked?.input ?? {} }
  return (
    <>
      {answer && (
        <>
          <h3>{t('visit.lines')}</h3>
          <p class="line lines">{text}</p>
          <Copy text={`${date.value}\n${text}`} />
        </>
      )}
      {asked && <ForPrograms slug="panel" input={request} answer={answer} />}
      <Announcement text={lines.join('. ')} />
    </>
  )
}
