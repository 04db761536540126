/**
 * What answers of an instrument have in common, as JSON text that is written once: codes, ranges, words. Keys are made of what the data
 * file and the instruments say, never of what a caller sends, so that there are few.
 */
import type { ReadingModel } from '../read/model.js'

export type Piece = (kind: string, name: string, make: () => object, detail?: string) => string

/** By kind, name and detail: looking up strings that are there takes less than making one of them. */
type Pieces = Map<string, Map<string, Map<string, string>>>

const known = new WeakMap<ReadingModel, Pieces>()

/** The pieces of an instrument: the text of a key is made when it is first asked for. */
export function piecesOf(model: ReadingModel): Piece {
  let pieces = known.get(model)
  if (!pieces) {
    pieces = new Map()
    known.set(model, pieces)
  }
  const mine = pieces
  return (kind, name, make, detail = '') => {
    const text = mine.get(kind)?.get(name)?.get(detail)
    return text ?? remember(mine, kind, name, detail, JSON.stringify(make()))
  }
}

function remember(pieces: Pieces, kind: string, name: string, detail: string, text: string): string {
  const ofKind = pieces.get(kind) ?? new Map<string, Map<string, string>>()
  const ofName = ofKind.get(name) ?? new Map<string, string>()
  pieces.set(kind, ofKind)
  ofKind.set(name, ofName)
  ofName.set(detail, text)
  return text
}
