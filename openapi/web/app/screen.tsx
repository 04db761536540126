/** `/screen/{protocol}`: what is known of one patient against a trial's criteria, what to obtain next on top. */
import { type JSX, render } from 'preact'
import { drawn, learn, load, loadWords, t } from '../forms/page.js'
import type { Entry } from '../model/catalogue.js'
import { type Protocol, slugsOf } from '../model/screens.js'
import { LATE } from '../model/words-late.js'
import { loadMaps } from './maps.js'
import { Answer } from './screen-answer.js'
import { Inputs } from './screen-inputs.js'
import { Screen } from './screen-state.js'
import { Status } from './status.js'

function ScreenPage({ screen }: { readonly screen: Screen }): JSX.Element {
  const { protocol, live } = screen
  const { phase } = live.state.value
  return (
    <>
      <h1>{t('screen.title')}</h1>
      <p class="lead">{protocol.title}</p>
      <Frame screen={screen} />
      <div aria-live="polite">
        <Status live={live} written={screen.written} />
      </div>
      <div class={phase === 'answered' ? '' : 'old'}>
        <Answer screen={screen} inputs={<Inputs screen={screen} />} />
      </div>
      <section class="about">
        <h2>{t('ui.about')}</h2>
        <p>{t('ui.version', { version: protocol.version })}</p>
        <ul>
          {protocol.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </section>
    </>
  )
}

/** Arm, day, and how values without a day are meant. */
function Frame({ screen }: { readonly screen: Screen }): JSX.Element {
  const { protocol, arm, asOf, isOfToday } = screen
  const then = (change: () => void) => (): void => {
    change()
    screen.changed()
  }
  return (
    <div class="bar">
      <label for="arm">{t('screen.arm')}</label>
      <select id="arm" value={arm.value} onChange={(event) => then(() => (arm.value = event.currentTarget.value))()}>
        {protocol.arms.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
      <label for="asOf">{t('screen.asOf')}</label>
      <input
        id="asOf"
        type="date"
        value={asOf.value}
        onChange={(event) => then(() => (asOf.value = event.currentTarget.value))()}
      />
      <label class="tick">
        <input
          type="checkbox"
          checked={isOfToday.value}
          onChange={(event) => then(() => (isOfToday.value = event.currentTarget.checked))()}
        />
        {t('screen.undated')}
      </label>
      <label class="example">
        {t('ui.fill')}
        <select onChange={(event) => screen.fill(event.currentTarget.value)}>
          <option value="">–</option>
          {protocol.examples.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}

async function start(): Promise<void> {
  learn(LATE)
  const main = document.querySelector<HTMLElement>('main')
  const id = main?.dataset['slug'] ?? ''
  const [protocol] = await Promise.all([load<Protocol>(`/v1/protocols/${id}`), loadWords()])
  const entries = await Promise.all(
    slugsOf(protocol).map((slug) => load<Entry>(`/v1/instruments/${slug}${location.search}`)),
  )
  await Promise.all(entries.map(({ requestSchema }) => loadMaps(requestSchema)))
  if (main === null) return
  const screen = new Screen(protocol, entries)
  main.replaceChildren()
  render(<ScreenPage screen={screen} />, main)
  screen.changed()
  main.dataset['ready'] = 'true'
}

await drawn(start)
