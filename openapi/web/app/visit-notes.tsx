/** What follows from the scores of a visit: lines for a note, the request for programs, what is said to who does not see them. */
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import { learn, t } from '../forms/page.js'
import { VISITS } from '../model/words-visits.js'
import { Copy } from './copy.js'
import { ForPrograms } from './programs.js'
import type { Visit } from './visit-state.js'

learn(VISITS)

/** Screen readers hear of new numbers at most so often. */
const QUIET_MS = 500

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

function Announcement({ text }: { readonly text: string }): JSX.Element {
  const said = useSignal('')
  useEffect(() => {
    const timer = setTimeout(() => {
      said.value = text
    }, QUIET_MS)
    return () => clearTimeout(timer)
  }, [text, said])
  return (
    <p class="unseen" role="status">
      {said.value}
    </p>
  )
}
