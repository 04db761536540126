/** What is shown as a request that a program can send. */
import type { JSX } from 'preact'
import { t } from '../forms/page.js'
import { Copy } from './copy.js'

interface Props {
  readonly slug: string
  readonly input: object
  readonly answer: unknown
}

/** In a shell an apostrophe ends a text that one began. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

export function ForPrograms({ slug, input, answer }: Props): JSX.Element {
  const json = JSON.stringify(input, null, 2)
  const curl = `curl -s ${location.origin}/v1/${slug} -H 'content-type: application/json' -d ${quoted(JSON.stringify(input))}`
  return (
    <details class="programs">
      <summary>{t('ui.request')}</summary>
      <Block title="JSON" text={json} />
      <Block title="curl" text={curl} />
      {answer !== undefined && <Block title={t('ui.result')} text={JSON.stringify(answer, null, 2)} />}
    </details>
  )
}

function Block({ title, text }: { readonly title: string; readonly text: string }): JSX.Element {
  return (
    <>
      <h3>{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by the keyboard */}
      <pre tabIndex={0}>{text}</pre>
      <Copy text={text} label={`${t('ui.copy')}: ${title}`} />
    </>
  )
}
