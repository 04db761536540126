/** What stands above an answer when there is none, or none that is new: each state in words, with what can be done. */
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { t, useKey } from '../forms/page.js'
import { focusOn } from '../forms/values.js'
import type { Written } from '../model/request.js'
import type { Live, LiveState } from './live.js'

interface Props {
  readonly live: Live<unknown>
  /** Where the last request came from, for the links of faults. */
  readonly written: Written | undefined
}

export function Status({ live, written }: Props): JSX.Element | null {
  const state = live.state.value
  switch (state.phase) {
    case 'empty':
      return <p class="note">{t('ui.nothing')}</p>
    case 'refused':
      return <Faults state={state} written={written} />
    case 'key':
      return <AskForKey live={live} status={state.status} />
    case 'waiting':
      return <p class="alert">{t('ui.waiting', { seconds: state.seconds ?? 0 })}</p>
    case 'offline':
    case 'failed':
      return (
        <div class="alert">
          <p>{troubleOf(state)}</p>
          <button type="button" onClick={() => live.again()}>
            {t('ui.retry')}
          </button>
        </div>
      )
    case 'answered':
      return null
  }
}

function troubleOf({ phase, status = 0, time }: LiveState<unknown>): string {
  if (phase === 'failed') return t('ui.failed', { status })
  return time === undefined ? t('ui.offlineEmpty') : t('ui.offline', { time })
}

function Faults({
  state,
  written,
}: {
  readonly state: LiveState<unknown>
  readonly written: Written | undefined
}): JSX.Element {
  const { problem } = state
  return (
    <div class="alert" id="faults" tabIndex={-1}>
      <p>
        <strong>{t('ui.faults')}</strong>
      </p>
      <ul>
        {problem?.errors?.map(({ pointer, message }) => {
          const path = written?.pathOf(pointer) ?? ''
          return (
            <li key={pointer + message}>
              <button type="button" class="link" onClick={() => focusOn(path)}>
                {message}
              </button>
            </li>
          )
        }) ?? <li>{problem?.detail}</li>}
      </ul>
    </div>
  )
}

export function AskForKey({
  live,
  status,
}: {
  readonly live: { again(): Promise<void> }
  readonly status: number | undefined
}): JSX.Element {
  const typed = useSignal('')
  return (
    <form
      class="alert"
      onSubmit={(event) => {
        event.preventDefault()
        useKey(typed.value.trim())
        live.again()
      }}
    >
      <p>{t('ui.key')}</p>
      {status === 403 && <p>{t('ui.keyRefused')}</p>}
      <label for="key">{t('ui.keyLabel')}</label>
      <input
        id="key"
        type="password"
        autocomplete="off"
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value
        }}
      />
      <button type="submit">{t('ui.useKey')}</button>
    </form>
  )
}
