/** `/smart/app`: the EHR leads back here; access is taken, and the page for a choice of instruments is drawn. */
import { type Signal, signal } from '@preact/signals'
import { type JSX, render } from 'preact'
import { loadMaps } from '../app/maps.js'
import { language, learn, loadWords, t } from '../forms/page.js'
import type { Entry } from '../model/catalogue.js'
import type { SmartPlan } from '../model/smart.js'
import type { VisitPlan } from '../model/visits.js'
import type { Word } from '../model/words.js'
import { SMART } from '../model/words-smart.js'
import { forgetLaunch, keptLaunch } from './kept.js'
import { RecordPage } from './page.js'
import { planOfOne, withRecordFields } from './plan.js'
import { RecordVisit } from './record-visit.js'
import { type Session, sessionOf } from './session.js'
import { showStop } from './stop.js'
import { Trouble, troubleOf, within } from './waiting.js'

const main = document.querySelector<HTMLElement>('main')

async function json<T>(url: string): Promise<T> {
  return within(async (signal) => {
    const reply = await fetch(url, { signal })
    if (!reply.ok) throw new Trouble(t('smart.status', { status: reply.status }), reply.status)
    return (await reply.json()) as T
  })
}

const entryOf = (slug: string): Promise<Entry> =>
  json<Entry>(`/v1/instruments/${slug}${language === 'en' ? '' : `?lang=${language}`}`)

class Chooser {
  readonly plan: SmartPlan
  readonly session: Session
  readonly of: Signal<string>
  readonly page: Signal<RecordVisit | undefined> = signal(undefined)
  readonly trouble = signal('')
  #number = 0

  constructor(plan: SmartPlan, session: Session, of: string) {
    this.plan = plan
    this.session = session
    const isKnown = plan.visits.includes(of) || of in plan.instruments
    this.of = signal(isKnown ? of : (plan.visits[0] ?? Object.keys(plan.instruments)[0] ?? ''))
  }

  async choose(of: string): Promise<void> {
    const number = ++this.#number
    this.of.value = of
    this.page.value = undefined
    this.trouble.value = ''
    try {
      const page = await this.#made(of)
      if (number !== this.#number) return
      this.page.value = page
      await page.read()
    } catch (error) {
      if (number === this.#number) this.trouble.value = troubleOf(error).message
    }
  }

  async #made(of: string): Promise<RecordVisit> {
    const { session, plan } = this
    const isVisit = plan.visits.includes(of)
    const visit = isVisit ? await json<VisitPlan>(`/visit/${of}.json`) : undefined
    const entries = await Promise.all((visit?.instruments ?? [of]).map(entryOf))
    await Promise.all(entries.map(({ requestSchema }) => loadMaps(requestSchema)))
    const [first] = entries
    const planned = visit ? withRecordFields(visit, plan) : planOfOne(first as Entry)
    return new RecordVisit(session, plan, of, planned, entries)
  }
}

function App({ chooser }: { readonly chooser: Chooser }): JSX.Element {
  const { plan, of, page, trouble } = chooser
  const instruments = Object.entries(plan.instruments).sort(([, a], [, b]) => a.title.localeCompare(b.title))
  return (
    <>
      <h1>{t('smart.title')}</h1>
      <div class="bar">
        <label for="of">{t('smart.what')}</label>
        <select id="of" value={of.value} onChange={(event) => chooser.choose(event.currentTarget.value)}>
          <optgroup label={t('ui.visits')}>
            {plan.visits.map((name) => (
              <option key={name} value={name}>
                {t(`visit.${name}` as Word)}
              </option>
            ))}
          </optgroup>
          <optgroup label={t('ui.instruments')}>
            {instruments.map(([slug, { title }]) => (
              <option key={slug} value={slug}>
                {title}
              </option>
            ))}
          </optgroup>
        </select>
      </div>
      {trouble.value !== '' && (
        <div class="alert" role="alert">
          <p>{t('smart.ownTrouble', { why: trouble.value })}</p>
          <button type="button" onClick={() => chooser.choose(of.value)}>
            {t('ui.retry')}
          </button>
        </div>
      )}
      {page.value ? <RecordPage page={page.value} /> : trouble.value === '' && <p class="note">{t('ui.loading')}</p>}
    </>
  )
}

async function start(): Promise<void> {
  learn(SMART)
  const kept = keptLaunch()
  const query = new URLSearchParams(location.search)
  // The launch spoke another language than the address that the EHR knows.
  if (kept && kept.language !== language && !query.has('lang')) {
    query.set('lang', kept.language)
    location.replace(`?${query}`)
    return
  }
  forgetLaunch()
  const [plan] = await Promise.all([json<SmartPlan>('/smart/plan.json'), loadWords()])
  const session = await sessionOf(plan, kept)
  if (main === null) return
  const chooser = new Chooser(plan, session, kept?.of ?? '')
  main.replaceChildren()
  render(<App chooser={chooser} />, main)
  main.dataset['ready'] = 'true'
  await chooser.choose(chooser.of.value)
}

start().catch((error: unknown) => showStop(main, troubleOf(error).message))
