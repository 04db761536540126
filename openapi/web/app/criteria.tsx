/** Criteria with state, reason and rule; a state is a word with a sign, never a colour alone. */
import type { JSX } from 'preact'
import { t } from '../forms/page.js'
import type { Criterion, State } from '../model/catalogue.js'

const SIGNS: Readonly<Record<State, string>> = { met: '✓', not_met: '✗', undetermined: '?' }

function StateMark({ state }: { readonly state: State }): JSX.Element {
  return (
    <span class={`state ${state}`}>
      <span aria-hidden="true">{SIGNS[state]}</span> {t(`state.${state}`)}
    </span>
  )
}

export function Criteria({ criteria }: { readonly criteria: readonly Criterion[] }): JSX.Element {
  return (
    <table class="criteria">
      <caption>{t('ui.criteria')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('ui.state')}</th>
          <th scope="col">{t('ui.rule')}</th>
        </tr>
      </thead>
      <tbody>
        {criteria.map(({ id, state, rule, source, reason }) => (
          <tr key={id}>
            <td>
              <StateMark state={state} />
            </td>
            <td>
              {rule} <span class="source">({source})</span>
              {reason !== null && <span class="reason">{reason}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
