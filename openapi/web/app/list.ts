/** `/`: narrows the list that the server sent, as one types. Without script the whole list stands. */
import { loadWords, t } from '../forms/page.js'

await loadWords()
const box = document.querySelector<HTMLElement>('[data-search]')
const input = document.querySelector<HTMLInputElement>('#search')
const found = document.querySelector<HTMLElement>('#found')
const items = [...document.querySelectorAll<HTMLElement>('[data-instrument]')]
const sections = [...document.querySelectorAll<HTMLElement>('[data-condition]')]

function narrow(): void {
  const words = (input?.value ?? '').toLowerCase().split(/\s+/)
  for (const item of items) {
    const text = item.textContent?.toLowerCase() ?? ''
    item.hidden = !words.every((word) => text.includes(word))
  }
  for (const section of sections) section.hidden = section.querySelector('[data-instrument]:not([hidden])') === null
  const count = items.filter(({ hidden }) => !hidden).length
  if (found) found.textContent = t('ui.found', { count, all: items.length })
}

if (box && input) {
  box.hidden = false
  input.addEventListener('input', narrow)
  narrow()
}
document.querySelector('main')?.setAttribute('data-ready', 'true')
