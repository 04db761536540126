/** A button that copies a text and says so. */
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { t } from '../forms/page.js'

export function Copy({ text, label = t('ui.copy') }: { readonly text: string; readonly label?: string }): JSX.Element {
  const said = useSignal('')
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      // Without https a browser may have no clipboard for pages; the old way still works there.
      const area = document.createElement('textarea')
      area.value = text
      document.body.append(area)
      area.select()
      document.execCommand('copy')
      area.remove()
    }
    said.value = t('ui.copied')
  }
  return (
    <span class="copy">
      <button type="button" onClick={copy}>
        {label}
      </button>
      <span role="status"> {said}</span>
    </span>
  )
}
