/** The joint map as a table of native controls, with the same state. */
import type { JSX } from 'preact'
import { t } from '../forms/page.js'
import type { GroupField, Values } from '../model/fields.js'
import { confirmed, FINDINGS, type Found, foundAt, NOT_EVALUABLE, PRESENT } from './findings.js'
import { saidOf } from './joint-figure.js'

interface Props {
  readonly field: GroupField
  readonly values: Values
  /** What was copied from the earlier visit and is not confirmed. */
  copied(path: string): Found | undefined
  mark(path: string, found: Found): void
}

export function JointTable({ field, values, copied, mark }: Props): JSX.Element {
  return (
    <table class="joint-table">
      <thead>
        <tr>
          <th scope="col">{t('map.joint')}</th>
          <th scope="col">{t('map.tender')}</th>
          <th scope="col">{t('map.swollen')}</th>
          <th scope="col">{t('map.notEvaluable')}</th>
        </tr>
      </thead>
      <tbody>
        {field.fields.map(({ path, title }) => {
          const now = foundAt(path, values)
          const copy = copied(path)
          const isUnevaluable = now.tender === NOT_EVALUABLE
          return (
            <tr key={path}>
              <th scope="row">
                {copy ? t('map.unconfirmed', { joint: `${title}${saidOf(copy)}` }) : title}
                {copy && (
                  <button
                    type="button"
                    aria-label={`${t('map.confirm')}: ${title}`}
                    onClick={() => mark(path, confirmed(copy))}
                  >
                    {t('map.confirm')}
                  </button>
                )}
              </th>
              {FINDINGS.map((finding) => (
                <td key={finding}>
                  <Box
                    label={`${title}: ${t(`map.${finding}`)}`}
                    isTicked={now[finding] === PRESENT}
                    tick={(ticked) => mark(path, { ...plain(now), [finding]: ticked ? PRESENT : '' })}
                  />
                </td>
              ))}
              <td>
                <Box
                  label={`${title}: ${t('map.notEvaluable')}`}
                  isTicked={isUnevaluable}
                  tick={(ticked) => {
                    const made = ticked ? NOT_EVALUABLE : ''
                    mark(path, { tender: made, swollen: made })
                  }}
                />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** Whoever ticks a finding has assessed the joint. */
const plain = ({ tender, swollen }: Found): Found => ({
  tender: tender === NOT_EVALUABLE ? '' : tender,
  swollen: swollen === NOT_EVALUABLE ? '' : swollen,
})

function Box(props: { readonly label: string; readonly isTicked: boolean; tick(ticked: boolean): void }): JSX.Element {
  const { label, isTicked, tick } = props
  return (
    <label class="tick box">
      <input
        type="checkbox"
        aria-label={label}
        checked={isTicked}
        onChange={(event) => tick(event.currentTarget.checked)}
      />
    </label>
  )
}
