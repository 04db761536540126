/** Languages of the pages: English, and each that has a file of texts. */
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { speakerOf, type Words } from '../../web/model/words.js'
import { LATE } from '../../web/model/words-late.js'
import { SITE } from '../../web/model/words-site.js'
import { SMART } from '../../web/model/words-smart.js'
import { LOCALES } from '../files/paths.js'
import type { Speaking } from './instrument-page.js'

export interface Languages {
  /** What a query asks for, if there is such a language. */
  languageOf(query: unknown): string
  speaking(language: string): Speaking
  /** Texts of a language; none of English. */
  wordsOf(language: string): Words | undefined
}

const ENGLISH = 'en'

export async function languages(folder: string = LOCALES): Promise<Languages> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'))
  const files = await Promise.all(
    names.map(async (name): Promise<readonly [string, Words]> => {
      return [basename(name, '.json'), JSON.parse(await readFile(join(folder, name), 'utf8')) as Words]
    }),
  )
  const known = new Map(files)
  return {
    languageOf(query) {
      const { lang } = query as { readonly lang?: unknown }
      return typeof lang === 'string' && known.has(lang) ? lang : ENGLISH
    },
    wordsOf: (language) => known.get(language),
    speaking(language) {
      const words = known.get(language)
      return { language: words ? language : ENGLISH, say: speakerOf({ ...SITE, ...LATE, ...SMART, ...words }) }
    },
  }
}
