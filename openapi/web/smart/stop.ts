/** Where there is nothing to be done here: why, and how to begin again. */
import { t } from '../forms/page.js'

/** Everything else leaves the page. */
export function showStop(main: HTMLElement | null, why: string): void {
  if (main === null) return
  const title = document.createElement('h1')
  title.textContent = t('smart.title')
  const box = document.createElement('div')
  box.className = 'alert'
  box.setAttribute('role', 'alert')
  for (const [tag, text] of [
    ['strong', t('smart.stopped')],
    ['p', why],
    ['p', t('smart.again')],
  ] as const) {
    const element = document.createElement(tag)
    element.textContent = text
    box.append(element)
  }
  main.replaceChildren(title, box)
  main.dataset['ready'] = 'true'
}
