/** What stands behind a score of a visit: its cut-offs, terms and criteria. */
import type { JSX } from 'preact'
import type { Entry, Result } from '../model/catalogue.js'
import type { Field } from '../model/fields.js'
import { Criteria } from './criteria.js'
import { ScaleFigure } from './scale.js'
import { setOf } from './score-line.js'
import { Terms } from './terms.js'

interface Props {
  readonly entry: Entry
  readonly result: Result
  readonly fields: readonly Field[]
}

export function More({ entry, result, fields }: Props): JSX.Element {
  const set = setOf(entry, result)
  const { score, terms, criteria, category } = result
  return (
    <>
      {set && score && <ScaleFigure set={set} value={score.value} bounds={score.bounds} code={category?.code} />}
      {terms.length > 0 && <Terms terms={terms} score={score?.value ?? null} fields={fields} />}
      {criteria.length > 0 && <Criteria criteria={criteria} />}
    </>
  )
}
