/** The document as YAML, written a piece at a time: as a whole it would hold the process for two seconds. */
import { stringify } from 'yaml'
import { inTurns, type Steps } from '../engine/steps.js'

/** Down to so many levels the members of objects are pieces: one schema or one example each. */
const LEVELS = 6

const OPTIONS = { aliasDuplicateObjects: false } as const

export const yamlOf = (document: object): Promise<string> => inTurns(pieces(document))

function* pieces(document: object): Steps<string> {
  const written: string[] = []
  for (const piece of members(document, 0)) {
    written.push(piece)
    yield
  }
  return written.join('')
}

function* members(node: object, level: number): Generator<string> {
  for (const [key, value] of Object.entries(node)) {
    if (level < LEVELS && isSplit(value)) {
      yield indented(`${nameOf(key)}:\n`, level)
      yield* members(value, level + 1)
    } else yield indented(stringify({ [key]: value }, OPTIONS), level)
  }
}

const isSplit = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0

const NULL = ': null\n'
const nameOf = (key: string): string => stringify({ [key]: null }, OPTIONS).slice(0, -NULL.length)

const indented = (text: string, level: number): string => text.replace(/^(?=.)/gm, '  '.repeat(level))
