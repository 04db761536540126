/** A link that holds what is entered: made by a button, read back when the page is opened by it. */
import { useSignal } from '@preact/signals'
import type { ComponentType, JSX } from 'preact'
import { learn, t } from '../forms/page.js'
import type { Field } from '../model/fields.js'
import { countOf, type Entered, enteredOf, fragmentOf, isLink, LONGEST_LINK } from '../model/link.js'
import { LINK } from '../model/words-link.js'
import { Copy } from './copy.js'

learn(LINK)

interface Linked {
  /** What stands in the way of keeping what was kept before. */
  readonly isTaken: boolean
  /** What came of the link that the page was opened by. */
  readonly Above: ComponentType
  /** The button that makes one. */
  readonly Below: ComponentType
}

/**
 * Takes what the link holds that the page was opened by. The fragment goes from the address at once, for what is changed later
 * is not what it says; another link into the open page opens it anew.
 */
export function joinLink(
  fields: readonly Field[],
  { take, entered }: { take(given: Entered): void; entered(): Entered },
): Linked {
  const { hash, pathname, search } = location
  const isOpened = isLink(hash)
  const given = isOpened ? enteredOf(hash, fields) : undefined
  if (isOpened) history.replaceState(null, '', pathname + search)
  addEventListener('hashchange', () => {
    if (isLink(location.hash)) location.reload()
  })
  if (given) take(given)
  return {
    isTaken: given !== undefined,
    Above: () => (isOpened ? <OpenedNote given={given} /> : null),
    Below: () => <MakeLink entered={entered} />,
  }
}

function OpenedNote({ given }: { readonly given: Entered | undefined }): JSX.Element {
  return given ? (
    <p class="warnings" role="status">
      {t('link.opened', { count: countOf(given.values) })}
    </p>
  ) : (
    <p class="alert" role="alert">
      {t('link.refused')}
    </p>
  )
}

/** Says what the link holds before it is there to be copied. */
function MakeLink({ entered }: { entered(): Entered }): JSX.Element {
  const made = useSignal<{ readonly link: string; readonly count: number } | undefined>(undefined)
  const make = (): void => {
    const given = entered()
    const { origin, pathname, search } = location
    made.value = {
      link: origin + pathname + search + fragmentOf(given),
      count: countOf(given.values),
    }
  }
  const { link = '', count = 0 } = made.value ?? {}
  const isTooLong = link.length - location.origin.length > LONGEST_LINK
  return (
    <div class="share no-print">
      <button type="button" onClick={make}>
        {t('link.make')}
      </button>
      {made.value && (
        <>
          <p class="note" role="status">
            {isTooLong ? t('link.tooLong') : t('link.holds', { count })}
          </p>
          {!isTooLong && (
            <>
              <label>
                {t('link.link')} <input type="text" readOnly value={link} />
              </label>{' '}
              <Copy text={link} />
            </>
          )}
        </>
      )}
    </div>
  )
}
