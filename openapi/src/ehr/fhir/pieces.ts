/**
 * What answers of an instrument have in common, as JSON text that is written once: codes, ranges, words. Keys are made of what the data
 * file and the instruments say, never of what a caller sends, so that there are few.
 */
import type { ReadingModel } from '../read/model.js'

export type Piece = (key: string, make: () => object) => string

const known = new WeakMap<ReadingModel, Map<string, string>>()

/** The pieces of an instrument: the text of a key is made when it is first asked for. */
export function piecesOf(model: ReadingModel): Piece {
  let pieces = known.get(model)
  if (!pieces) {
    pieces = new Map()
    known.set(model, pieces)
  }
  const mine = pieces
  return (key, make) => {
    let text = mine.get(key)
    if (text === undefined) {
      text = JSON.stringify(make())
      mine.set(key, text)
    }
    return text
  }
}
