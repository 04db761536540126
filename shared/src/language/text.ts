/** A caller's own words: what may stand in them, and how they are written where others read them. */
import * as z from 'zod'
import { EXPECTED } from './dates.js'

/** They end a line, or are read by a terminal. */
const CONTROLS = '\\u0000-\\u001f\\u007f-\\u009f'
/** They turn round what is read after them (Unicode Standard Annex 9). */
const DIRECTIONS = '\\u202a-\\u202e\\u2066-\\u2069'

/** One line of what can be seen. */
export const visibleText = z
  .string()
  .regex(new RegExp(`^[^${CONTROLS}${DIRECTIONS}]*$`))
  .meta({ [EXPECTED]: 'a text of one line, without control characters' })

const UNSEEN = new RegExp(`[${CONTROLS}${DIRECTIONS}\\u2028\\u2029]`, 'g')

/** A caller's words in one line of others: what ends a line, or turns its direction, stands as its number. */
export const onOneLine = (text: string): string =>
  text.replaceAll(UNSEEN, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** A caller's words inside Markdown, where they begin no line, cell or element of their own. */
export const escapeMarkdown = (text: string): string =>
  PLAIN.test(text) ? text : text.replaceAll(/[|<&`\\*_[\]]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, ' ')

const PLAIN = /^[^|<&`\\*_[\]\r\n\t\u2028\u2029]*$/
