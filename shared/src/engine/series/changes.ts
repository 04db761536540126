/** What a series says between visits: of each visit since the first, and since the one before. */
import { daysBetween } from '../../language/dates.js'
import type { Answer, CallContext, Executor } from '../executor.js'
import { textOf } from '../kept.js'
import { escaped } from '../serialise.js'
import type { CallSteps } from '../steps-of-calls.js'
import type { Compared, Comparison, Difference, Measure, Part, ScoreChange, Seen } from './comparison.js'

/** An instrument with what compares its visits. */
export interface Comparing {
  readonly comparison: Comparison
  readonly measures: readonly AskedMeasure[]
}

export interface AskedMeasure extends Measure {
  readonly executor: Executor
}

/** A visit as it is compared: with what it hands to each measure. */
export interface ComparedVisit {
  readonly seen: Seen
  readonly parts: readonly Part[]
}

export function comparedVisit({ comparison, measures }: Comparing, visit: Compared): ComparedVisit {
  const seen = comparison.see(visit)
  return { seen, parts: measures.map((measure) => measure.partOf(seen)) }
}

export interface Pair {
  readonly earlier: number
  readonly later: number
  readonly since: readonly ('first' | 'previous')[]
}

/** Every visit beside the first and beside the one before it; the second has both in one. */
export function pairsOf(visits: number): readonly Pair[] {
  const pairs: Pair[] = []
  for (let later = 1; later < visits; later++) {
    if (later === 1) pairs.push({ earlier: 0, later, since: ['first', 'previous'] })
    else pairs.push({ earlier: 0, later, since: ['first'] }, { earlier: later - 1, later, since: ['previous'] })
  }
  return pairs
}

/** The answer of a measure, or why it was not asked. */
export interface MeasureAnswer {
  readonly by: string
  readonly answer: Answer | undefined
  readonly reasons: readonly string[]
}

export interface Change {
  readonly difference: Difference
  readonly measures: readonly MeasureAnswer[]
}

/** Compares two visits; a measure is asked for where both visits give what it takes. */
export function* changeOf(
  { comparison, measures }: Comparing,
  earlier: ComparedVisit,
  later: ComparedVisit,
  context: CallContext,
): CallSteps<Change> {
  const answers: MeasureAnswer[] = []
  for (const [i, { by, executor, request }] of measures.entries()) {
    const { body, reasons } = request(earlier.parts[i] as Part, later.parts[i] as Part)
    const answer = body ? ((yield executor.fromValue(body, context)) as Answer) : undefined
    answers.push({ by, answer, reasons })
  }
  return { difference: comparison.difference(earlier.seen, later.seen), measures: answers }
}

/** The members of a change that stand beside its days. */
export function writeChange({ difference, measures }: Change): string {
  const { score, reasons } = difference
  let text = `"score":${score ? writeScore(score) : 'null'},"reasons":${writeTexts(reasons)},"measures":{`
  for (const [i, { by, answer, reasons: why }] of measures.entries())
    text += `${i === 0 ? '' : ','}"${by}":${answer ? writeAnswer(answer) : `{"reasons":${writeTexts(why)}}`}`
  return `${text}}`
}

const writeTexts = (texts: readonly string[]): string => (texts.length === 0 ? '[]' : JSON.stringify(texts))

/** Its numbers are differences of scores, which are finite. */
function writeScore({ value, reported, unit, bounds }: ScoreChange): string {
  const number = reported === null ? 'null' : `"${reported}"`
  return `{"value":${value},"reported":${number},"unit":"${escaped(unit)}","bounds":${bounds ? JSON.stringify(bounds) : 'null'}}`
}

/** An answer as it came: a result has the bytes of its own route. */
export const writeAnswer = ({ status, body }: Answer): string => `{${writeStatus({ status, body })}}`
export const writeStatus = ({ status, body }: Pick<Answer, 'status' | 'body'>): string =>
  `"status":${status},"${status === 200 ? 'result' : 'problem'}":${textOf(body)}`

export const writePair = ({ since }: Pair, from: string, to: string): string =>
  `"from":"${from}","to":"${to}","since":["${since.join('","')}"],"days":${daysBetween(from, to)}`

/** A change as one line of text for each thing that is known of it. */
export function linesOfChange(label: string, { difference, measures }: Change): readonly string[] {
  const { score } = difference
  const known = score?.reported == null ? [] : [`${label}: change ${signed(score.reported)}`]
  return [...known, ...measures.flatMap(({ answer }) => (answer ? [`${label}: ${lineOf(answer)}`] : []))]
}

const signed = (reported: string): string => (reported.startsWith('-') ? reported : `+${reported}`)

/** The one line of an answer in the form of text; of a problem its detail. */
export function lineOf({ status, body }: Answer): string {
  const text = textOf(body)
  return status === 200 ? text.trimEnd() : (JSON.parse(text) as { readonly detail: string }).detail
}
