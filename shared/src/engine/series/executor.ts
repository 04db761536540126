/**
 * `POST /v1/{slug}/series`: visits of one patient in, a result for each, what changed between them, and the answer of the
 * instruments that compare two visits. It asks executors and knows no single instrument; which compare stands in manifests
 * (decision 105).
 */
import type { Instrument } from '../../contract/instrument.js'
import { type Answer, type CallContext, type Executor, embed, refuse } from '../executor.js'
import type { InstrumentSet } from '../instrument-set.js'
import { parseBody } from '../json.js'
import { askerKeeping, type Kept } from '../kept.js'
import { inputProblem, problem } from '../problems.js'
import { type CallSteps, stepped } from '../steps-of-calls.js'
import { compileValidator, type Validate } from '../validate.js'
import {
  type Change,
  type ComparedVisit,
  type Comparing,
  changeOf,
  comparedVisit,
  lineOf,
  linesOfChange,
  pairsOf,
  writeChange,
  writePair,
  writeStatus,
} from './changes.js'
import { Comparison, comparesVisits } from './comparison.js'
import { inOrderOfDays, ofOnePatient, seriesPathOf, seriesRequest, type Visit } from './visits.js'

/** Instruments that compare, and who answers for them. */
export interface Companions {
  readonly instrumentSet: InstrumentSet
  executorOf(slug: string): Executor
}

/** Visits that are asked for at once, where a service answers. */
const AT_ONCE = 8

interface SeriesRequest {
  readonly visits: readonly Visit[]
}

/** The same for every instrument: an input is judged by its own. */
let compiled: Validate<SeriesRequest> | undefined
function validateSeries(body: unknown) {
  compiled ??= compileValidator<SeriesRequest>({
    request: seriesRequest,
    rules: [inOrderOfDays, ofOnePatient('input')],
  })
  return compiled(body)
}

export function seriesExecutor(executor: Executor, companions: Companions): Executor {
  const { slug } = executor
  const path = seriesPathOf(slug)
  let comparing: Comparing | null | undefined
  const answer = (comparing: Comparing | null, body: unknown, context: CallContext): Answer | Promise<Answer> => {
    if (comparing === null) return refuse(problem('not_found', path, noSeries(slug)))
    const validated = validateSeries(body)
    if (!validated.ok) return refuse(inputProblem('invalid_input', path, validated.faults))
    return stepped(answerVisits({ slug, executor, comparing, context }, validated.input.visits), context)
  }
  const fromValue = (body: unknown, context: CallContext): Answer | Promise<Answer> => {
    if (comparing !== undefined) return answer(comparing, body, context)
    return comparingOf(slug, companions).then((known) => {
      comparing = known
      return answer(known, body, context)
    })
  }
  return {
    slug,
    fromValue,
    fromBytes(body, context) {
      const parsed = parseBody(body)
      return parsed.ok ? fromValue(parsed.value, context) : refuse(inputProblem(parsed.code, path, parsed.faults))
    },
  }
}

const noSeries = (slug: string): string =>
  `${slug} compares visits itself and has no series: POST /v1/${slug} takes them as baseline and followUp. GET /v1/instruments says which instruments have a series, and under "changes" which of them bring ${slug}.`

/** Null of an instrument that compares visits itself. */
async function comparingOf(slug: string, { instrumentSet, executorOf }: Companions): Promise<Comparing | null> {
  const instrument = await instrumentSet.load(slug)
  if (comparesVisits(instrument)) return null
  return comparingFor(instrument, await companionsOf(instrument, instrumentSet), executorOf)
}

const companionsOf = (instrument: Instrument, { slugs, load }: InstrumentSet): Promise<readonly Instrument[]> =>
  Promise.all((instrument.changes ?? []).filter(({ by }) => slugs.includes(by)).map(({ by }) => load(by)))

/** What compares the visits of an instrument, of those that are there. */
export function comparingFor(
  instrument: Instrument,
  companions: readonly Instrument[],
  executorOf: (slug: string) => Executor,
): Comparing {
  const comparison = new Comparison(instrument)
  const measures = (instrument.changes ?? []).flatMap((change) => {
    const by = companions.find(({ slug }) => slug === change.by)
    return by ? [{ ...comparison.measure(instrument, change, by), executor: executorOf(by.slug) }] : []
  })
  return { comparison, measures }
}

/** The series of one instrument in this process, with what compares its visits: for whoever has both at hand. */
export function seriesOfOne(
  instrument: Instrument,
  companions: readonly Instrument[],
): (body: unknown) => Answer | Promise<Answer> {
  const { slug } = instrument
  const comparing = comparingFor(instrument, companions, (by) =>
    embed(companions.find((each) => each.slug === by) as Instrument),
  )
  const executor = embed(instrument)
  const context: CallContext = { form: 'full', requestId: '', inOneTurn: true }
  return (body) =>
    stepped(
      answerVisits({ slug, executor, comparing, context }, (body as { readonly visits: readonly Visit[] }).visits),
      context,
    )
}

interface Work {
  readonly slug: string
  readonly executor: Executor
  readonly comparing: Comparing
  readonly context: CallContext
}

interface Answered extends ComparedVisit {
  readonly date: string
  readonly answer: Answer
}

function* answerVisits({ slug, executor, comparing, context }: Work, visits: readonly Visit[]): CallSteps<Answer> {
  const answered: Answered[] = []
  const ask = askerKeeping(context)
  for (let i = 0; i < visits.length; i += AT_ONCE) {
    const group = visits.slice(i, i + AT_ONCE)
    const asked = group.map(({ input }) => ask((how) => executor.fromValue(input, how)))
    const kept = (yield asked.some((each) => each instanceof Promise) ? Promise.all(asked) : asked) as readonly Kept[]
    for (const [k, { answer, outcome }] of kept.entries()) {
      const { date, input } = group[k] as Visit
      answered.push({ date, answer, ...comparedVisit(comparing, { date, input, outcome }) })
    }
  }
  const pairs = pairsOf(answered.length)
  const changes: Change[] = []
  for (const { earlier, later } of pairs)
    changes.push(yield* changeOf(comparing, answered[earlier] as Answered, answered[later] as Answered, context))
  const rows = answered.length + changes.flatMap(({ measures }) => measures.filter(({ answer }) => answer)).length
  const label = (i: number): string => {
    const { earlier, later } = pairs[i] as (typeof pairs)[number]
    return `${answered[earlier]?.date} to ${answered[later]?.date}`
  }
  if (context.form === 'text') {
    const lines = [
      ...answered.map(({ date, answer }) => `${date}: ${lineOf(answer)}`),
      ...changes.flatMap((change, i) => linesOfChange(label(i), change)),
    ]
    return { status: 200, type: 'text/plain; charset=utf-8', body: lines.map((line) => `${line}\n`).join(''), rows }
  }
  // One text that grows: joined lists would copy the results once more at each level.
  let body = `{"instrument":"${slug}","visits":[`
  for (const [i, { date, answer }] of answered.entries())
    body += `${i === 0 ? '' : ','}{"date":"${date}",${writeStatus(answer)}}`
  body += '],"changes":['
  for (const [i, change] of changes.entries()) {
    const pair = pairs[i] as (typeof pairs)[number]
    const [from, to] = [pair.earlier, pair.later].map((at) => answered[at]?.date ?? '')
    body += `${i === 0 ? '' : ','}{${writePair(pair, from ?? '', to ?? '')},${writeChange(change)}}`
  }
  body += ']}'
  const isAscii =
    answered.every(({ answer }) => answer.isAscii === true) &&
    changes.every(({ measures }) => measures.every(({ answer }) => answer === undefined || answer.isAscii === true))
  return { status: 200, type: 'application/json; charset=utf-8', body, isAscii, rows }
}
