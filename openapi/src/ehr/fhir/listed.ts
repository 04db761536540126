/** Faults and warnings as an answer lists them: an answer does not grow with the number of faults that were sent. */
import type { Issue, Note } from '../read/issue.js'

/** As many as a reader looks at. */
const MOST_LISTED = 100

/** The first of them, and one more in place of the others, which counts them. */
function listed<T>(all: readonly T[], others: (count: number) => T): readonly T[] {
  return all.length <= MOST_LISTED ? all : [...all.slice(0, MOST_LISTED), others(all.length - MOST_LISTED)]
}

const NOT_LISTED = 'not_listed'

export const listedIssues = (issues: readonly Issue[]): readonly Issue[] =>
  listed(issues, (count) => ({
    status: 422,
    type: 'too-costly',
    code: NOT_LISTED,
    text: `${count} more faults are not listed here. Mend those above and send it again.`,
  }))

export const listedNotes = (notes: readonly Note[]): readonly Note[] =>
  listed(notes, (count) => ({ code: NOT_LISTED, pointer: '', message: `${count} more warnings are not listed here` }))
