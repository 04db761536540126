/** What the page that the server sent says about itself. */
import { type Say, speakerOf, type Words } from '../model/words.js'

export const language = document.documentElement.lang

/** Texts of another language, loaded before anything is drawn. */
let known: Words = {}
let say: Say = speakerOf(known)

export const t: Say = (word, values) => say(word, values)

/** Texts that only some pages have. */
export function learn(more: Words): void {
  known = { ...more, ...known }
  say = speakerOf(known)
}

/** Longest wait for an answer: then there is none, and the page says so. */
const LONGEST_WAIT_MS = 20_000

/** A clock on a request, until the answer is read; to be stopped by what it returns. */
export function clockOn(waiting: AbortController): () => void {
  const clock = setTimeout(() => waiting.abort(), LONGEST_WAIT_MS)
  return () => clearTimeout(clock)
}

/** Something that the page is made of. */
export async function load<T>(url: string): Promise<T> {
  const waiting = new AbortController()
  const stop = clockOn(waiting)
  try {
    const reply = await fetch(url, { signal: waiting.signal })
    if (!reply.ok) throw new Error(`${reply.status} ${url}`)
    return (await reply.json()) as T
  } finally {
    stop()
  }
}

/** Where something that a page is made of cannot be had, it says so in place of what was to come. */
export async function drawn(start: () => Promise<void>): Promise<void> {
  try {
    await start()
  } catch (error) {
    const busy = document.querySelector('main [aria-busy]')
    const said = document.createElement('p')
    said.className = 'alert'
    const again = document.createElement('button')
    again.type = 'button'
    again.textContent = t('ui.retry')
    again.addEventListener('click', () => location.reload())
    said.append(`${t('ui.offlineEmpty')} `, again)
    busy?.replaceWith(said)
    throw error
  }
}

/** The language's file, where it is not English: the server names it in a link of the head. */
export async function loadWords(): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>('link[data-words]')
  if (!link) return
  known = { ...known, ...(await load<Words>(link.href)) }
  say = speakerOf(known)
}

/** Kept in memory alone; gone with the page. */
let key: string | undefined

export function useKey(given: string): void {
  key = given
}

// A page that the browser holds for its back button would still know it.
addEventListener('pagehide', () => {
  key = undefined
})

export const authorization = (): Readonly<Record<string, string>> =>
  key === undefined ? {} : { authorization: `Bearer ${key}` }

export const nowText = (): string =>
  new Date().toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
