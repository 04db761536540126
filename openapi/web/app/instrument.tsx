/** `/i/{slug}`: one instrument, all of it from its entry in the catalogue. */
import { signal, useSignal } from '@preact/signals'
import { type ComponentType, type JSX, render } from 'preact'
import { Fields } from '../forms/fields.js'
import { language, load, loadWords, nowText, t } from '../forms/page.js'
import { Form, faultsOf, focusOn } from '../forms/values.js'
import type { Entry, Result } from '../model/catalogue.js'
import { formOf } from '../model/fields.js'
import { requestOf, valuesOf, type Written } from '../model/request.js'
import { Live } from './live.js'
import { loadMaps } from './maps.js'
import { ForPrograms } from './programs.js'
import { ResultCard } from './result.js'
import { Status } from './status.js'

const main = document.querySelector<HTMLElement>('main')

/** The form, its request and the answers to it, put together once for the page. */
class Page {
  readonly form = new Form()
  readonly live = new Live<Result>()
  readonly fields
  written: Written | undefined
  readonly entry: Entry
  /** Loaded when the page stands. */
  readonly link = signal<Readonly<Record<'Above' | 'Below', ComponentType>> | undefined>(undefined)

  constructor(entry: Entry) {
    this.entry = entry
    this.fields = formOf(entry.requestSchema, { units: entry.units, yes: t('ui.yes'), no: t('ui.no') })
    this.form.changed = () => this.#changed()
    this.live.state.subscribe(({ phase, problem }) => {
      const isRefused = phase === 'refused' && this.written
      this.form.faults.value = isRefused ? faultsOf(problem, isRefused) : new Map()
    })
  }

  #changed(): void {
    const { completeLists, slug } = this.entry
    this.written = requestOf(this.fields, this.form.values.value, language, completeLists)
    const { input } = this.written
    this.live.change(Object.keys(input).length === 0 ? undefined : { url: `/v1/${slug}`, body: input })
  }

  fill(name: string): void {
    const example = this.entry.examples.find((each) => each.name === name)
    this.form.replace(example ? valuesOf(this.fields, example.request) : {})
  }

  /** Asked for by hand: then a fault is gone to. */
  async compute(): Promise<void> {
    await this.live.again()
    const [first] = this.form.faults.value.keys()
    if (first !== undefined) focusOn(first)
  }
}

function InstrumentPage({ page }: { readonly page: Page }): JSX.Element {
  const { entry, live } = page
  const { answer, isUpdating, phase } = live.state.value
  const link = page.link.value
  return (
    <>
      <h1>{entry.title}</h1>
      <p class="lead">{entry.summary}</p>
      {entry.rights !== null && (
        <p class="rights">
          <strong>{t('ui.rights')}:</strong> {entry.rights}
        </p>
      )}
      <div class="columns">
        <div>
          {link && <link.Above />}
          <InputForm page={page} />
          {link && <link.Below />}
        </div>
        <section class="result" aria-label={t('ui.result')}>
          <h2>{t('ui.result')}</h2>
          <div aria-live="polite">
            <Status live={live} written={page.written} />
          </div>
          {answer && (
            <div class={phase === 'answered' ? '' : 'old'}>
              <ResultCard entry={entry} result={answer} fields={page.fields} isUpdating={isUpdating} />
            </div>
          )}
          <PrintNote />
          {page.written && <ForPrograms slug={entry.slug} input={page.written.input} answer={answer} />}
        </section>
      </div>
      <About entry={entry} />
    </>
  )
}

function InputForm({ page }: { readonly page: Page }): JSX.Element {
  const { entry, form } = page
  const chosen = useSignal('')
  return (
    <form
      aria-label={t('ui.input')}
      onSubmit={(event) => {
        event.preventDefault()
        page.compute()
      }}
    >
      <h2>{t('ui.input')}</h2>
      <Fields form={form} fields={page.fields} />
      <div class="actions">
        <button type="submit" class="main">
          {t('ui.compute')}
        </button>
        <label class="example">
          {t('ui.fill')}
          <select
            value={chosen.value}
            onChange={(event) => {
              chosen.value = event.currentTarget.value
              page.fill(chosen.value)
            }}
          >
            <option value="">–</option>
            {entry.examples.map(({ name, title }) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <button type="button" onClick={() => form.replace({})}>
          {t('ui.clear')}
        </button>
      </div>
    </form>
  )
}

/** Only on paper: when it was printed, and lines to write on. */
function PrintNote(): JSX.Element {
  return (
    <p class="on-paper">
      {t('ui.printed', { time: `${new Date().toLocaleDateString(language)} ${nowText()}` })} · {t('ui.name')}{' '}
      ____________________ {t('ui.signature')} ____________________
    </p>
  )
}

function About({ entry }: { readonly entry: Entry }): JSX.Element {
  return (
    <section class="about">
      <h2>{t('ui.about')}</h2>
      <p>{t('ui.version', { version: entry.version })}</p>
      <h3>{t('ui.notFor')}</h3>
      <ul>
        {entry.notFor.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <h3>{t('ui.population')}</h3>
      <p>{entry.population}</p>
      <h3>{t('ui.citations')}</h3>
      <ol>
        {entry.citations.map(({ text, id }) => (
          <li key={text}>
            {text} {id !== undefined && <Source id={id} />}
          </li>
        ))}
      </ol>
      <details>
        <summary>{t('ui.formula')}</summary>
        <p class="formula">{entry.formula}</p>
      </details>
      <p>
        <a href={`/docs?urls.primaryName=${encodeURIComponent(entry.title)}`}>{t('ui.operation')}</a>
      </p>
    </section>
  )
}

function Source({ id }: { readonly id: string }): JSX.Element {
  const address = id.startsWith('doi:') ? `https://doi.org/${id.slice(4)}` : id
  return address.startsWith('https://') ? <a href={address}>{id}</a> : <span>{id}</span>
}

async function start(): Promise<void> {
  const slug = main?.dataset['slug'] ?? ''
  const [entry] = await Promise.all([load<Entry>(`/v1/instruments/${slug}${location.search}`), loadWords()])
  await loadMaps(entry.requestSchema)
  const page = new Page(entry)
  if (main === null) return
  main.replaceChildren()
  render(<InstrumentPage page={page} />, main)
  const { joinLink } = await import('./link.js')
  page.link.value = joinLink(page.fields, {
    take: ({ values }) => page.form.replace(values),
    entered: () => ({ values: page.form.values.value }),
  })
  main.dataset['ready'] = 'true'
}

await start()
