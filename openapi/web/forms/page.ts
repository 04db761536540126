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

/** The language's file, where it is not English: the server names it in a link of the head. */
export async function loadWords(): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>('link[data-words]')
  if (!link) return
  known = { ...known, ...((await (await fetch(link.href)).json()) as Words) }
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
