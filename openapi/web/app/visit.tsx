/** `/visit/{name}`: one visit, its scores live, the earlier visit beside it. What it shows is data (`visits.json`). */
import { useSignal } from '@preact/signals'
import { type ComponentType, type JSX, render } from 'preact'
import { useEffect } from 'preact/hooks'
import { Fields } from '../forms/fields.js'
import { language, loadWords, nowText, t } from '../forms/page.js'
import type { Entry } from '../model/catalogue.js'
import type { VisitPlan } from '../model/visits.js'
import type { Word } from '../model/words.js'
import { Copy } from './copy.js'
import { loadMaps } from './maps.js'
import { ForPrograms } from './programs.js'
import { Status } from './status.js'
import { Scores } from './visit-scores.js'
import { Visit } from './visit-state.js'

/** Screen readers hear of new numbers at most so often. */
const QUIET_MS = 500

function VisitPage({ visit }: { readonly visit: Visit }): JSX.Element {
  const { live, form } = visit
  const { answer, phase } = live.state.value
  return (
    <>
      <h1>{t(`visit.${visit.name}` as Word)}</h1>
      <div class="bar">
        <label for="date">{t('visit.date')}</label>
        <input
          id="date"
          type="date"
          value={visit.date.value}
          onChange={(event) => {
            visit.date.value = event.currentTarget.value
            visit.changed()
          }}
        />
        <button type="button" onClick={() => window.print()}>
          {t('ui.print')}
        </button>
      </div>
      <div class="columns">
        <div>
          {visit.sections.map(({ word, fields, isWide }) => (
            <section key={word} class={isWide ? 'wide' : 'narrow'} aria-label={t(word as Word)}>
              <h2>{t(word as Word)}</h2>
              <Fields form={form} fields={fields} />
            </section>
          ))}
        </div>
        <section class="result" aria-label={t('visit.scores')}>
          <h2>{t('visit.scores')}</h2>
          <Status live={live} written={visit.asked} />
          <div class={phase === 'answered' || phase === 'empty' ? '' : 'old'}>
            <Scores visit={visit} />
          </div>
          {answer && <Lines visit={visit} />}
          {visit.asked && <ForPrograms slug="panel" input={panelRequest(visit)} answer={answer} />}
        </section>
      </div>
      {visit.earlier.value.length > 0 && <Late visit={visit} load={loadTrends} />}
      <Late visit={visit} load={loadKeeping} />
      <Paper visit={visit} />
      <Announcement visit={visit} />
    </>
  )
}

type Part = ComponentType<{ readonly visit: Visit }>

/** A part of the page that is not needed for the first number: loaded when the page stands. */
function Late({ visit, load }: { readonly visit: Visit; load(): Promise<Part> }): JSX.Element | null {
  const part = useSignal<Part | undefined>(undefined)
  useEffect(() => {
    load().then((Loaded) => {
      part.value = Loaded
    })
  }, [load, part])
  const Loaded = part.value
  return Loaded ? <Loaded visit={visit} /> : null
}

const loadTrends = async (): Promise<Part> => (await import('./visit-trends.js')).Trends
const loadKeeping = async (): Promise<Part> => (await import('./visit-keeping.js')).Keeping

const panelRequest = ({ asked }: Visit): object => ({
  instruments: asked?.instruments ?? [],
  derive: true,
  inputs: asked?.input ?? {},
})

/** The one line of each score. */
const linesOf = ({ live, plan }: Visit): readonly string[] =>
  plan.instruments.flatMap((slug) => live.state.value.answer?.results[slug]?.result?.text ?? [])

function Lines({ visit }: { readonly visit: Visit }): JSX.Element {
  const text = linesOf(visit).join('\n')
  return (
    <>
      <h3>{t('visit.lines')}</h3>
      <p class="line lines">{text}</p>
      <Copy text={`${visit.date.value}\n${text}`} />
    </>
  )
}

function Announcement({ visit }: { readonly visit: Visit }): JSX.Element {
  const said = useSignal('')
  const text = linesOf(visit).join('. ')
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

const json = async <T,>(url: string): Promise<T> => (await (await fetch(url)).json()) as T

async function start(): Promise<void> {
  const main = document.querySelector<HTMLElement>('main')
  const name = main?.dataset['slug'] ?? ''
  const [plan] = await Promise.all([json<VisitPlan>(`/visit/${name}.json`), loadWords()])
  const entries = await Promise.all(
    plan.instruments.map((slug) => json<Entry>(`/v1/instruments/${slug}${location.search}`)),
  )
  await Promise.all(entries.map(({ requestSchema }) => loadMaps(requestSchema)))
  if (main === null) return
  const visit = new Visit(name, plan, entries)
  main.replaceChildren()
  render(<VisitPage visit={visit} />, main)
  await visit.takeKept()
  main.dataset['ready'] = 'true'
}

await start()
