/** The verdict, the criteria in their groups, and what another reading would change. */
import type { JSX } from 'preact'
import { t } from '../forms/page.js'
import type { Screening } from '../model/screens.js'
import type { Word } from '../model/words.js'
import { Copy } from './copy.js'
import type { Screen } from './screen-state.js'

interface Props {
  readonly screen: Screen
  readonly inputs: JSX.Element
}

export function Answer({ screen, inputs }: Props): JSX.Element {
  const { answer, isUpdating } = screen.live.state.value
  return (
    <>
      {answer && <Verdict answer={answer} />}
      <div class="columns">
        {inputs}
        <section class={`result ${isUpdating ? 'updating' : ''}`} aria-label={t('ui.criteria')}>
          <h2>{t('ui.criteria')}</h2>
          {answer && <Groups answer={answer} />}
          {answer && answer.sensitivity.length > 0 && <Readings answer={answer} />}
          {answer && (
            <p class="actions">
              <Copy text={answer.report} label={t('screen.report')} />
              <Copy text={rowOf(answer)} label={t('screen.row')} />
              <button type="button" onClick={() => window.print()}>
                {t('ui.print')}
              </button>
            </p>
          )}
        </section>
      </div>
    </>
  )
}

function Verdict({ answer }: { readonly answer: Screening }): JSX.Element {
  const open = answer.criteria.filter(({ state }) => state === 'undetermined').length
  const contradictions = [
    ...answer.conflicts.map(({ title, inputs }) => `${title} (${inputs.join(', ')})`),
    ...answer.collisions.map(({ message }) => message),
  ]
  return (
    <div role="status">
      <p class="headline verdict">
        <strong class={`state ${answer.verdict}`}>{t(`verdict.${answer.verdict}` as Word)}</strong>{' '}
        {t('screen.open', { count: open, all: answer.criteria.length, next: answer.nextInputs.length })}
      </p>
      {contradictions.length > 0 && <p class="warnings">{t('screen.settle', { what: contradictions.join('; ') })}</p>}
    </div>
  )
}

const SIGNS: Readonly<Record<string, string>> = {
  met: '✓',
  not_met: '✗',
  excluded: '✗',
  not_excluded: '✓',
  undetermined: '?',
  not_applicable: '–',
}

/** An exclusion that is met excludes: it stands among its own, not among what speaks for the patient. */
const GROUPS: readonly { readonly word: Word; readonly has: (each: Screening['criteria'][number]) => boolean }[] = [
  { word: 'screen.notMet', has: ({ kind, state }) => kind === 'inclusion' && state === 'not_met' },
  { word: 'screen.undetermined', has: ({ kind, state }) => kind === 'inclusion' && state === 'undetermined' },
  {
    word: 'screen.met',
    has: ({ kind, state }) => kind === 'inclusion' && state !== 'not_met' && state !== 'undetermined',
  },
  { word: 'screen.exclusions', has: ({ kind }) => kind !== 'inclusion' },
]

function Groups({ answer }: { readonly answer: Screening }): JSX.Element {
  return (
    <>
      {GROUPS.map(({ word, has }) => {
        const criteria = answer.criteria.filter(has)
        if (criteria.length === 0) return null
        return (
          <table class="criteria" key={word}>
            <caption>
              {t(word)} ({criteria.length})
            </caption>
            <thead>
              <tr>
                <th scope="col">{t('ui.state')}</th>
                <th scope="col">{t('ui.criterion')}</th>
              </tr>
            </thead>
            <tbody>
              {criteria.map(({ id, title, state, rule, missing }) => (
                <tr key={id}>
                  <td>
                    <span class={`state ${state}`}>
                      <span aria-hidden="true">{SIGNS[state] ?? ''}</span> {t(`state.${state}` as Word)}
                    </span>
                  </td>
                  <td>
                    {id} {title}
                    <span class="reason">{rule}</span>
                    {missing.length > 0 && (
                      <span class="reason">
                        {t('ui.missing')}: {missing.join(', ')}
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      })}
    </>
  )
}

function Readings({ answer }: { readonly answer: Screening }): JSX.Element {
  return (
    <details>
      <summary>{t('screen.readings', { count: answer.sensitivity.length })}</summary>
      <ul>
        {answer.sensitivity.map(({ reading, title, says, criteria }) => (
          <li key={reading + says}>
            {reading} {title}: {says} ({criteria.map(({ id, from, to }) => `${id} ${from} → ${to}`).join(', ')})
          </li>
        ))}
      </ul>
    </details>
  )
}

/** One line of CSV under one of names: the verdict and the state of each criterion. */
function rowOf({ verdict, criteria }: Screening): string {
  const names = ['verdict', ...criteria.map(({ id }) => id)]
  return `${names.join(',')}\r\n${[verdict, ...criteria.map(({ state }) => state)].join(',')}\r\n`
}
