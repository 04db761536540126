/** `/visit/{name}`: one visit, its scores live, the earlier visit beside it. What it shows is data (`visits.json`). */
import { type Signal, signal } from '@preact/signals'
import { type ComponentType, type JSX, render } from 'preact'
import { Fields } from '../forms/fields.js'
import { drawn, load, loadWords, t } from '../forms/page.js'
import type { Entry } from '../model/catalogue.js'
import type { VisitPlan } from '../model/visits.js'
import type { Word } from '../model/words.js'
import { loadMaps } from './maps.js'
import { Status } from './status.js'
import { Scores } from './visit-scores.js'
import { Visit } from './visit-state.js'

function VisitPage({ visit }: { readonly visit: Visit }): JSX.Element {
  const { live, form } = visit
  const { phase } = live.state.value
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
      <Late visit={visit} part={above} />
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
          <Late visit={visit} part={notes} />
        </section>
      </div>
      <Late visit={visit} part={below} />
    </>
  )
}

type Part = ComponentType<{ readonly visit: Visit }>

/** A part of the page that is not needed for the first number: loaded when the page stands. */
function Late({ visit, part }: { readonly visit: Visit; readonly part: Signal<Part | undefined> }): JSX.Element | null {
  const Loaded = part.value
  return Loaded ? <Loaded visit={visit} /> : null
}

const notes = signal<Part | undefined>(undefined)
const above = signal<Part | undefined>(undefined)
const below = signal<Part | undefined>(undefined)

async function loadRest(visit: Visit): Promise<void> {
  const [{ VisitNotes }, { arrive }] = await Promise.all([import('./visit-notes.js'), import('./visit-after.js')])
  notes.value = VisitNotes
  const { Above, Below } = await arrive(visit)
  above.value = Above
  below.value = Below
}

async function start(): Promise<void> {
  const main = document.querySelector<HTMLElement>('main')
  const name = main?.dataset['slug'] ?? ''
  const [plan] = await Promise.all([load<VisitPlan>(`/visit/${name}.json`), loadWords()])
  const entries = await Promise.all(
    plan.instruments.map((slug) => load<Entry>(`/v1/instruments/${slug}${location.search}`)),
  )
  await Promise.all(entries.map(({ requestSchema }) => loadMaps(requestSchema)))
  if (main === null) return
  const visit = new Visit(name, plan, entries)
  main.replaceChildren()
  render(<VisitPage visit={visit} />, main)
  await loadRest(visit)
  main.dataset['ready'] = 'true'
}

await drawn(start)
